package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.plasticity.LearningProjection;
import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The built-in scenario {@code rewiring}: sparse neurons that are rewired get what the dense network has, those that are not do not. */
@Tag("slow")
class RewiringScenarioTest {
    private static final int INFORMATIVE = 20;
    private static final int NEURONS = 10;
    private static final String[] DENSE = {
        "projections.0.connect=all-to-all", "projections.0.synapse.rewiring=null", "duration=150 s"
    };

    /** The last weights, and the presynaptic cells of the synapses as they are by then. */
    private static final class Wired implements SpikingRecorder {
        private final int[] pre;
        private final double[] weights;

        private final int first;

        Wired(SpikingNetwork network) {
            LearningProjection learnt = LearningProjection.of(network).get(0);
            pre = Afferents.of(network, learnt.projection(), 0, NEURONS)
                    .inOrderOfIds()
                    .incoming()
                    .sources();
            weights = new double[pre.length];
            first = (int) learnt.first();
        }

        @Override
        public synchronized void spikes(long[] timesPs, int[] cells, int count) {}

        @Override
        public synchronized void state(long timePs, int cell, int variable, double value) {}

        @Override
        public synchronized void synapse(long timePs, long synapse, double weight, double eligibility) {
            weights[(int) synapse - first] = weight;
        }

        @Override
        public synchronized void rewired(long timePs, long synapse, int cell) {
            pre[(int) synapse - first] = cell;
        }

        /** From informative inputs onto a neuron, on average. */
        double informative() {
            return IntStream.range(0, pre.length)
                            .filter(synapse -> pre[synapse] < INFORMATIVE)
                            .mapToDouble(synapse -> weights[synapse])
                            .sum()
                    / NEURONS;
        }
    }

    private static Wired run(String... overrides) throws Exception {
        LoadedNetwork loaded = (LoadedNetwork) Catalog.load("rewiring", List.of(overrides));
        Wired wired = new Wired(loaded.network());
        new SpikingPopulationEngine(1)
                .run(RunRequest.of(new SpikingSimulation(loaded.network(), loaded.plan(), wired)));
        return wired;
    }

    @Test
    void rewiring_recoversWhatTheDenseNetworkHas_andTheControlDoesNot() throws Exception {
        double dense = run(DENSE).informative();
        Wired rewired = run();
        assertThat(rewired.pre).as("15 % of the pairs").hasSize(30 * NEURONS);
        assertThat(rewired.informative()).isGreaterThan(0.9 * dense);
        double control = run("projections.0.synapse.rewiring=null").informative();
        assertThat(control).isBetween(0.05 * dense, 0.3 * dense);
    }
}
