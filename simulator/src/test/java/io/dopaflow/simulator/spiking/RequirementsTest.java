package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.MS;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static io.dopaflow.simulator.spiking.Networks.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.StateProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users of other simulators ran into, on both engines; numbers are those of the list of requirements. */
class RequirementsTest {
    private static final Map<String, Double> QUICK = Map.of("t_ref", 1.0);

    static List<Engine> engines() {
        return List.of(new SpikingPopulationEngine(2), new SpikingActorEngine(2));
    }

    /** R1: spike at 2 ms, t_ref 1 ms, strong delta input at exactly 3 ms spikes at 3 ms. */
    @ParameterizedTest
    @MethodSource("engines")
    void endOfRefractoriness_isANormalInstant(Engine engine) throws Exception {
        SpikingNetwork network = new Networks()
                .lif("neuron", 1, "delta", QUICK)
                .spikes("input", 1, 2)
                .connect("input", "neuron", 100, 1)
                .build(PRECISE, 10);
        assertThat(run(engine, network).times(0)).containsExactly(2.0, 3.0);
    }

    /** R1: a thousand spikes under constant strong drive have one interval in ps. */
    @ParameterizedTest
    @MethodSource("engines")
    void spikesUnderConstantDrive_haveOneInterval(Engine engine) throws Exception {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            SpikingNetwork network = new Networks()
                    .lif("neuron", 1, "exp", Map.of("t_ref", 2.0, "I_e", 2000.0))
                    .build(time, 5000);
            List<Long> times = run(engine, network).log().spikes().stream()
                    .map(NetworkLog.Spike::timePs)
                    .toList();
            assertThat(times).hasSizeGreaterThan(999);
            long interval = times.get(1) - times.get(0);
            for (int k = 1; k < times.size(); k++) {
                assertThat(times.get(k) - times.get(k - 1)).isEqualTo(interval);
            }
        }
    }

    /** R2: a delta input within refractoriness is lost; an exponential current goes on and acts after it. */
    @ParameterizedTest
    @MethodSource("engines")
    void inputWithinRefractoriness_isLostForDeltaAndKeptForCurrents(Engine engine) throws Exception {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            SpikingNetwork delta = new Networks()
                    .lif("neuron", 1, "delta", Map.of("t_ref", 2.0))
                    .spikes("input", 1, 2)
                    .connect("input", "neuron", 100, 1)
                    .build(time, 20);
            assertThat(run(engine, delta).times(0)).containsExactly(2.0);
            SpikingNetwork current = new Networks()
                    .lif("neuron", 1, "exp", Map.of("t_ref", 2.0, "tau_syn_ex", 20.0))
                    .spikes("input", 1, 3)
                    .connect("input", "neuron", 3000, 1)
                    .build(time, 20);
            assertThat(run(engine, current).times(0)).hasSizeGreaterThan(2);
        }
    }

    /** R3: all arrivals of one ps are added before the threshold is looked at. */
    @ParameterizedTest
    @MethodSource("engines")
    void arrivalsOfOneInstant_areAddedBeforeTheThresholdIsTested(Engine engine) throws Exception {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            SpikingNetwork network = new Networks()
                    .lif("neuron", 1, "delta", QUICK)
                    .spikes("plus", 1, 5)
                    .spikes("minus", 1)
                    .connect("plus", "neuron", 30, 2)
                    .connect("minus", "neuron", -30, 2)
                    .build(time, 20);
            assertThat(run(engine, network).times(0)).containsExactly(7.0);
        }
    }

    /** R10: two synapses from a to b have delays and weights of their own; an autapse is one like any other. */
    @ParameterizedTest
    @MethodSource("engines")
    void multapsesAndAutapses_areSynapsesOfTheirOwn(Engine engine) throws Exception {
        SpikingNetwork twice = new Networks()
                .lif("neuron", 1, "delta", QUICK)
                .spikes("input", 1)
                .connect("input", "neuron", 100, 1)
                .connect("input", "neuron", 100, 3)
                .build(PRECISE, 10);
        assertThat(run(engine, twice).times(0)).containsExactly(2.0, 4.0);
        assertThat(run(engine, twice).end().synapticEvents()).isEqualTo(2);
        SpikingNetwork itself = new Networks()
                .lif("neuron", 1, "delta", QUICK)
                .spikes("input", 1)
                .connect("input", "neuron", 100, 1)
                .connect("neuron", "neuron", 100, 2.5)
                .build(PRECISE, 10);
        assertThat(run(engine, itself).times(0)).containsExactly(2.0, 4.5, 7.0, 9.5);
    }

    /** R10: two contacts of one projection act as the sum of both. */
    @ParameterizedTest
    @MethodSource("engines")
    void contactsOfOneProjection_add(Engine engine) throws Exception {
        SpikingNetwork one = new Networks()
                .lif("neuron", 1, "delta", QUICK)
                .spikes("input", 1)
                .connect("input", "neuron", new ExplicitList(new int[] {0}, new int[] {0}), 10, 1)
                .build(GRID, 10);
        SpikingNetwork two = new Networks()
                .lif("neuron", 1, "delta", QUICK)
                .spikes("input", 1)
                .connect("input", "neuron", new ExplicitList(new int[] {0, 0}, new int[] {0, 0}), 10, 1)
                .build(GRID, 10);
        assertThat(run(engine, one).times(0)).isEmpty();
        assertThat(run(engine, two).times(0)).containsExactly(2.0);
    }

    /** R14, R16: a run includes its end, also after a long time, and spikes at time 0. */
    @ParameterizedTest
    @MethodSource("engines")
    void run_includesBothEnds(Engine engine) throws Exception {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            SpikingNetwork network =
                    new Networks().spikes("input", 0, 50, 1_000_000).build(time, 1_000_000);
            assertThat(run(engine, network).times(0)).containsExactly(0.0, 50.0, 1_000_000.0);
        }
    }

    /** R16: a potential that starts above threshold is a spike at time 0, on a grid at the end of the first step. */
    @ParameterizedTest
    @MethodSource("engines")
    void potentialAboveThresholdAtTheStart_isASpikeAtOnce(Engine engine) throws Exception {
        Map<String, Double> above = Map.of("E_L", -50.0, "V_th", -55.0, "tau_m", 1e6);
        Networks networks = new Networks().lif("neuron", 1, "delta", above);
        assertThat(run(engine, networks.build(PRECISE, 1)).times(0)).first().isEqualTo(0.0);
        assertThat(run(engine, networks.build(GRID, 1)).times(0)).first().isEqualTo(0.1);
    }

    /** R17: samples at offset + k interval, k from 1, up to the end, both after what happens then. */
    @ParameterizedTest
    @MethodSource("engines")
    void samples_areAtOffsetPlusIntervals(Engine engine) throws Exception {
        SpikingNetwork network = new Networks().lif("neuron", 2, "delta", QUICK).build(GRID, 609);
        StateProbe probe = new StateProbe(0, new int[] {1}, new int[] {0}, 202 * MS, 3 * MS);
        SpikingPlan plan = new SpikingPlan(new BitSet(), List.of(probe));
        assertThat(run(engine, network, plan).log().states())
                .extracting(state -> state.timePs() / MS)
                .containsExactly(205L, 407L, 609L);
    }

    /** R18, R27: ten runs of 10 ms are one of 100 ms, in bits. */
    @ParameterizedTest
    @MethodSource("engines")
    void cutRuns_haveTheBitsOfAWholeOne(Engine engine) throws Exception {
        for (long seed : new long[] {4, 5}) {
            SpikingNetwork network = RandomNetworks.of(seed);
            SpikingState whole = run(engine, network).end();
            SpikingState state = SpikingState.startOf(network);
            int parts = 0;
            for (SpikingState next = state; next.timePs() < network.durationPs(); parts++) {
                next = firstStateAfter(engine, network, next);
                state = next;
            }
            assertThat(parts).isGreaterThan(2);
            assertThat(state.digests()).isEqualTo(whole.digests());
            assertThat(state.neurons()).isEqualTo(whole.neurons());
            assertThat(state.spikes()).isEqualTo(whole.spikes());
        }
    }

    /** The first state that is told, with which the run is cancelled, or the end. */
    private static SpikingState firstStateAfter(Engine engine, SpikingNetwork network, SpikingState from)
            throws Exception {
        List<SpikingState> states = new ArrayList<>();
        RunRequest request =
                RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), new NetworkLog(), from));
        request.cancellation().request();
        SpikingState end = SpikingState.of(engine.run(request.tellingStatesTo(new Checkpoints() {
                    @Override
                    public boolean isDue() {
                        return false;
                    }

                    @Override
                    public void take(SimulationState state) {
                        states.add(SpikingState.of(state));
                    }
                }))
                .end());
        assertThat(states).hasSize(end.timePs() < network.durationPs() ? 1 : 0);
        return end;
    }

    /** R20: one more recorder or an unconnected neuron changes no other neuron's spikes. */
    @ParameterizedTest
    @MethodSource("engines")
    void whatIsAdded_changesNothing(Engine engine) throws Exception {
        for (long seed = 6; seed < 10; seed++) {
            SpikingNetwork network = RandomNetworks.of(seed);
            List<NetworkLog.Spike> spikes = run(engine, network).log().spikes();
            assertThat(run(engine, network, RandomNetworks.plan(network)).log().spikes())
                    .isEqualTo(spikes);
            SpikingNetwork larger = RandomNetworks.withAnother(network);
            assertThat(run(engine, larger).log().spikes().stream().filter(spike -> spike.cell() < network.cells()))
                    .isEqualTo(spikes);
        }
    }

    /** R23, R26: what is recorded is what was chosen; nothing, where nothing was. */
    @ParameterizedTest
    @MethodSource("engines")
    void recording_isOfTheChosenCellsAlone(Engine engine) throws Exception {
        SpikingNetwork network = RandomNetworks.of(4);
        List<NetworkLog.Spike> all = run(engine, network).log().spikes();
        int cell = all.get(0).cell();
        BitSet one = new BitSet();
        one.set(cell);
        assertThat(run(engine, network, new SpikingPlan(one, List.of())).log().spikes())
                .isEqualTo(all.stream().filter(spike -> spike.cell() == cell).toList());
        assertThat(run(engine, network, new SpikingPlan(new BitSet(), List.of()))
                        .log()
                        .spikes())
                .isEmpty();
    }
}
