package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.List;
import java.util.Map;

/** The tables of every family. They are not among those of one family, which others have a part of: classes that need each other to be loaded find halves of each other. */
final class FamilyTables {
    /** The tables of each family of models, by the word for it in manifests. */
    static final Map<String, List<Table>> BY_FAMILY = Map.of(
            LearningCycle.FAMILY, RunTable.LEARNING_CYCLE,
            SpikingNetwork.FAMILY, SpikingTable.SPIKING_NETWORK,
            PhasedLearning.FAMILY, PhasedTable.PHASED_LEARNING);

    private FamilyTables() {}
}
