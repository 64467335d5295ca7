package io.dopaflow.models.spiking.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.GoodnessOfFit;
import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every rule, and the laws of the random ones. Seeds are fixed, the level is {@link GoodnessOfFit#LEVEL}. */
class ConnectionRuleTest {
    private static final RandomStreams STREAMS = new RandomStreams(40).derived(3);

    private static Stream<ConnectionRule> all() {
        return Stream.concat(
                random(),
                Stream.of(
                        new AllToAll(),
                        new AllToAll(false),
                        new OneToOne(),
                        new ExplicitList(new int[] {3, 1, 3, 0}, new int[] {2, 36, 2, 0})));
    }

    private static Stream<ConnectionRule> random() {
        return Stream.of(
                new FixedIndegree(12),
                new FixedIndegree(36, false, false),
                new FixedIndegree(5, true, false),
                new FixedOutdegree(12),
                new FixedOutdegree(36, false, false),
                new FixedOutdegree(50, false, true),
                new FixedTotalNumber(700),
                new FixedTotalNumber(1000, false, false),
                new FixedTotalNumber(1369, true, false),
                new PairwiseBernoulli(0.3),
                new PairwiseBernoulli(0.01, false));
    }

    private static int[] of(Incoming incoming, int target) {
        return Arrays.copyOfRange(incoming.sources(), incoming.from(target), incoming.to(target));
    }

    private static int[][] byTarget(ConnectionRule rule, Ends ends, RandomStreams streams) {
        Incoming incoming = rule.incoming(ends, streams);
        return IntStream.range(0, ends.targets()).mapToObj(t -> of(incoming, t)).toArray(int[][]::new);
    }

    @ParameterizedTest
    @MethodSource("all")
    void target_getsTheSame_howeverTheTargetsAreDivided(ConnectionRule rule) {
        for (Ends ends : new Ends[] {Ends.within(37), Ends.between(37, 37)}) {
            int[][] whole = byTarget(rule, ends, STREAMS);
            for (int pieces : new int[] {2, 3, 37}) {
                for (int piece = pieces - 1; piece >= 0; piece--) {
                    int from = piece * 37 / pieces;
                    int to = (piece + 1) * 37 / pieces;
                    Incoming part = rule.incoming(ends, STREAMS, from, to);
                    assertThat(part.firstTarget()).isEqualTo(from);
                    assertThat(part.targets()).isEqualTo(to - from);
                    for (int target = from; target < to; target++) {
                        assertThat(of(part, target)).isEqualTo(whole[target]);
                    }
                }
            }
            assertThat(rule.incoming(ends, STREAMS, 5, 5).size()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void sizes_areThoseOfTheRule_andSourcesExist(ConnectionRule rule) {
        Ends ends = Ends.within(37);
        Incoming incoming = rule.incoming(ends, STREAMS);
        if (!(rule instanceof PairwiseBernoulli)) {
            assertThat((double) incoming.size()).isEqualTo(rule.expected(ends));
        }
        assertThat(Arrays.stream(incoming.sources())).allMatch(source -> source >= 0 && source < 37);
        assertThat(incoming.source(0)).isEqualTo(incoming.sources()[0]);
    }

    @ParameterizedTest
    @MethodSource("all")
    void rangesThatAreNone_areRefused(ConnectionRule rule) {
        assertThatThrownBy(() -> rule.incoming(Ends.within(37), STREAMS, -1, 4)).hasMessageContaining("-1");
        assertThatThrownBy(() -> rule.incoming(Ends.within(37), STREAMS, 0, 38)).hasMessageContaining("0 to 37");
        assertThatThrownBy(() -> rule.incoming(Ends.within(37), STREAMS, 5, 4)).hasMessageContaining("5");
    }

    @ParameterizedTest
    @MethodSource("random")
    void projectionsAndSeeds_haveNetworksOfTheirOwn(ConnectionRule rule) {
        Ends ends = Ends.within(37);
        int[][] one = byTarget(rule, ends, STREAMS);
        assertThat(byTarget(rule, ends, new RandomStreams(40).derived(3))).isDeepEqualTo(one);
        if (rule.equals(new FixedTotalNumber(1369, true, false)) || rule.expected(ends) == 36 * 37) {
            return; // all pairs: nothing to choose, but for their order
        }
        assertThat(Arrays.deepEquals(byTarget(rule, ends, new RandomStreams(40).derived(4)), one))
                .isFalse();
        assertThat(Arrays.deepEquals(byTarget(rule, ends, new RandomStreams(41).derived(3)), one))
                .isFalse();
    }

    @Test
    void degrees_areExact() {
        Ends ends = Ends.between(50, 20);
        for (boolean multapses : new boolean[] {true, false}) {
            for (int[] sources : byTarget(new FixedIndegree(30, true, multapses), ends, STREAMS)) {
                assertThat(sources).hasSize(30);
            }
            int[] out = new int[50];
            Arrays.stream(new FixedOutdegree(15, true, multapses)
                            .incoming(ends, STREAMS)
                            .sources())
                    .forEach(source -> out[source]++);
            assertThat(out).containsOnly(15);
        }
        assertThat(Arrays.stream(byTarget(new AllToAll(), ends, STREAMS)))
                .allMatch(
                        sources -> Arrays.equals(sources, IntStream.range(0, 50).toArray()));
    }

    /** Within a population of 5 with many synapses each option shows itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void autapsesAndMultapses_areThereWhereAllowed(boolean autapses) {
        for (boolean multapses : new boolean[] {true, false}) {
            for (ConnectionRule rule : new ConnectionRule[] {
                new FixedIndegree(4, autapses, multapses),
                new FixedOutdegree(4, autapses, multapses),
                new FixedTotalNumber(20, autapses, multapses)
            }) {
                int self = 0;
                int repeated = 0;
                for (int id = 0; id < 100; id++) {
                    int[][] sources = byTarget(rule, Ends.within(5), new RandomStreams(1).derived(id));
                    for (int target = 0; target < 5; target++) {
                        int own = target;
                        self += (int) Arrays.stream(sources[target])
                                .filter(s -> s == own)
                                .count();
                        repeated += sources[target].length
                                - (int) Arrays.stream(sources[target])
                                        .distinct()
                                        .count();
                    }
                }
                assertThat(self > 0).as("autapses of " + rule).isEqualTo(autapses);
                assertThat(repeated > 0).as("multapses of " + rule).isEqualTo(multapses);
            }
        }
        assertThat(byTarget(new AllToAll(autapses), Ends.within(3), STREAMS)[1])
                .isEqualTo(autapses ? new int[] {0, 1, 2} : new int[] {0, 2});
        assertThat(byTarget(new PairwiseBernoulli(1, autapses), Ends.within(3), STREAMS)[1])
                .isEqualTo(autapses ? new int[] {0, 1, 2} : new int[] {0, 2});
        assertThat(new PairwiseBernoulli(0, autapses)
                        .incoming(Ends.within(3), STREAMS)
                        .size())
                .isZero();
    }

    /** NEST's defaults. */
    @Test
    void defaults_allowBoth() {
        assertThat(new FixedIndegree(3)).isEqualTo(new FixedIndegree(3, true, true));
        assertThat(new FixedOutdegree(3)).isEqualTo(new FixedOutdegree(3, true, true));
        assertThat(new FixedTotalNumber(3)).isEqualTo(new FixedTotalNumber(3, true, true));
        assertThat(new PairwiseBernoulli(0.5)).isEqualTo(new PairwiseBernoulli(0.5, true));
        assertThat(new AllToAll()).isEqualTo(new AllToAll(true));
    }

    /** Between two populations the option means nothing: neuron 1 of one is not neuron 1 of the other. */
    @Test
    void autapses_areOfOnePopulationOnly() {
        assertThat(byTarget(new AllToAll(false), Ends.between(3, 3), STREAMS)[1])
                .containsExactly(0, 1, 2);
        assertThat(byTarget(new FixedIndegree(3, false, false), Ends.between(3, 3), STREAMS)[1])
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void list_keepsItsOrder_andKnowsItsLines() {
        ExplicitList list = new ExplicitList(new int[] {3, 1, 3, 0, 2}, new int[] {2, 0, 2, 0, 0});
        Ends ends = Ends.within(4);
        assertThat(byTarget(list, ends, STREAMS)).isDeepEqualTo(new int[][] {{1, 0, 2}, {}, {3, 3}, {}});
        assertThat(of(list.lines(ends, 0, 4), 0)).containsExactly(1, 3, 4);
        assertThat(of(list.lines(ends, 2, 3), 2)).containsExactly(0, 2);
        assertThat(new ExplicitList(new int[0], new int[0])
                        .incoming(ends, STREAMS)
                        .size())
                .isZero();
        assertThatThrownBy(() -> list.incoming(Ends.within(3), STREAMS)).hasMessageContaining("up to 3");
        assertThatThrownBy(() -> new ExplicitList(new int[] {0, -1}, new int[] {0, 1}))
                .hasMessageContaining("synapse 1");
        assertThatThrownBy(() -> new ExplicitList(new int[1], new int[2])).hasMessageContaining("equal");
    }

    @Test
    void rulesThatDoNotFit_areRefused_withWhatIsAllowed() {
        Ends five = Ends.within(5);
        assertThatThrownBy(() -> new FixedIndegree(6, true, false).incoming(five, STREAMS))
                .hasMessage("indegree is 6; allowed: up to 5 without multapses");
        assertThatThrownBy(() -> new FixedIndegree(5, false, false).incoming(five, STREAMS))
                .hasMessage("indegree is 5; allowed: up to 4 without multapses");
        assertThatThrownBy(() -> new FixedOutdegree(5, false, false).incoming(five, STREAMS))
                .hasMessage("outdegree is 5; allowed: up to 4 without multapses");
        assertThatThrownBy(() -> new FixedTotalNumber(21, false, false).incoming(five, STREAMS))
                .hasMessage("the total number is 21; allowed: up to 20 without multapses");
        assertThatThrownBy(() -> new FixedIndegree(1, false, true).incoming(Ends.within(1), STREAMS))
                .hasMessageContaining("nothing to connect to");
        assertThatThrownBy(() -> new OneToOne().incoming(Ends.between(3, 4), STREAMS))
                .hasMessageContaining("3 to 4");
        assertThatThrownBy(() -> new PairwiseBernoulli(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new FixedIndegree(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new FixedOutdegree(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new FixedTotalNumber(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Ends(0, 1, false)).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> new Ends(2, 1, true)).hasMessageContaining("equal");
        assertThatThrownBy(() -> new FixedIndegree(1000).incoming(Ends.within(10_000_000), STREAMS))
                .hasMessageContaining("divide the range");
    }

    private static void fits(long[] counts, double[] expected) {
        assertThat(GoodnessOfFit.chiSquare(counts, expected)).isGreaterThan(GoodnessOfFit.LEVEL);
    }

    private static double[] uniform(int cells, double total) {
        double[] expected = new double[cells];
        Arrays.fill(expected, total / cells);
        return expected;
    }

    /** With multapses the synapses are independent: each pair's number is multinomial. Seed 40, projection 3. */
    @Test
    void pairs_areAlikeLikely_withMultapses() {
        for (ConnectionRule rule :
                new ConnectionRule[] {new FixedIndegree(3000), new FixedOutdegree(2000), new FixedTotalNumber(60_000)
                }) {
            long[] counts = new long[600];
            int[][] sources = byTarget(rule, Ends.between(30, 20), STREAMS);
            for (int target = 0; target < 20; target++) {
                for (int source : sources[target]) {
                    counts[target * 30 + source]++;
                }
            }
            fits(counts, uniform(600, 60_000));
        }
    }

    private static double[] binomial(int n, double p, double total) {
        double[] expected = new double[n + 1];
        double choose = 0;
        for (int k = 0; k <= n; k++) {
            expected[k] = total * Math.exp(choose + k * Math.log(p) + (n - k) * Math.log1p(-p));
            choose += Math.log(n - k) - Math.log(k + 1);
        }
        return expected;
    }

    /** The degree that a rule leaves open is binomial: that of neuron 7 in 5000 projections of seed 42. */
    @Test
    void openDegrees_areBinomial() {
        long[] in = new long[401];
        long[] out = new long[401];
        long[] total = new long[401];
        long[] bernoulli = new long[401];
        Ends ends = Ends.between(400, 400);
        for (int id = 0; id < 5000; id++) {
            RandomStreams streams = new RandomStreams(42).derived(id);
            // Targets 7 alone: the rules are asked for no more.
            in[new FixedOutdegree(1).incoming(ends, streams, 7, 8).size()]++;
            total[new FixedTotalNumber(400).incoming(ends, streams, 7, 8).size()]++;
            bernoulli[new PairwiseBernoulli(0.1).incoming(ends, streams, 7, 8).size()]++;
            out[
                    (int) Arrays.stream(
                                    new FixedIndegree(1).incoming(ends, streams).sources())
                            .filter(source -> source == 7)
                            .count()]++;
        }
        fits(in, binomial(400, 1 / 400.0, 5000));
        fits(out, binomial(400, 1 / 400.0, 5000));
        fits(total, binomial(400, 1 / 400.0, 5000));
        fits(bernoulli, binomial(400, 0.1, 5000));
    }

    /** Which of the pairs of a tiny projection are connected, as bits: each set has its probability. */
    private static long[] sets(ConnectionRule rule, Ends ends, int projections) {
        long[] counts = new long[1 << ends.sources() * ends.targets()];
        for (int id = 0; id < projections; id++) {
            int[][] sources = byTarget(rule, ends, new RandomStreams(43).derived(id));
            int set = 0;
            for (int target = 0; target < ends.targets(); target++) {
                for (int source : sources[target]) {
                    set |= 1 << target * ends.sources() + source;
                }
            }
            counts[set]++;
        }
        return counts;
    }

    private static final int AUTAPSES_OF_3 = 0b100_010_001;

    /** All sets that a rule can make, each as likely as any other; seed 43, 20 000 projections. */
    private static void setsAreAlikeLikely(ConnectionRule rule, Ends ends, int expectedSets) {
        long[] counts = sets(rule, ends, 20_000);
        long[] possible = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertThat(possible).hasSize(expectedSets);
        fits(possible, uniform(expectedSets, 20_000));
    }

    @Test
    void sets_areAlikeLikely_withoutMultapses() {
        setsAreAlikeLikely(new FixedIndegree(3, true, false), Ends.between(6, 1), 20);
        setsAreAlikeLikely(new FixedIndegree(2, true, false), Ends.between(4, 2), 36);
        setsAreAlikeLikely(new FixedIndegree(1, false, false), Ends.within(3), 8);
        setsAreAlikeLikely(new FixedOutdegree(3, true, false), Ends.between(1, 6), 20);
        setsAreAlikeLikely(new FixedOutdegree(2, true, false), Ends.between(2, 4), 36);
        setsAreAlikeLikely(new FixedOutdegree(1, false, false), Ends.within(3), 8);
        setsAreAlikeLikely(new FixedTotalNumber(3, true, false), Ends.between(2, 3), 20);
        setsAreAlikeLikely(new FixedTotalNumber(4, true, false), Ends.between(3, 3), 126);
        setsAreAlikeLikely(new FixedTotalNumber(3, false, false), Ends.within(3), 20);
    }

    @Test
    void bernoulliPairs_areIndependent() {
        long[] counts = sets(new PairwiseBernoulli(0.4, false), Ends.within(3), 20_000);
        double[] expected = new double[counts.length];
        for (int set = 0; set < expected.length; set++) {
            int pairs = Integer.bitCount(set);
            expected[set] = (set & AUTAPSES_OF_3) != 0 ? 0 : 20_000 * Math.pow(0.4, pairs) * Math.pow(0.6, 6 - pairs);
        }
        fits(counts, expected);
    }
}
