package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every rule on random trains, against a sum over all pairs of the spikes that were recorded; see {@link BruteForce}. */
class BruteForceTest {
    private static final long MS = RandomPairs.MS;
    private static final double TOLERANCE = 1e-12;

    /** Over two settlings of the synapses, looked at between spikes and at the end. */
    private static void check(Engine engine, RandomPairs pairs) throws Exception {
        NetworkLog log = Networks.run(engine, pairs.network(), pairs.plan(1713 * MS / 10))
                .log();
        Map<Long, Map<Long, NetworkLog.Synapse>> found = new TreeMap<>();
        for (NetworkLog.Synapse one : log.synapses()) {
            found.computeIfAbsent(one.timePs(), t -> new TreeMap<>()).put(one.synapse(), one);
        }
        long[] times = found.keySet().stream().mapToLong(Long::longValue).toArray();
        List<RandomPairs.Expected> expected = pairs.expected(log.spikes());
        int atBounds = 0;
        int changed = 0;
        for (int s = 0; s < expected.size(); s++) {
            RandomPairs.Expected one = expected.get(s);
            List<BruteForce.Value> values = one.synapse().at(one.start(), times);
            long id = s
                    + pairs.network().ends(pairs.network().projections().get(0)).targets();
            for (int t = 0; t < times.length; t++) {
                NetworkLog.Synapse synapse = found.get(times[t]).get(id);
                double weight = values.get(t).weight();
                assertThat(Math.abs(synapse.weight()))
                        .as("%s at %s ps of %s", id, times[t], one.plasticity())
                        .isCloseTo(weight, within(TOLERANCE * one.plasticity().wMax()));
                assertThat(Math.abs(synapse.weight()))
                        .isBetween(one.plasticity().wMin(), one.plasticity().wMax());
                if (one.plasticity().eligibility().isPresent()) {
                    assertThat(synapse.eligibility())
                            .as("%s at %s ps of %s", id, times[t], one.plasticity())
                            .isCloseTo(values.get(t).eligibility(), within(TOLERANCE));
                }
                atBounds += weight == one.plasticity().wMin()
                                || weight == one.plasticity().wMax()
                        ? 1
                        : 0;
                changed += t > 0 && weight != values.get(t - 1).weight() ? 1 : 0;
            }
        }
        // The trains are such that much happens.
        int looks = expected.size() * times.length;
        assertThat(atBounds).isGreaterThan(looks / 50);
        assertThat(changed).isGreaterThan(looks / 3);
    }

    /** The closed form by which brute force itself moves a weight under dopamine is that of many small steps, at bounds too. */
    @Test
    void dopamine_movesAWeightAsSmallStepsDo() {
        TimingWindow window = new TimingWindow(Pairing.ALL_TO_ALL, 0.3, 0.4, 20, 20);
        long[] pre = {10 * MS, 60 * MS, 110 * MS};
        long[] post = {15 * MS, 50 * MS, 120 * MS};
        long[] dopamine = {20 * MS, 70 * MS, 100 * MS};
        double[] amounts = {3, 2, -1};
        double tauN = 30;
        double stepMs = 1e-3;
        double bound = 0.6;
        for (double baseline : new double[] {0, 0.02, -0.01}) {
            Eligibility law = new Eligibility(80, baseline, 0);
            BruteForce brute = new BruteForce(
                    new Plasticity(window, 0.1, bound, Optional.of(law), Optional.empty()),
                    pre,
                    post,
                    dopamine,
                    amounts,
                    tauN);
            double w = 0.4;
            double c = 0;
            double n = 0;
            int hits = 0;
            for (int step = 1; step <= 200_000; step++) {
                long at = step * MS / 1000;
                // The product of two exponentials at the middle of the step.
                double half = Math.exp(-stepMs / 2 / law.tauC());
                w += stepMs * c * half * (n * Math.exp(-stepMs / 2 / tauN) - baseline);
                hits += w < 0.1 || w > bound ? 1 : 0;
                w = Math.max(0.1, Math.min(bound, w));
                c *= half * half;
                n *= Math.exp(-stepMs / tauN);
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        double pair = Math.exp(-Math.abs(pre[i] - post[j]) / (double) MS / 20);
                        c += post[j] == at && pre[i] < at ? 0.3 * pair : 0;
                        c -= pre[i] == at && post[j] < at ? 0.4 * pair : 0;
                    }
                    n += dopamine[i] == at ? amounts[i] / tauN : 0;
                }
                if (step % 7000 == 0) {
                    BruteForce.Value value = brute.at(0.4, at).get(0);
                    // A step may go over a bound by its length times the slope, below 0.1 / ms.
                    assertThat(value.weight()).as("at %s ms", step / 1000).isCloseTo(w, within(1e-4));
                    assertThat(value.eligibility()).isCloseTo(c, within(1e-9));
                }
            }
            assertThat(hits).isPositive();
        }
    }

    @Test
    void fiveHundredTrains_changeWeightsAsAllPairsSayInContinuousTime() throws Exception {
        check(new SpikingPopulationEngine(1), new RandomPairs(1, PRECISE, 500, MS / 10, true, 2300));
    }

    @Test
    void fiveHundredTrains_changeWeightsAsAllPairsSayOnAGrid() throws Exception {
        check(new SpikingPopulationEngine(2), new RandomPairs(2, GRID, 500, MS / 10, true, 2300));
    }

    @Test
    void withoutDendriticDelay_weightsChangeAsAllPairsSay() throws Exception {
        check(new SpikingPopulationEngine(1), new RandomPairs(3, GRID, 100, MS / 10, false, 2300));
    }

    @Test
    void actors_changeWeightsAsAllPairsSay() throws Exception {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            check(new SpikingActorEngine(1), new RandomPairs(4, time, 12, MS, true, 2300));
            check(new SpikingActorEngine(2), new RandomPairs(5, time, 6, MS / 10, true, 700));
        }
    }
}
