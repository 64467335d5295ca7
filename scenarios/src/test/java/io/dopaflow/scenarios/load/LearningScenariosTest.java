package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Built-in networks whose synapses change do what the closed form of their protocol says. */
class LearningScenariosTest {
    private static final long MS = 1_000_000_000L;

    /** Weights by time and synapse, and I_syn_ex by time and cell. */
    private static final class Kept implements SpikingRecorder {
        private final Map<Long, Map<Long, Double>> weights = new HashMap<>();
        private final Map<Integer, Map<Long, Double>> currents = new HashMap<>();

        @Override
        public synchronized void spikes(long[] timesPs, int[] cells, int count) {}

        @Override
        public synchronized void state(long timePs, int cell, int variable, double value) {
            if (variable == 1) {
                currents.computeIfAbsent(cell, any -> new HashMap<>()).put(timePs, value);
            }
        }

        @Override
        public synchronized void synapse(long timePs, long synapse, double weight, double eligibility) {
            weights.computeIfAbsent(timePs, any -> new HashMap<>()).put(synapse, weight);
        }
    }

    private static Kept run(LoadedNetwork loaded, EngineChoice engine) throws Exception {
        Kept kept = new Kept();
        EngineFactory.standard()
                .choose(engine, OptionalInt.empty(), loaded.network())
                .engine()
                .run(RunRequest.of(new SpikingSimulation(loaded.network(), loaded.plan(), kept)));
        return kept;
    }

    private static double expected(double dtMs) {
        return dtMs > 0 ? 0.777 * Math.exp(-dtMs / 16.8) : -0.273 * Math.exp(dtMs / 33.7);
    }

    /** A pair a second away adds less than exp(-950 / 33.7), 1e-12 of a pair; the rest of the tolerance is that of alpha's six digits. */
    @Test
    void stdpWindow_isThatOfBiAndPoo() throws Exception {
        LoadedNetwork loaded = (LoadedNetwork) Catalog.load("stdp-window", List.of());
        Map<Long, Map<Long, Double>> weights = run(loaded, EngineChoice.POPULATION).weights;
        assertThat(weights.keySet())
                .containsExactlyInAnyOrder(
                        0L, 10_000 * MS, 20_000 * MS, 30_000 * MS, 40_000 * MS, 50_000 * MS, 60_000 * MS, 61_000 * MS);
        SpikingNetwork network = loaded.network();
        Afferents teacher = Afferents.of(network, network.projections().get(0), 0, 200);
        int above = 0;
        for (int post = 0; post < 200; post++) {
            double dt = (teacher.delayPs(post) - 51 * MS) / (double) MS;
            above += dt > 0 ? 1 : 0;
            long synapse = 200L + post;
            assertThat(weights.get(0L).get(synapse)).isEqualTo(0.5);
            assertThat(weights.get(61_000 * MS).get(synapse) / 0.5 - 1)
                    .as("%s ms", dt)
                    .isCloseTo(expected(dt), within(1e-6));
            assertThat(weights.get(30_000 * MS).get(synapse) / 0.5 - 1)
                    .as("half of the pairs, %s ms", dt)
                    .isCloseTo(expected(dt) * 29 / 60, within(1e-6));
        }
        assertThat(above).isBetween(70, 130);
    }

    /** Amplitudes by the recursion of the paper, in steps of the protocol; the current decays from one spike to the next by exp(-50 / 3). */
    @ParameterizedTest
    @EnumSource(
            value = EngineChoice.class,
            names = {"ACTOR", "POPULATION"})
    void shortTermPlasticity_hasTheAmplitudesOfTsodyksAndMarkram(EngineChoice engine) throws Exception {
        Kept kept = run((LoadedNetwork) Catalog.load("short-term-plasticity", List.of()), engine);
        assertAmplitudes(kept.currents.get(0), 600, 0.5, 800, 0);
        assertAmplitudes(kept.currents.get(1), 2000, 0.03, 130, 530);
        assertAmplitudes(kept.currents.get(2), 150, 1, 1e-9, 0);
    }

    private static void assertAmplitudes(
            Map<Long, Double> current, double weight, double use, double tauRec, double tauFac) {
        double u = use;
        double x = 1;
        double left = 0;
        long before = 0;
        for (long at : List.of(100L, 150L, 200L, 250L, 300L, 350L, 400L, 450L, 950L)) {
            double dt = at - before;
            if (before > 0) {
                x = 1 + (x - u * x - 1) * Math.exp(-dt / tauRec);
                u = tauFac == 0 ? use : u * (1 - use) * Math.exp(-dt / tauFac) + use;
            }
            left = left * Math.exp(-dt / 3) + weight * u * x;
            assertThat(current.get((at + 1) * MS)).as("at %s ms", at).isCloseTo(left, within(1e-9 * weight));
            before = at;
        }
    }
}
