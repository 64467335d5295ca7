package io.dopaflow.models.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.Ends;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.connection.PairwiseBernoulli;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.SpikeList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of a network, what is recorded of it, and where it stands. */
class SpikingNetworkTest {
    private static final long MS = 1_000_000_000L;
    private static final TimeMode GRID = new TimeMode.Grid(MS / 10);
    private static final RandomStreams RUN = new RandomStreams(11);

    private static CellGroup.Population population(String name, int size) {
        NeuronModel model = NeuronModels.of("lif", "delta");
        List<Distribution> laws = new ArrayList<>();
        model.parameters().forEach(parameter -> laws.add(new Distribution.Constant(parameter.standard())));
        return new CellGroup.Population(name, size, model, laws, Map.of(), Optional.empty());
    }

    private static CellGroup.Trains trains(String name, int size) {
        return new CellGroup.Trains(name, Collections.nCopies(size, new SpikeList(MS)));
    }

    private static final List<CellGroup> GROUPS =
            List.of(population("excitatory", 4), trains("input", 3), population("inhibitory", 2));

    private static Projection projection(int id, int from, int to, ConnectionRule rule) {
        return new Projection(
                "p" + id, id, from, to, rule, new Distribution.Constant(0.5), new Distribution.Constant(1.5));
    }

    private static Drive.Poisson poisson(int id, int to, long delayPs) {
        return new Drive.Poisson(
                "noise" + id, id, to, PiecewiseRate.constant(10), new Distribution.Constant(0.1), delayPs);
    }

    private static SpikingNetwork network(
            TimeMode time, long durationPs, List<Drive> drives, List<Projection> projections) {
        return new SpikingNetwork(time, durationPs, RUN, GROUPS, drives, projections, SpikingNetwork.LARGEST_RATE);
    }

    private static SpikingNetwork network(List<Projection> projections) {
        return network(GRID, 100 * MS, List.of(poisson(9, 0, MS)), projections);
    }

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void cells_areNumberedThroughTheGroups() {
        SpikingNetwork network = network(List.of());
        assertThat(network.cells()).isEqualTo(9);
        assertThat(network.first(0)).isZero();
        assertThat(network.first(1)).isEqualTo(4);
        assertThat(network.first(2)).isEqualTo(7);
        int[] groups = {0, 0, 0, 0, 1, 1, 1, 2, 2};
        for (int cell = 0; cell < 9; cell++) {
            assertThat(network.groupOf(cell)).isEqualTo(groups[cell]);
        }
        assertThat(network.nameOf(0)).isEqualTo("excitatory[0]");
        assertThat(network.nameOf(6)).isEqualTo("input[2]");
        assertThat(network.nameOf(7)).isEqualTo("inhibitory[0]");
        assertThat(network.population(2).name()).isEqualTo("inhibitory");
    }

    @Test
    void ends_areTheSizesOfTheGroups() {
        SpikingNetwork network = network(List.of());
        assertThat(network.ends(projection(1, 0, 2, new AllToAll(true)))).isEqualTo(Ends.between(4, 2));
        assertThat(network.ends(projection(1, 2, 2, new AllToAll(true)))).isEqualTo(Ends.within(2));
    }

    /** 3 x 4 of all to all, 2 x 5 by indegree, 4 x 4 x 0.25 on average, and a synapse of the drive for each of 4. */
    @Test
    void expectedSynapses_countProjectionsAndDrives() {
        List<Projection> projections = List.of(
                projection(1, 1, 0, new AllToAll(true)),
                projection(2, 0, 2, new FixedIndegree(5)),
                projection(3, 0, 0, new PairwiseBernoulli(0.25, true)));
        SpikingNetwork network = network(projections);
        assertThat(network.expectedSynapses()).isEqualTo(12 + 10 + 4 + 4);
        SpikingSimulation simulation =
                new SpikingSimulation(network, SpikingPlan.spikesOf(network), SpikingRecorder.NONE);
        assertThat(simulation.synapses()).isEqualTo(30);
        assertThat(simulation.family()).isEqualTo("spiking-network");
        Drive current = new Drive.Current("dc", 2, neuron -> CurrentSource.constant(neuron));
        assertThat(network(GRID, MS, List.of(current), List.of()).expectedSynapses())
                .isZero();
        assertThat(current.name() + current.to()).isEqualTo("dc2");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -100_000_000L, 150_000_000L, 50_000_000L})
    void durationsOffTheGrid_areRefused(long durationPs) {
        refused(
                () -> network(GRID, durationPs, List.of(), List.of()),
                "the duration is " + durationPs + " ps; allowed: positive multiples of 100000000 ps");
    }

    @Test
    void duration_isAnyPicosecondInContinuousTime() {
        assertThat(network(new TimeMode.Precise(), 1, List.of(), List.of()).durationPs())
                .isEqualTo(1);
        refused(
                () -> network(new TimeMode.Precise(), 0, List.of(), List.of()),
                "the duration is 0 ps; allowed: positive multiples of 1 ps");
        refused(() -> new TimeMode.Grid(0), "the step is 0 ps; allowed: above 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void largestRatesThatStopEverything_areRefused(double rate) {
        refused(
                () -> new SpikingNetwork(GRID, MS, RUN, GROUPS, List.of(), List.of(), rate),
                "the largest rate is " + rate + " Hz; allowed: above 0");
    }

    @Test
    void cellsBeyondWhatAnArrayHolds_areRefused() {
        List<CellGroup> groups = List.of(population("a", 1 << 30), population("b", (1 << 30) - 8));
        refused(
                () -> new SpikingNetwork(GRID, MS, RUN, groups, List.of(), List.of(), 1000),
                "the network has 2147483640 cells; allowed: up to 2147483639");
        List<CellGroup> largest = List.of(population("a", 1 << 30), population("b", (1 << 30) - 9));
        assertThat(new SpikingNetwork(GRID, MS, RUN, largest, List.of(), List.of(), 1000).cells())
                .isEqualTo(2147483639);
    }

    @Test
    void idsThatKeyDraws_areUniqueAmongProjectionsAndDrives() {
        refused(
                () -> network(
                        List.of(projection(1, 0, 0, new AllToAll(true)), projection(1, 0, 2, new AllToAll(true)))),
                "the id of p1 is 1; allowed: one that no other has");
        refused(
                () -> network(List.of(projection(9, 0, 0, new AllToAll(true)))),
                "the id of noise9 is 9; allowed: one that no other has");
    }

    /** R7: delays of 0, below the least one or off the grid are refused, never rounded. */
    @ParameterizedTest
    @CsvSource({"true, 0, 0", "true, 150000000, 0.15", "false, 0, 0", "false, 999999, 0.000999999"})
    void delaysThatDoNotFit_areRefused(boolean onGrid, long delayPs, String text) {
        TimeMode time = onGrid ? GRID : new TimeMode.Precise();
        assertThatThrownBy(() -> network(time, MS, List.of(poisson(9, 0, delayPs)), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the delay of projection noise9 is " + text + " ms; allowed: ");
        Projection projection = new Projection(
                "late",
                1,
                0,
                2,
                new AllToAll(true),
                new Distribution.Constant(1),
                new Distribution.Constant(delayPs / 1e9));
        SpikingNetwork network = network(time, MS, List.of(), List.of(projection));
        assertThatThrownBy(() -> Afferents.of(network, projection, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the delay of projection late is " + text + " ms; allowed: ");
    }

    @Test
    void constantWeightAndDelay_takeNoMemory() {
        Projection projection = projection(1, 0, 2, new FixedIndegree(3));
        Afferents afferents = Afferents.of(network(List.of(projection)), projection, 0, 2);
        assertThat(afferents.hasOneWeight()).isTrue();
        assertThat(afferents.hasOneDelay()).isTrue();
        assertThat(afferents.weights()).isEmpty();
        assertThat(afferents.delaysPs()).isEmpty();
        assertThat(afferents.incoming().size()).isEqualTo(6);
        for (int place = 0; place < 6; place++) {
            assertThat(afferents.weight(place)).isEqualTo(0.5);
            assertThat(afferents.delayPs(place)).isEqualTo(1_500_000_000L);
        }
    }

    /** Lines 1 and 3 lead to target 0, 0 and 2 to target 1: each keeps its own weight and delay, in any part. */
    @Test
    void listedSynapses_haveTheWeightsAndDelaysOfTheirLines() {
        int[] sources = {3, 1, 0, 2};
        int[] targets = {1, 0, 1, 0};
        ExplicitList own = new ExplicitList(
                sources, targets, new double[] {0.1, 0.2, 0.3, 0.4}, new long[] {MS, 2 * MS, 3 * MS, 4 * MS});
        Projection projection = projection(1, 0, 2, own);
        SpikingNetwork network = network(List.of(projection));
        Afferents whole = Afferents.of(network, projection, 0, 2);
        assertThat(whole.weights()).containsExactly(0.2, 0.4, 0.1, 0.3);
        assertThat(whole.delaysPs()).containsExactly(2 * MS, 4 * MS, MS, 3 * MS);
        Afferents last = Afferents.of(network, projection, 1, 2);
        assertThat(last.weights()).containsExactly(0.1, 0.3);
        assertThat(last.delaysPs()).containsExactly(MS, 3 * MS);
        Projection common = projection(1, 0, 2, new ExplicitList(sources, targets));
        assertThat(Afferents.of(network(List.of(common)), common, 0, 2).hasOneWeight())
                .isTrue();
    }

    /** Of any part: the other one may still have several delays. */
    @Test
    void listedDelaysThatAreAllTheSame_takeNoMemory() {
        ExplicitList own = new ExplicitList(
                new int[4], new int[] {0, 0, 1, 1}, new double[0], new long[] {2 * MS, 2 * MS, 2 * MS, 3 * MS});
        Projection projection = projection(1, 0, 2, own);
        SpikingNetwork network = network(List.of(projection));
        Afferents same = Afferents.of(network, projection, 0, 1);
        assertThat(same.delaysPs()).isEmpty();
        assertThat(same.delayPs(1)).isEqualTo(2 * MS);
        assertThat(same.longestDelayPs()).isEqualTo(2 * MS);
        assertThat(Afferents.of(network, projection, 1, 2).delaysPs()).containsExactly(2 * MS, 3 * MS);
        assertThat(Afferents.of(network, projection, 0, 2).hasOneDelay()).isFalse();
    }

    @Test
    void listedSynapses_haveOneWeightAndDelayEach_thatAreAllowed() {
        assertThatThrownBy(() -> new ExplicitList(new int[2], new int[2], new double[1], new long[0]))
                .hasMessage("a list of 2 synapses with 1 weights; allowed: none, or one each");
        assertThatThrownBy(() -> new ExplicitList(new int[2], new int[2], new double[0], new long[3]))
                .hasMessage("a list of 2 synapses with 3 delays; allowed: none, or one each");
        Projection late =
                projection(1, 0, 2, new ExplicitList(new int[1], new int[1], new double[0], new long[] {MS / 4}));
        assertThatThrownBy(() -> Afferents.of(network(List.of(late)), late, 0, 2))
                .hasMessageStartingWith("the delay of projection p1 is 0.25 ms; allowed: positive multiples");
    }

    /** R20: who, how strong and how late does not depend on how targets are divided. */
    @Test
    void afferents_areTheSameHoweverTargetsAreDivided() {
        Projection projection = new Projection(
                "p", 3, 0, 0, new FixedIndegree(7), new Distribution.Normal(1, 0.5), new Distribution.Uniform(0.5, 5));
        SpikingNetwork network = network(List.of(projection));
        Afferents whole = Afferents.of(network, projection, 0, 4);
        assertThat(whole.hasOneWeight()).isFalse();
        assertThat(whole.hasOneDelay()).isFalse();
        assertThat(whole.weights()).doesNotHaveDuplicates();
        for (int cut = 0; cut <= 4; cut++) {
            Afferents early = Afferents.of(network, projection, 0, cut);
            Afferents late = Afferents.of(network, projection, cut, 4);
            for (int place = 0; place < 28; place++) {
                Afferents part = place < 7 * cut ? early : late;
                int there = place < 7 * cut ? place : place - 7 * cut;
                assertThat(part.incoming().source(there))
                        .isEqualTo(whole.incoming().source(place));
                assertThat(part.weight(there)).isEqualTo(whole.weight(place));
                assertThat(part.delayPs(there)).isEqualTo(whole.delayPs(place));
                assertThat(whole.delayPs(place) % (MS / 10)).isZero();
            }
        }
    }

    /** Of four sources with fifty synapses each neuron has many multapses, with delays that are often equal. */
    @Test
    void synapsesInOrderOfIds_areSortedBySourceThenDelayThenAsDrawn() {
        Projection projection = new Projection(
                "p", 3, 0, 0, new FixedIndegree(50), new Distribution.Normal(1, 0.5), new Distribution.Uniform(0.5, 1));
        Afferents drawn = Afferents.of(network(List.of(projection)), projection, 0, 4);
        Afferents ordered = drawn.inOrderOfIds();
        for (int target = 0; target < 4; target++) {
            int[] places = IntStream.range(50 * target, 50 * target + 50)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(drawn.incoming()::source)
                            .thenComparingLong(drawn::delayPs))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i = 0; i < 50; i++) {
                int place = ordered.incoming().from(target) + i;
                assertThat(ordered.incoming().source(place))
                        .isEqualTo(drawn.incoming().source(places[i]));
                assertThat(ordered.delayPs(place)).isEqualTo(drawn.delayPs(places[i]));
                assertThat(ordered.weight(place)).isEqualTo(drawn.weight(places[i]));
            }
        }
    }

    @Test
    void windows_areAsLongAsTheShortestDelayButNoLongerThan10ms() {
        SpikingNetwork network = network(List.of());
        assertThat(network.windowPs(3 * MS / 2)).isEqualTo(3 * MS / 2);
        assertThat(network.windowPs(50 * MS)).isEqualTo(10 * MS);
        assertThat(network.windowPs(Long.MAX_VALUE)).isEqualTo(10 * MS);
        SpikingNetwork coarse = new SpikingNetwork(
                new TimeMode.Grid(20 * MS), 100 * MS, network.streams(), network.groups(), List.of(), List.of(), 1000);
        assertThat(coarse.windowPs(Long.MAX_VALUE)).isEqualTo(20 * MS);
        SpikingNetwork odd = new SpikingNetwork(
                new TimeMode.Grid(3 * MS), 99 * MS, network.streams(), network.groups(), List.of(), List.of(), 1000);
        assertThat(odd.windowPs(Long.MAX_VALUE)).isEqualTo(9 * MS);
    }

    @Test
    void weightsAndDelaysOfAList_areThoseOfItsSynapses() {
        int[] sources = {1, 0, 2};
        int[] targets = {0, 1, 1};
        double[] weights = {3, 4, 5};
        Projection listed =
                projection(1, 0, 2, new ExplicitList(sources, targets, weights, new long[] {MS, 2 * MS, 3 * MS}));
        Afferents afferents = Afferents.of(network(List.of(listed)), listed, 0, 2);
        assertThat(afferents.weights()).containsExactly(3, 4, 5);
        assertThat(afferents.delaysPs()).containsExactly(MS, 2 * MS, 3 * MS);
        Projection offGrid =
                projection(1, 0, 2, new ExplicitList(sources, targets, weights, new long[] {MS, MS + 1, MS}));
        assertThatThrownBy(() -> Afferents.of(network(List.of(offGrid)), offGrid, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the delay of projection p1 is 1.000000001 ms; allowed: ");
    }

    @Test
    void projectionsOfOtherIds_drawOtherSynapses() {
        Projection one = projection(1, 0, 0, new FixedIndegree(7));
        Projection other = projection(2, 0, 0, new FixedIndegree(7));
        SpikingNetwork network = network(List.of(one, other));
        assertThat(Afferents.of(network, one, 0, 4).incoming().sources())
                .isNotEqualTo(Afferents.of(network, other, 0, 4).incoming().sources());
    }

    @Test
    void populations_checkTheirSizeAndLaws() {
        refused(() -> population("silent", 0), "the size of silent is 0; allowed: from 1");
        refused(
                () -> new CellGroup.Population(
                        "short", 1, NeuronModels.of("lif", "delta"), List.of(), Map.of(), Optional.empty()),
                "laws of 0 parameters of short; allowed: 7");
        refused(() -> trains("nothing", 0), "the size of nothing is 0; allowed: from 1");
        assertThat(trains("input", 3).size()).isEqualTo(3);
    }

    @Test
    void population_isUniformWhereEveryLawHasOneValue() {
        CellGroup.Population same = population("same", 2);
        assertThat(same.isUniform()).isTrue();
        List<Distribution> laws = new ArrayList<>(same.parameters());
        laws.set(3, new Distribution.Uniform(-56, -54));
        CellGroup.Population spread =
                new CellGroup.Population("spread", 2, same.model(), laws, Map.of(), Optional.empty());
        laws.set(3, new Distribution.Constant(-55));
        assertThat(spread.isUniform()).isFalse();
    }

    // -- what is recorded

    @Test
    void planOfSpikes_keepsThoseOfAllCells() {
        SpikingNetwork network = network(List.of());
        SpikingPlan plan = SpikingPlan.spikesOf(network);
        assertThat(plan.spikes().cardinality()).isEqualTo(9);
        assertThat(plan.probes()).isEmpty();
        BitSet spikes = plan.spikes();
        SpikingPlan copy = new SpikingPlan(spikes, List.of());
        spikes.clear();
        assertThat(copy.spikes().cardinality()).isEqualTo(9);
    }

    /** R17: samples at offset + k interval, k from 1: interval 202, offset 3 gives 205, 407, 609 ms, whenever it is asked. */
    @Test
    void probe_looksAtTheOffsetAndMultiplesOfTheInterval() {
        StateProbe probe = new StateProbe(0, new int[] {1}, new int[] {0}, 202 * MS, 3 * MS);
        assertThat(probe.next(0)).isEqualTo(205 * MS);
        assertThat(probe.next(2 * MS)).isEqualTo(205 * MS);
        assertThat(probe.next(3 * MS)).isEqualTo(205 * MS);
        assertThat(probe.next(205 * MS - 1)).isEqualTo(205 * MS);
        assertThat(probe.next(205 * MS)).isEqualTo(407 * MS);
        assertThat(probe.next(407 * MS)).isEqualTo(609 * MS);
        StateProbe plain = new StateProbe(0, new int[] {1}, new int[] {0}, MS, 0);
        assertThat(plain.next(0)).isEqualTo(MS);
        assertThat(plain.next(MS - 1)).isEqualTo(MS);
    }

    @Test
    void probe_copiesItsChoiceAndChecksItsTimes() {
        int[] neurons = {1};
        StateProbe probe = new StateProbe(0, neurons, neurons, 1, 0);
        neurons[0] = 2;
        assertThat(probe.neurons()).containsExactly(1);
        assertThat(probe.variables()).containsExactly(1);
        refused(
                () -> new StateProbe(0, neurons, neurons, 0, 0),
                "states are looked at each 0 ps from 0 ps; allowed: above 0, from 0");
        refused(
                () -> new StateProbe(0, neurons, neurons, 1, -1),
                "states are looked at each 1 ps from -1 ps; allowed: above 0, from 0");
    }

    /** R26: a neuron that is not chosen, or of another group, is not looked at. */
    @Test
    void plan_looksAtTheChosenNeuronsOnly() {
        StateProbe probe = new StateProbe(2, new int[] {0, 3, 4}, new int[] {0}, MS, 0);
        SpikingPlan plan = new SpikingPlan(new BitSet(), List.of(probe));
        for (int neuron = 0; neuron < 6; neuron++) {
            assertThat(probe.looksAt(neuron)).isEqualTo(neuron == 0 || neuron == 3 || neuron == 4);
        }
        assertThat(plan.looks(2, 3, -1).next()).isEqualTo(MS);
        assertThat(plan.looks(2, 0, MS).next()).isEqualTo(2 * MS);
        assertThat(plan.looks(2, 1, -1).next()).isGreaterThan(1_000_000 * MS);
        assertThat(plan.looks(0, 3, -1).next()).isGreaterThan(1_000_000 * MS);
    }

    // -- where a network stands

    @Test
    void start_isBeforeAnything() {
        SpikingNetwork network = network(List.of());
        SpikingState start = SpikingState.startOf(network);
        assertThat(start.isStart()).isTrue();
        assertThat(start.steps()).isZero();
        assertThat(start.digests()).hasSize(9).containsOnly(0);
        assertThat(SpikingState.of(start)).isSameAs(start);
        NeuronState neuron = new NeuronState(new double[1], new long[1]);
        SpikingState later = new SpikingState(MS, List.of(neuron), new long[0], new int[0], new long[9], 1, 2, 3);
        assertThat(later.isStart()).isFalse();
        assertThat(later.steps()).isEqualTo(MS);
    }

    @Test
    void statesOfAnotherFamily_areRefused() {
        record Other(long steps, long spikes, long synapticEvents, long messages) implements SimulationState {}
        refused(
                () -> SpikingState.of(new Other(0, 0, 0, 0)),
                "a state of Other; allowed: one of a network that spikes freely");
    }

    @Test
    void simulation_startsWithinTheNetworkAndItsDuration() {
        SpikingNetwork network = network(List.of());
        SpikingPlan plan = SpikingPlan.spikesOf(network);
        refused(
                () -> new SpikingSimulation(network, plan, SpikingRecorder.NONE, standing(8, 0)),
                "the start has 8 cells; allowed: those of the network, 9");
        refused(
                () -> new SpikingSimulation(network, plan, SpikingRecorder.NONE, standing(9, 100 * MS)),
                "the start is at 100000000000 ps; allowed: before the end, 100000000000 ps");
        SpikingState last = standing(9, 100 * MS - 1);
        assertThat(new SpikingSimulation(network, plan, SpikingRecorder.NONE, last).start())
                .isSameAs(last);
    }

    private static SpikingState standing(int cells, long timePs) {
        return new SpikingState(timePs, List.of(), new long[0], new int[0], new long[cells], 0, 0, 0);
    }

    /** The first outputs of SplitMix64 with the seed 0 (Vigna's splitmix64.c); a spike adds its time to the state. */
    @Test
    void digest_isTheFinaliserOfSplitMix64() {
        assertThat(SpikeDigest.with(0, 0)).isEqualTo(0xe220a8397b1dcdafL);
        assertThat(SpikeDigest.with(0, 0x9e3779b97f4a7c15L)).isEqualTo(0x6e789e6aa1b965f4L);
        assertThat(SpikeDigest.with(0x9e3779b97f4a7c15L, 0)).isEqualTo(0x6e789e6aa1b965f4L);
    }

    @Test
    void digest_tellsTrainsApart() {
        long one = SpikeDigest.with(SpikeDigest.with(0, 5 * MS), 7 * MS);
        assertThat(SpikeDigest.with(SpikeDigest.with(0, 5 * MS), 7 * MS)).isEqualTo(one);
        assertThat(SpikeDigest.with(SpikeDigest.with(0, 7 * MS), 5 * MS)).isNotEqualTo(one);
        assertThat(SpikeDigest.with(SpikeDigest.with(0, 5 * MS), 7 * MS + 1)).isNotEqualTo(one);
        assertThat(SpikeDigest.with(0, 12 * MS)).isNotEqualTo(one);
    }
}
