package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static io.dopaflow.simulator.spiking.Networks.run;
import static java.lang.Math.exp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.StateProbe;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.simulator.actor.spiking.Disordered;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users of other simulators ran into with synapses that learn, on both engines; numbers are those of the list of requirements. */
class PlasticRequirementsTest {
    private static final long MS = 1_000_000_000L;
    private static final List<TimeMode> TIMES = List.of(PRECISE, GRID);
    private static final double A_PLUS = 0.05;
    private static final double A_MINUS = 0.06;
    private static final double TAU = 20;
    private static final double START = 0.5;

    static List<Engine> engines() {
        return List.of(new SpikingPopulationEngine(2), new SpikingActorEngine(2), Disordered.engine(2, 3));
    }

    private static PairStdp additive() {
        return new PairStdp(Pairing.ALL_TO_ALL, A_PLUS, A_MINUS / A_PLUS, 0, 0, TAU, TAU, 1);
    }

    private static SynapseModel model(double wMin, double axonalMs, boolean inhibits) {
        return new SynapseModel(
                Optional.of(Plasticity.of(additive(), wMin, 1)), Optional.empty(), PlasticPairs.ps(axonalMs), inhibits);
    }

    private static double[] ms(double... times) {
        return times;
    }

    /** The weight at times of a synapse with an axonal and a dendritic delay. */
    private static double[] weights(
            Engine engine, TimeMode time, double[] pre, double[] post, double axonal, double dendritic, double... at)
            throws Exception {
        PlasticPairs pairs = new PlasticPairs(pre, post, model(0, axonal, false), START, axonal + dendritic, ms(), 1);
        SpikingNetwork network = pairs.network(time, 200);
        NetworkLog log = run(engine, network, PlasticPairs.plan(network, at)).log();
        double[] weights = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            weights[i] = log.weight(PlasticPairs.ps(at[i]));
        }
        return weights;
    }

    private static boolean canDoWithoutDendrites(Engine engine, TimeMode time) {
        return engine.name().equals("population") && time instanceof TimeMode.Grid;
    }

    /** R4: a pair with dt = 0 changes nothing, whichever of its spikes is delivered first. */
    @ParameterizedTest
    @MethodSource("engines")
    void spikesThatMeetAtTheSynapse_changeNothing(Engine engine) throws Exception {
        for (TimeMode time : TIMES) {
            assertThat(weights(engine, time, ms(10), ms(7), 0, 3, 200)).containsExactly(START);
            assertThat(weights(engine, time, ms(10), ms(12), 3, 1, 200)).containsExactly(START);
            assertThat(weights(engine, time, ms(10), ms(10), 2, 2, 200)).containsExactly(START);
        }
    }

    /** R5: dt = (t_post + dendritic) - (t_pre + axonal): -1 and +5 for pre 10, post 12; the first pair counts. */
    @ParameterizedTest
    @MethodSource("engines")
    void axonalAndDendriticDelay_shiftTheirOwnSide(Engine engine) throws Exception {
        for (TimeMode time : TIMES) {
            double depressed = START - A_MINUS * exp(-1 / TAU);
            double potentiated = START + A_PLUS * exp(-5 / TAU);
            assertThat(weights(engine, time, ms(10), ms(12), 3.1, 0.1, 200)[0]).isCloseTo(depressed, within(1e-15));
            assertThat(weights(engine, time, ms(10), ms(12), 0, 3, 200)[0]).isCloseTo(potentiated, within(1e-15));
            if (canDoWithoutDendrites(engine, time)) {
                assertThat(weights(engine, time, ms(10), ms(12), 3, 0, 200)[0]).isCloseTo(depressed, within(1e-15));
            }
        }
    }

    /** R6: with an axonal delay longer than the dendritic one a postsynaptic spike between emission and arrival counts. */
    @ParameterizedTest
    @MethodSource("engines")
    void postsynapticSpikeWhileAPresynapticOneIsUnderWay_counts(Engine engine) throws Exception {
        for (TimeMode time : TIMES) {
            // Pre at the synapse at 60; post at 15.1, 30.1, 59.1, 70.1.
            double[] found = weights(engine, time, ms(10), ms(15, 30, 59, 70), 50, 0.1, 59.9, 60, 70, 70.1);
            double depressed = START - A_MINUS * (exp(-44.9 / TAU) + exp(-29.9 / TAU) + exp(-0.9 / TAU));
            assertThat(found[0]).isEqualTo(START);
            assertThat(found[1]).isCloseTo(depressed, within(1e-12));
            assertThat(found[2]).isEqualTo(found[1]);
            assertThat(found[3]).isCloseTo(depressed + A_PLUS * exp(-10.1 / TAU), within(1e-12));
        }
    }

    /** R8: w(t) holds every pair with both spikes up to t: pre 2, post 5 ms: grown by A_plus exp(-0.15) without another pre. */
    @ParameterizedTest
    @MethodSource("engines")
    void weight_holdsEveryPairSoFar(Engine engine) throws Exception {
        for (TimeMode time : TIMES) {
            double grown = START + A_PLUS * exp(-0.15);
            double[] found = weights(engine, time, ms(2), ms(5), 0.1, 0.1, 5, 5.1, 6, 200);
            assertThat(found[0]).isEqualTo(START);
            assertThat(found[1]).isCloseTo(grown, within(1e-15));
            assertThat(found[2]).isEqualTo(found[1]);
            assertThat(found[3]).isEqualTo(found[1]);
            if (canDoWithoutDendrites(engine, time)) {
                double[] atOnce = weights(engine, time, ms(2), ms(5), 0.1, 0, 5, 6);
                assertThat(atOnce[0]).isCloseTo(START + A_PLUS * exp(-2.9 / TAU), within(1e-15));
                assertThat(atOnce[1]).isEqualTo(atOnce[0]);
            }
        }
    }

    /** R9: depression shrinks the size of an inhibitory weight too, which stays one. */
    @ParameterizedTest
    @MethodSource("engines")
    void depression_shrinksInhibition(Engine engine) throws Exception {
        for (TimeMode time : TIMES) {
            SpikingNetwork network =
                    new PlasticPairs(ms(20), ms(10), model(0, 0, true), -START, 1, ms(), 1).network(time, 50);
            double weight =
                    run(engine, network, PlasticPairs.plan(network, 50)).log().weight(50 * MS);
            assertThat(weight).isCloseTo(-(START - A_MINUS * exp(-9 / TAU)), within(1e-15));
        }
    }

    /** R9: w_min is kept after every event, 0.1 as well as 0; a weight of 0 is legal and can grow again; w_max is kept. */
    @ParameterizedTest
    @MethodSource("engines")
    void weights_stayWithinTheirBoundsAndLeaveThem(Engine engine) throws Exception {
        double[] post = {10, 22, 24, 26, 50, 52, 54, 120, 122, 124};
        double[] pre = {25, 27, 29, 31, 33, 35, 56, 58, 60, 62, 64, 66, 68, 70, 119.5, 121.5, 123.5};
        for (double wMin : ms(0, 0.1)) {
            for (TimeMode time : TIMES) {
                SpikingNetwork network =
                        new PlasticPairs(pre, post, model(wMin, 0, false), wMin + 0.05, 1, ms(), 1).network(time, 200);
                NetworkLog log =
                        run(engine, network, PlasticPairs.plan(network, 0.5)).log();
                assertThat(log.synapses())
                        .allSatisfy(one -> assertThat(one.weight()).isBetween(wMin, 1.0));
                assertThat(log.weight(71 * MS)).isEqualTo(wMin);
                assertThat(log.weight(200 * MS)).isGreaterThan(wMin + A_PLUS);
            }
        }
        double[] manyPre = new double[12];
        double[] manyPost = new double[12];
        for (int i = 0; i < 12; i++) {
            manyPre[i] = 2 + 15 * i;
            manyPost[i] = manyPre[i] + 1;
        }
        SpikingNetwork growing =
                new PlasticPairs(manyPre, manyPost, model(0, 0, false), 0.9, 0.5, ms(), 1).network(GRID, 200);
        NetworkLog log = run(engine, growing, PlasticPairs.plan(growing, 0.5)).log();
        assertThat(log.synapses()).allSatisfy(one -> assertThat(one.weight()).isBetween(0.0, 1.0));
        assertThat(log.synapses()).anySatisfy(one -> assertThat(one.weight()).isEqualTo(1.0));
    }

    private static Projection plastic(ConnectionRuleOf rule, int from, SynapseModel model) {
        return new Projection(
                "plastic",
                2,
                from,
                2,
                rule.list(),
                new Distribution.Constant(START),
                new Distribution.Constant(1),
                model);
    }

    /** Synapses one by one between single cells. */
    private record ConnectionRuleOf(double[] weights, double... delaysMs) {
        ExplicitList list() {
            int[] zeros = new int[weights.length];
            long[] delays = new long[weights.length];
            for (int i = 0; i < delays.length; i++) {
                delays[i] = PlasticPairs.ps(delaysMs[i]);
            }
            return new ExplicitList(zeros, zeros, weights, delays);
        }
    }

    private static SpikingNetwork with(SpikingNetwork network, Projection plastic) {
        return new SpikingNetwork(
                network.time(),
                network.durationPs(),
                network.streams(),
                network.groups(),
                network.drives(),
                List.of(network.projections().get(0), plastic),
                network.modulators(),
                network.largestRate());
    }

    /** R10: two synapses from a to b have two ids, delays and weights, each as if alone. */
    @ParameterizedTest
    @MethodSource("engines")
    void contactsOfTwoCells_learnEachAsIfAlone(Engine engine) throws Exception {
        double[] pre = {10, 25, 26, 60};
        double[] post = {12, 27, 55, 70};
        double[] weights = {0.3, 0.7};
        double[] delays = {2, 7};
        for (TimeMode time : TIMES) {
            SpikingNetwork base = new PlasticPairs(pre, post, model(0, 1, false), START, 2, ms(), 1).network(time, 100);
            SpikingNetwork both = with(base, plastic(new ConnectionRuleOf(weights, delays), 0, model(0, 1, false)));
            List<NetworkLog.Synapse> found =
                    run(engine, both, PlasticPairs.plan(both, 5)).log().synapses();
            for (int i = 0; i < 2; i++) {
                SpikingNetwork one = new PlasticPairs(pre, post, model(0, 1, false), weights[i], delays[i], ms(), 1)
                        .network(time, 100);
                List<NetworkLog.Synapse> alone =
                        run(engine, one, PlasticPairs.plan(one, 5)).log().synapses();
                long id = 1 + i;
                assertThat(found.stream().filter(s -> s.synapse() == id).map(NetworkLog.Synapse::weight))
                        .isEqualTo(
                                alone.stream().map(NetworkLog.Synapse::weight).toList());
                assertThat(alone.get(alone.size() - 1).weight()).isNotEqualTo(weights[i]);
            }
        }
    }

    /** R10: at an autapse one's own spike is postsynaptic at t + dendritic, and presynaptic at t + axonal delay. */
    @ParameterizedTest
    @MethodSource("engines")
    void autapse_learnsFromBothEndsOfItsNeuron(Engine engine) throws Exception {
        double[] spikes = {10, 40};
        for (TimeMode time : TIMES) {
            for (double dendritic : ms(0, 1)) {
                if (dendritic == 0 && !canDoWithoutDendrites(engine, time)) {
                    continue;
                }
                SynapseModel model = model(0, 6, false);
                SpikingNetwork base = new PlasticPairs(ms(190), spikes, model, START, 7, ms(), 1).network(time, 100);
                SpikingNetwork autapse = with(base, plastic(new ConnectionRuleOf(ms(START), 6 + dendritic), 2, model));
                double weight = run(engine, autapse, PlasticPairs.plan(autapse, 100))
                        .log()
                        .weight(100 * MS);
                // Post at 10, 40 and pre at 16, 46, a dendritic delay later or not.
                double dt = 6 - dendritic;
                double expected = START
                        - A_MINUS * exp(-dt / TAU)
                        + A_PLUS * exp(-(30 - dt) / TAU)
                        - A_MINUS * (exp(-dt / TAU) + exp(-(30 + dt) / TAU));
                assertThat(weight).as("dendritic %s ms", dendritic).isCloseTo(expected, within(1e-14));
            }
        }
    }

    /** R11: two spikes of a source at one time have twice the effect, in what they transmit and in what is learnt: the limit of spikes a bit apart. */
    @ParameterizedTest
    @MethodSource("engines")
    void twoSpikesInAStep_areTheLimitOfSpikesABitApart(Engine engine) throws Exception {
        double[] post = {8, 15, 21};
        // In one step of the grid, which ends at 10.1 ms.
        SpikingNetwork twice = with(GRID, post, 10_020_000_000L, 10_070_000_000L);
        SpikingNetwork apart = with(PRECISE, post, 10_100_000_000L, 10_100_000_001L);
        double[] atOnce = weightAndPotential(engine, twice);
        double[] limit = weightAndPotential(engine, apart);
        assertThat(atOnce[0]).isCloseTo(limit[0], within(1e-9));
        assertThat(atOnce[1]).isCloseTo(limit[1], within(1e-7));
        // A postsynaptic spike 2.1 ms before each, and two of them after both.
        assertThat(atOnce[0])
                .isCloseTo(
                        START - 2 * A_MINUS * exp(-2.1 / TAU) + 2 * A_PLUS * (exp(-4.9 / TAU) + exp(-10.9 / TAU)),
                        within(1e-14));
    }

    private static SpikingNetwork with(TimeMode time, double[] post, long... prePs) {
        SpikingNetwork network =
                new PlasticPairs(ms(190), post, model(0, 1, false), START, 2, ms(), 1).network(time, 50);
        List<CellGroup> groups = new ArrayList<>(network.groups());
        groups.set(0, new CellGroup.Trains("pre", List.of(new SpikeList(prePs))));
        return new SpikingNetwork(
                time,
                network.durationPs(),
                network.streams(),
                groups,
                network.drives(),
                network.projections(),
                network.modulators(),
                network.largestRate());
    }

    /** At the end, and 0.1 ms after the arrival of both spikes at the neuron. */
    private static double[] weightAndPotential(Engine engine, SpikingNetwork network) throws Exception {
        long at = 12_200_000_000L;
        SpikingPlan plan = new SpikingPlan(
                new BitSet(),
                List.of(new StateProbe(2, new int[] {0}, new int[] {0}, at, 0)),
                List.of(new SynapseProbe(1, new int[0], Long.MAX_VALUE)),
                List.of());
        NetworkLog log = run(engine, network, plan).log();
        double potential = log.states().stream()
                .filter(state -> state.timePs() == at)
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(potential).isGreaterThan(0.5);
        return new double[] {log.weight(network.durationPs()), potential};
    }

    private static SynapseModel dopamine(double baseline) {
        TimingWindow window = new TimingWindow(Pairing.ALL_TO_ALL, 1, 1, TAU, TAU);
        return SynapseModel.of(
                new Plasticity(window, 0, 100, Optional.of(new Eligibility(1000, baseline, 0)), Optional.empty()));
    }

    /** R21: one pair with dt 10 ms, dopamine 100 ms later (tau_c 1000, tau_n 200) gives 0.457343030; eligibility decays over it too. */
    @ParameterizedTest
    @MethodSource("engines")
    void pairAndDopamine_giveTheClosedForm(Engine engine) throws Exception {
        for (TimeMode time : TIMES) {
            // Pre at 10 and post at 20 at the synapse; dopamine at 120.
            SpikingNetwork network =
                    new PlasticPairs(ms(10), ms(19), dopamine(0), 50, 1, ms(120), 200).network(time, 5_000);
            NetworkLog log = run(engine, network, PlasticPairs.plan(network, 119, 121, 5_000))
                    .log();
            assertThat(log.weight(5_000 * MS) - 50).isCloseTo(0.457343030, within(6e-10));
            for (double at : ms(119, 121)) {
                assertThat(log.eligibility(PlasticPairs.ps(at)))
                        .isCloseTo(exp(-10 / TAU) * exp(-(at - 20) / 1000), within(1e-14));
            }
        }
    }

    /** R21: below the baseline the sign turns. */
    @ParameterizedTest
    @MethodSource("engines")
    void concentrationBelowTheBaseline_turnsTheSign(Engine engine) throws Exception {
        for (TimeMode time : TIMES) {
            SpikingNetwork network =
                    new PlasticPairs(ms(10), ms(19), dopamine(0.01), 50, 1, ms(500), 200).network(time, 600);
            NetworkLog log =
                    run(engine, network, PlasticPairs.plan(network, 320, 600)).log();
            double c = exp(-10 / TAU);
            assertThat(log.weight(320 * MS)).isCloseTo(50 - 0.01 * c * 1000 * (1 - exp(-0.3)), within(1e-12));
        }
    }

    /** R27: weights do not depend on how a run is cut: 5000 runs of 1 ms are one of 5 s, to the bit. */
    @Tag("slow")
    @Test
    void fiveThousandRunsOfAMillisecond_areOneOfFiveSeconds() throws Exception {
        checkCuts(RandomPlasticNetworks.of(4), 5000);
    }

    /** R27: fewer of them, and in continuous time. */
    @Test
    void runsOfAMillisecond_areOne() throws Exception {
        checkCuts(RandomPlasticNetworks.of(4), 400);
        checkCuts(RandomPlasticNetworks.of(7), 1200);
    }

    /** Now and then by the other engine. */
    private static void checkCuts(SpikingNetwork some, int runs) throws Exception {
        Engine population = new SpikingPopulationEngine(1);
        Engine actors = new SpikingActorEngine(1);
        SpikingNetwork network = until(some, runs);
        SpikingState whole = run(population, network).end();
        SpikingState state = SpikingState.startOf(network);
        for (int run = 1; run <= runs; run++) {
            Engine engine = run % 100 == 0 ? actors : population;
            SpikingNetwork part = until(network, run);
            state = SpikingState.of(engine.run(RunRequest.of(
                            new SpikingSimulation(part, SpikingPlan.spikesOf(part), new NetworkLog(), state)))
                    .end());
        }
        isThatOf(state, whole);
    }

    private static void isThatOf(SpikingState state, SpikingState whole) {
        assertThat(state.timePs()).isEqualTo(whole.timePs());
        assertThat(state.digests()).isEqualTo(whole.digests());
        assertThat(state.neurons()).isEqualTo(whole.neurons());
        assertThat(state.spikes()).isEqualTo(whole.spikes()).isGreaterThan(100);
        assertThat(state.plasticity()).hasSameSizeAs(whole.plasticity()).isNotEmpty();
        for (int p = 0; p < whole.plasticity().size(); p++) {
            PlasticityState one = state.plasticity().get(p);
            assertThat(one.weights()).isEqualTo(whole.plasticity().get(p).weights());
            assertThat(one.own()).isEqualTo(whole.plasticity().get(p).own());
        }
    }

    private static SpikingNetwork until(SpikingNetwork network, long ms) {
        return new SpikingNetwork(
                network.time(),
                ms * MS,
                network.streams(),
                network.groups(),
                network.drives(),
                network.projections(),
                network.modulators(),
                network.largestRate());
    }
}
