package io.dopaflow.analysis.plasticity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.testing.LearningNetworks;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Five inputs onto three neurons in two projections of 15 synapses each, from synapse 15 on: Wmax 1, and 2 of those that inhibit. */
class MeanWeightsTest {
    private static final long SECOND = Networks.SECOND;
    private static final SpikingNetwork NETWORK = new LearningNetworks(
                    new TimeMode.Grid(Networks.STEP),
                    10 * SECOND,
                    List.of(
                            LearningNetworks.model(
                                    Plasticity.of(new PairStdp(Pairing.ALL_TO_ALL, 0.01, 1.2, 0, 0, 17, 34, 1), 0, 1),
                                    LearningNetworks.MS,
                                    false),
                            LearningNetworks.model(Plasticity.of(new InhibitoryStdp(0.01, 0.1, 20), 0.5, 2), 0, true)),
                    SECOND,
                    1)
            .network();

    @Test
    void meansAreTheLast_andHalfIsWhenItWasFirstReached() {
        List<LearningProjection> projections = LearningProjection.of(NETWORK);
        long first = projections.get(0).first();
        long inhibiting = projections.get(1).first();
        MeanWeights weights = new MeanWeights(NETWORK);
        weights.add(2 * SECOND, first + 1, 0.75);
        weights.add(0, first, 0.25);
        weights.add(2 * SECOND, first, 0.25);
        weights.add(3 * SECOND, first, 0.125);
        weights.add(3 * SECOND, inhibiting, -0.75);
        assertThat(weights.learnt())
                .containsExactly(
                        new MeanWeights.Learnt(projections.get(0).name(), 0.125, Optional.of(2 * SECOND)),
                        new MeanWeights.Learnt(projections.get(1).name(), -0.75, Optional.empty()));
        weights.add(4 * SECOND, inhibiting + 14, -1);
        assertThat(weights.learnt().get(1).halfPs()).as("of a size").contains(4 * SECOND);
    }

    @Test
    void noOrderChangesABit() {
        Random random = new Random(7);
        List<Double> values = new ArrayList<>(random.doubles(15).boxed().toList());
        long first = LearningProjection.of(NETWORK).get(0).first();
        List<Double> means = new ArrayList<>();
        for (int order = 0; order < 50; order++) {
            MeanWeights weights = new MeanWeights(NETWORK);
            for (int i = 0; i < values.size(); i++) {
                weights.add(SECOND, first + i, values.get(i));
            }
            means.add(weights.learnt().get(0).last());
            Collections.shuffle(values, random);
        }
        assertThat(means.stream().distinct()).hasSize(1);
    }

    @Test
    void whatAPlanLeavesOut_isLookedAtAtTheEnds() {
        MeanWeights weights = new MeanWeights(NETWORK);
        List<LearningProjection> projections = LearningProjection.of(NETWORK);
        SynapseProbe given = new SynapseProbe(projections.get(1).place(), new int[0], SECOND);
        SpikingPlan plan =
                new SpikingPlan(SpikingPlan.spikesOf(NETWORK).spikes(), List.of(), List.of(given), List.of());
        List<SynapseProbe> probes = weights.probes(plan);
        assertThat(probes).hasSize(2).first().isSameAs(given);
        assertThat(probes.get(1).projection()).isEqualTo(projections.get(0).place());
        assertThat(probes.get(1).next(0, 10 * SECOND)).isEqualTo(10 * SECOND);
    }
}
