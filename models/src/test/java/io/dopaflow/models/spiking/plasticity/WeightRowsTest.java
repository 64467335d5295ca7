package io.dopaflow.models.spiking.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of synapses have the bits of the same synapses one by one. Units are 0.1 ms, the dendritic delay is 1.5 ms. */
class WeightRowsTest {
    private static final SynapticTime TIME = new SynapticTime(100_000_000L);
    private static final long DENDRITIC = 15;
    private static final DelaySpan SPAN = new DelaySpan(DENDRITIC, DENDRITIC, true);
    private static final int SOURCES = 4;
    private static final int TARGETS = 40;
    private static final int ROW = 1500;
    private static final double START = 0.5;

    /** Synapses with what they know; the longest of rows is more than one block. */
    private static final class Side {
        private final Plasticity plasticity;
        private final Histories histories;
        private final double[] weights;
        private final PlasticSynapses synapses;

        Side(Plasticity plasticity, double[] weights) {
            this.plasticity = plasticity;
            this.histories = Histories.of(Optional.of(plasticity), Optional.empty(), TIME, SOURCES, TARGETS);
            this.weights = weights;
            this.synapses = new PlasticSynapses(plasticity, TIME, histories, Optional.empty(), weights);
        }

        void reach(int[] posts, long now) {
            long settled = SPAN.settled(TIME, now);
            for (long at = synapses.settled() + TIME.settling(); at <= settled; at += TIME.settling()) {
                for (int source = 0; source < SOURCES; source++) {
                    synapses.settle(source * ROW, (source + 1) * ROW, posts, source, DENDRITIC, now, at);
                }
                synapses.resume(at);
            }
            histories.forget(SPAN.sourcesNeeded(now, settled), SPAN.targetsNeeded(settled));
        }

        Side resumed(long now) {
            Side other = new Side(plasticity, weights.clone());
            long settled = SPAN.settled(TIME, now);
            for (int source = 0; source < SOURCES; source++) {
                other.histories
                        .sources()
                        .restore(source, histories.sources().remembered(source, SPAN.sourcesNeeded(now, settled)));
            }
            for (int target = 0; target < TARGETS; target++) {
                other.histories
                        .targets()
                        .restore(target, histories.targets().remembered(target, SPAN.targetsNeeded(settled)));
            }
            other.synapses.resume(settled);
            return other;
        }
    }

    private static Plasticity pair(double lambda, double muPlus) {
        return Plasticity.of(new PairStdp(Pairing.ALL_TO_ALL, lambda, 1.05, muPlus, 0, 20, 30, 1), 0, 1);
    }

    private static int[] posts(Random random) {
        int[] posts = random.ints(SOURCES * ROW, 0, TARGETS).toArray();
        IntStream.range(0, SOURCES).forEach(source -> Arrays.sort(posts, source * ROW, (source + 1) * ROW));
        return posts;
    }

    /** The first of the spikes of a source that arrive now. */
    private static long spike(Side side, int source, long now) {
        return side.histories.sources().firstAt(source, now - DENDRITIC);
    }

    private static int arriving(Side side, int source, long now) {
        TraceHistory spikes = side.histories.sources();
        long first = spike(side, source, now);
        return first < 0 || spikes.timeOf(source, first) < now - DENDRITIC
                ? 0
                : (int) (spikes.latest(source, now - DENDRITIC) - first + 1);
    }

    /**
     * Rates from few postsynaptic spikes between two presynaptic ones to many, and pauses of more than a second; large steps run against the bounds. The last
     * target is silent.
     */
    @ParameterizedTest
    @CsvSource({
        "40, 40, 0.01, 0",
        "40, 10, 0.3, 1",
        "10, 40, 0.01, 0.5",
        "3, 100, 0.3, 0",
        "200, 100, 0.3, 0",
        "0.5, 100, 0.01, 0"
    })
    void rows_haveTheBitsOfTheirSynapses(double preRate, double postRate, double lambda, double muPlus) {
        Random random = new Random(Math.round(preRate + postRate));
        int[] posts = posts(random);
        double[] start = random.doubles(SOURCES * ROW).toArray();
        Side rows = new Side(pair(lambda, muPlus), start.clone());
        Side single = new Side(pair(lambda, muPlus), start.clone());
        int arrived = 0;
        for (long now = 0; now < 25_000; now++) {
            for (int source = 0; source < SOURCES; source++) {
                for (int again = 0; again < arriving(single, source, now); again++) {
                    int from = source * ROW;
                    rows.synapses.arrive(from, from + ROW, posts, source, spike(rows, source, now) + again, DENDRITIC);
                    long spike = spike(single, source, now) + again;
                    for (int place = from; place < from + ROW; place++) {
                        single.synapses.arrive(place, place + 1, posts, source, spike, DENDRITIC);
                    }
                    arrived++;
                    assertThat(Arrays.equals(rows.weights, single.weights)).isTrue();
                }
                for (int again = random.nextDouble() < 0.1 ? 2 : 1; again > 0; again--) {
                    if (random.nextDouble() < preRate * 1e-4) {
                        rows.histories.sources().add(source, now);
                        single.histories.sources().add(source, now);
                    }
                }
            }
            for (int target = 0; target < TARGETS - 1; target++) {
                if (random.nextDouble() < postRate * 1e-4) {
                    rows.histories.addPost(target, now);
                    single.histories.addPost(target, now);
                }
            }
            rows.reach(posts, now);
            single.reach(posts, now);
            if (now == 4321 || now == 13_579) {
                rows = rows.resumed(now);
            }
        }
        assertThat(rows.weights).isEqualTo(single.weights).isNotEqualTo(start);
        assertThat(arrived).isPositive();
    }

    /** A row with a longer delay than the one before asks for what was earlier. */
    @Test
    void rowThatIsBehind_findsItsSpikes() {
        Random random = new Random(1);
        int[] posts = posts(random);
        Side rows = new Side(pair(0.01, 0), new double[SOURCES * ROW]);
        Side single = new Side(pair(0.01, 0), new double[SOURCES * ROW]);
        Arrays.fill(rows.weights, START);
        Arrays.fill(single.weights, START);
        for (Side side : new Side[] {rows, single}) {
            for (int spike = 0; spike < 6; spike++) {
                for (int source = 0; source < SOURCES; source++) {
                    side.histories.sources().add(source, 60 + 100 * spike);
                }
                for (int target = spike % 2; target < TARGETS; target += 2) {
                    side.histories.addPost(target, 60 + 100 * spike + 7 * (target % 13));
                }
            }
        }
        for (int spike = 0; spike < 6; spike++) {
            for (int source = 0; source < SOURCES; source++) {
                long dendritic = 2 + 20L * source;
                int from = source * ROW;
                rows.synapses.arrive(from, from + ROW, posts, source, spike, dendritic);
                for (int place = from; place < from + ROW; place++) {
                    single.synapses.arrive(place, place + 1, posts, source, spike, dendritic);
                }
            }
        }
        assertThat(Arrays.equals(rows.weights, single.weights)).isTrue();
        assertThat(rows.weights).doesNotContain(START);
    }

    /** Of what came in three seconds most is forgotten when the source spikes again, just after a settling. */
    @Test
    void pauseOfTheSource_isCaughtUp() {
        int[] posts = posts(new Random(1));
        Side rows = new Side(pair(0.001, 0), new double[SOURCES * ROW]);
        Side single = new Side(pair(0.001, 0), new double[SOURCES * ROW]);
        Arrays.fill(rows.weights, START);
        Arrays.fill(single.weights, START);
        for (Side side : new Side[] {rows, single}) {
            int block = side == rows ? ROW : 1;
            for (long now = 0; now <= 30_030 + DENDRITIC; now++) {
                if (now == 100 + DENDRITIC || now == 30_030 + DENDRITIC) {
                    for (int place = 0; place < ROW; place += block) {
                        side.synapses.arrive(place, place + block, posts, 0, spike(side, 0, now), DENDRITIC);
                    }
                }
                if (now == 100 || now == 30_030) {
                    side.histories.sources().add(0, now);
                }
                for (int target = 0; target < TARGETS; target++) {
                    if (now % (100 + 5 * target) == 0) {
                        side.histories.addPost(target, now);
                    }
                }
                side.reach(posts, now);
            }
        }
        assertThat(Arrays.equals(rows.weights, single.weights)).isTrue();
    }

    /** As many spikes of a target as fill the history, all of them since the last spike of the source. */
    @Test
    void spikesFromTheStartOn_areCountedOnce() {
        int[] posts = posts(new Random(1));
        Side rows = new Side(pair(0.01, 0), new double[SOURCES * ROW]);
        rows.histories.sources().add(0, 5);
        rows.histories.sources().add(0, 500);
        for (int at = 20; at <= 160; at += 20) {
            rows.histories.addPost(0, at);
        }
        rows.synapses.arrive(0, ROW, posts, 0, 0, DENDRITIC);
        rows.synapses.arrive(0, ROW, posts, 0, 1, DENDRITIC);
        double up = IntStream.rangeClosed(1, 8)
                .mapToDouble(k -> StrictMath.exp(-(20 * k + DENDRITIC - 5) / 200.0))
                .sum();
        double down = 1.05
                * IntStream.rangeClosed(1, 8)
                        .mapToDouble(k -> StrictMath.exp(-(500 - DENDRITIC - 20 * k) / 300.0))
                        .sum();
        assertThat(rows.weights[0]).isCloseTo(0.01 * (up - down), within(1e-15));
    }

    /** A rule that fails at one weight. */
    private record Failing(boolean isAtPost) implements SpikeTimingRule {
        @Override
        public Pairing pairing() {
            return Pairing.ALL_TO_ALL;
        }

        @Override
        public double tauPre() {
            return 20;
        }

        @Override
        public double tauPost() {
            return 20;
        }

        @Override
        public double atPost(double value, double pre, double slowPost) {
            return isAtPost && value < START ? Double.NaN : value;
        }

        @Override
        public double atPre(double value, double post, double slowPre) {
            if (!isAtPost && value < START) {
                throw new IllegalStateException("too small");
            }
            return value;
        }
    }

    @Test
    void ruleThatFails_isToldWithItsSynapse() {
        for (boolean isAtPost : new boolean[] {true, false}) {
            int[] posts = posts(new Random(1));
            Side side = new Side(Plasticity.of(new Failing(isAtPost), 0, 1), new double[SOURCES * ROW]);
            Arrays.fill(side.weights, START);
            int wrong = 700;
            side.histories.sources().add(0, 100);
            side.histories.sources().add(0, 300);
            for (int target = 0; target < TARGETS; target += 2) {
                side.histories.addPost(target, 200);
            }
            side.histories.addPost(posts[wrong], 210);
            side.synapses.arrive(0, ROW, posts, 0, 0, DENDRITIC);
            side.weights[wrong] = 0.4;
            assertThatThrownBy(() -> side.synapses.arrive(0, ROW, posts, 0, 1, DENDRITIC))
                    .isInstanceOf(RuntimeException.class);
            assertThat(side.synapses.target()).isEqualTo(posts[wrong]);
        }
    }

    @Test
    void postsynapticSpikesOutOfOrder_areRefused() {
        Side side = new Side(pair(0.01, 0), new double[SOURCES * ROW]);
        side.histories.sources().add(0, 100);
        side.synapses.arrive(0, ROW, posts(new Random(1)), 0, 0, DENDRITIC);
        side.histories.addPost(3, 200);
        assertThatThrownBy(() -> side.histories.addPost(4, 199))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a spike of cell 4 at 199 comes after one at 200");
    }
}
