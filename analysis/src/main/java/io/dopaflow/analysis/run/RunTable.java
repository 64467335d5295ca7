package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Column;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.SpikeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The tables of run directories: columns as they stand in the Parquet files, and the order of the rows. */
final class RunTable {
    static final Table SPIKES = Table.of(
            "spikes",
            "time_ps, neuron, kind",
            Column.bigint("time_ps"),
            Column.integer("neuron"),
            new Column(
                    "kind",
                    Column.Type.VARCHAR,
                    Arrays.stream(SpikeKind.values()).map(SpikeKind::text).toList()),
            Column.real("amplitude"),
            Column.bigint("opportunity"),
            Column.integer("cycle"));
    static final Table ARRIVALS = Table.of(
            "arrivals",
            "time_ps, synapse",
            Column.bigint("time_ps"),
            Column.integer("synapse"),
            Column.bigint("opportunity"),
            Column.integer("cycle"));
    static final Table REWARDS = Table.of(
            "rewards",
            "time_ps",
            Column.bigint("time_ps"),
            Column.bigint("opportunity"),
            Column.integer("cycle"),
            Column.real("loss"),
            Column.real("reward"));
    static final Table WEIGHTS = Table.of(
            "weights",
            "time_ps, opportunity, synapse",
            Column.bigint("time_ps"),
            Column.bigint("opportunity"),
            Column.integer("cycle"),
            Column.integer("synapse"),
            Column.real("theta"));
    static final Table PROGRESS = Table.of(
            "progress",
            "time_ps, epoch",
            Column.integer("epoch"),
            Column.bigint("opportunity"),
            Column.bigint("time_ps"),
            Column.real("training_loss"),
            Column.real("training_accuracy"),
            Column.real("training_error"),
            Column.real("training_r2"),
            Column.real("held_out_loss"),
            Column.real("held_out_accuracy"),
            Column.real("held_out_error"),
            Column.real("held_out_r2"),
            Column.real("elapsed_s"),
            Column.bigint("cycles"));
    static final Table NEURONS = Table.of(
            "neurons",
            "neuron",
            Column.integer("neuron"),
            Column.text("name"),
            Column.text("role"),
            Column.integer("depth"),
            Column.integer("sign"),
            Column.text("activation"),
            Column.text("coding"),
            Column.integer("feature_or_output"));
    static final Table SYNAPSES =
            Table.of("synapses", "synapse", Column.integer("synapse"), Column.integer("pre"), Column.integer("post"));
    static final Table DATA = Table.of(
            "data",
            "sample, role, position",
            Column.integer("sample"),
            new Column("part", Column.Type.VARCHAR, List.of("held-out", "training")),
            new Column("role", Column.Type.VARCHAR, List.of("feature", "label", "target")),
            Column.integer("position"),
            Column.text("name"),
            Column.real("value"),
            Column.real("presented"));

    /** The tables of a learning cycle. */
    static final List<Table> LEARNING_CYCLE =
            List.of(SPIKES, ARRIVALS, REWARDS, WEIGHTS, PROGRESS, NEURONS, SYNAPSES, DATA);

    /** The tables of each family of models, by the word for it in manifests. */
    static final Map<String, List<Table>> BY_FAMILY = Map.of(LearningCycle.FAMILY, LEARNING_CYCLE);

    private RunTable() {}
}
