package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built-in scenarios of balance and homeostasis show, and that their controls do not show it. */
@Tag("slow")
class BalancedScenariosTest {
    private static final long SECOND = 1_000_000_000_000L;

    /** Counts spikes after a time by cell, and keeps the last weights. */
    private static final class Kept implements SpikingRecorder {
        private final long from;
        private final long[] counts;
        private final List<Double> last = new ArrayList<>();
        private long lastTime;

        Kept(long from, int cells) {
            this.from = from;
            this.counts = new long[cells];
        }

        @Override
        public synchronized void spikes(long[] timesPs, int[] cells, int count) {
            for (int i = 0; i < count; i++) {
                counts[cells[i]] += timesPs[i] > from ? 1 : 0;
            }
        }

        @Override
        public synchronized void state(long timePs, int cell, int variable, double value) {}

        @Override
        public synchronized void synapse(long timePs, long synapse, double weight, double eligibility) {
            if (timePs > lastTime) {
                last.clear();
                lastTime = timePs;
            }
            last.add(weight);
        }

        /** The rate of a group since then, in Hz. */
        double rate(SpikingNetwork network, int group) {
            int first = network.first(group);
            int size = network.groups().get(group).size();
            double spikes = Arrays.stream(counts, first, first + size).sum();
            return spikes / size / ((network.durationPs() - from) / (double) SECOND);
        }

        /** The share of the last weights in a range, over a largest one. */
        double share(double from, double to, double largest) {
            return last.stream()
                            .filter(w -> w / largest >= from && w / largest < to)
                            .count()
                    / (double) last.size();
        }
    }

    private static LoadedNetwork load(String name, String... overrides) throws Exception {
        return (LoadedNetwork) Catalog.load(name, List.of(overrides));
    }

    private static Kept run(LoadedNetwork loaded, long from) throws Exception {
        Kept kept = new Kept(from, loaded.network().cells());
        new SpikingPopulationEngine(1).run(RunRequest.of(new SpikingSimulation(loaded.network(), loaded.plan(), kept)));
        return kept;
    }

    /** The bands of the reference case g-song: the spread of six runs of Brian2 2.5.1, five standard deviations and 0.01. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void stdpBalance_partsTheWeights(int seed) throws Exception {
        LoadedNetwork loaded = load("stdp-balance", "seed=" + seed);
        Kept kept = run(loaded, 90 * SECOND);
        assertThat(kept.last).hasSize(1000);
        assertThat(kept.last.stream().mapToDouble(w -> w / 0.25).average().orElseThrow())
                .isBetween(0.4405, 0.5083);
        assertThat(kept.share(0, 0.2, 0.25)).isBetween(0.299, 0.3926);
        assertThat(kept.share(0.2, 0.8, 0.25)).isBetween(0.3078, 0.4236);
        assertThat(kept.share(0.8, 2, 0.25)).isBetween(0.2433, 0.3337);
        assertThat(kept.rate(loaded.network(), 0)).isBetween(11.24, 33.63);
    }

    @Test
    void stdpBalance_withoutDepression_saturates() throws Exception {
        LoadedNetwork loaded = load("stdp-balance", "projections.0.synapse.stdp.alpha=0", "duration=20 s");
        Kept kept = run(loaded, 10 * SECOND);
        assertThat(kept.share(0.99, 2, 0.25)).isGreaterThan(0.99);
        assertThat(kept.rate(loaded.network(), 0)).isGreaterThan(60);
    }

    /** alpha / (2 tau) is 5 Hz. */
    @Test
    void inhibitoryBalance_bringsTheRateToItsTarget() throws Exception {
        LoadedNetwork loaded = load("inhibitory-balance");
        Kept kept = run(loaded, 100 * SECOND);
        assertThat(kept.rate(loaded.network(), 0)).isCloseTo(5, within(0.5));
        assertThat(kept.rate(loaded.network(), 1)).as("control").isGreaterThan(40);
    }

    /** Inputs double at 100 s. */
    @Test
    void homeostasis_bringsRatesBack_whichStayOffWithoutIt() throws Exception {
        LoadedNetwork loaded = load("homeostasis");
        Kept kept = run(loaded, 150 * SECOND);
        assertThat(kept.rate(loaded.network(), 0)).as("scaled").isCloseTo(5, within(0.5));
        assertThat(kept.rate(loaded.network(), 1)).as("excitable").isCloseTo(5, within(0.5));
        assertThat(kept.rate(loaded.network(), 2)).as("fixed").isGreaterThan(15);
    }
}
