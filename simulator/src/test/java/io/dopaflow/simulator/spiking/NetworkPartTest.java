package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Rewirings;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import io.dopaflow.models.spiking.reward.Released;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.spiking.Cut;
import io.dopaflow.simulator.population.spiking.Exchange;
import io.dopaflow.simulator.population.spiking.NetworkPart;
import io.dopaflow.simulator.population.spiking.PartExtent;
import io.dopaflow.simulator.population.spiking.PartState;
import io.dopaflow.simulator.population.spiking.ShardRange;
import io.dopaflow.simulator.population.spiking.Shards;
import io.dopaflow.simulator.population.spiking.WindowSpikes;
import io.dopaflow.simulator.population.spiking.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A part of a run has its share of what a run in one part has, and all parts together have all of it. */
@Timeout(60)
class NetworkPartTest {
    private static final int SOME = 6;
    private static final int ASKED = 20;

    /** A network and what is recorded of it. */
    record Case(String name, long seed, SpikingNetwork network, SpikingPlan plan) {
        @Override
        public String toString() {
            return name + " " + seed;
        }
    }

    static Stream<Case> cases() {
        return Stream.iterate(0L, seed -> seed < SOME, seed -> seed + 1).flatMap(seed -> {
            SpikingNetwork fixed = RandomNetworks.of(seed);
            SpikingNetwork plastic = RandomPlasticNetworks.of(seed);
            EpisodeNetworks grid = EpisodeNetworks.of(seed, 8);
            EpisodeNetworks continuous = EpisodeNetworks.of(seed, 8, new TimeMode.Precise());
            return Stream.of(
                    new Case("fixed", seed, fixed, RandomNetworks.plan(fixed)),
                    new Case("plastic", seed, plastic, RandomPlasticNetworks.plan(plastic)),
                    new Case("episodes", seed, grid.network(), grid.plan()),
                    new Case("continuous episodes", seed, continuous.network(), continuous.plan()));
        });
    }

    private static void hasTheBitsOf(Object expected, Object actual) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(expected);
    }

    /** The states that a run tells as it goes, and that at its end. */
    private static List<SpikingState> states(Engine engine, Case one) throws Exception {
        List<SpikingState> states = new ArrayList<>();
        Checkpoints some = new Checkpoints() {
            private int asked;

            @Override
            public boolean isDue() {
                return asked++ % ASKED == 0;
            }

            @Override
            public void take(SimulationState state) {
                states.add(SpikingState.of(state));
            }
        };
        RunResult result = engine.run(RunRequest.of(new SpikingSimulation(one.network, one.plan, new NetworkLog()))
                .tellingStatesTo(some));
        states.add(SpikingState.of(result.end()));
        return states;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void joinedStates_areThoseOfOnePart_andOtherPartsGoOnFromThem(Case one) throws Exception {
        List<SpikingState> whole = states(Shards.engine(1, 1), one);
        assertThat(whole).hasSizeGreaterThan(1);
        List<SpikingState> joined = states(Cut.atRandom(one.seed), one);
        hasTheBitsOf(whole, joined);
        SpikingState middle = joined.get((joined.size() - 1) / 2);
        SpikingSimulation rest = new SpikingSimulation(one.network, one.plan, new NetworkLog(), middle);
        hasTheBitsOf(
                whole.get(whole.size() - 1),
                Cut.atRandom(one.seed + SOME).run(RunRequest.of(rest)).end());
    }

    /** Of the first stretch, in which nothing is rewired. */
    @ParameterizedTest
    @MethodSource("cases")
    void part_recordsAndCountsItsOwnOnly(Case one) throws Exception {
        Cut cut = Cut.atRandom(one.seed);
        long until = new Rewirings(one.network).next(0);
        SpikingState start = SpikingState.startOf(one.network);
        NetworkLog whole = new NetworkLog();
        SpikingSimulation first = new SpikingSimulation(one.network, one.plan, whole).part(start, until);
        NetworkPart.run(RunRequest.of(first), ShardRange.whole(2), 1, Exchange.ALONE);
        List<NetworkLog> logs = new ArrayList<>();
        List<RunRequest> requests = new ArrayList<>();
        for (int i = 0; i < cut.ranges().size(); i++) {
            NetworkLog log = new NetworkLog();
            logs.add(log);
            requests.add(RunRequest.of(new SpikingSimulation(one.network, one.plan, log, start, until)));
        }
        List<RunResult> results = cut.runParts(requests);
        long spikes = 0;
        for (int i = 0; i < logs.size(); i++) {
            assertThat(logs.get(i).spikes())
                    .hasSize(Math.toIntExact(results.get(i).end().spikes()));
            assertThat(requests.get(i).counters().spikes())
                    .isEqualTo(results.get(i).end().spikes());
            assertThat(requests.get(i).counters().synapticEvents())
                    .isEqualTo(results.get(i).end().synapticEvents());
            spikes += results.get(i).end().spikes();
        }
        assertThat(spikes).isPositive();
        assertThat(all(logs, NetworkLog::spikes)).containsExactlyInAnyOrderElementsOf(whole.spikes());
        assertThat(all(logs, NetworkLog::states)).containsExactlyInAnyOrderElementsOf(whole.states());
        assertThat(all(logs, NetworkLog::synapses)).containsExactlyInAnyOrderElementsOf(whole.synapses());
        assertThat(logs.get(0).released()).isEqualTo(whole.released());
        assertThat(logs.get(0).concentrations()).isEqualTo(whole.concentrations());
        for (NetworkLog other : logs.subList(1, logs.size())) {
            assertThat(other.released()).isEmpty();
            assertThat(other.concentrations()).isEmpty();
        }
    }

    private static <T> List<T> all(List<NetworkLog> logs, Function<NetworkLog, List<T>> some) {
        return logs.stream().map(some).flatMap(List::stream).toList();
    }

    /** Two neurons that keep each other going. */
    private static RunRequest pair() {
        SpikingNetwork network = new Networks()
                .lif("a", 2, "exp", Map.of("I_e", 500.0))
                .connect("a", "a", 100, 2)
                .build(GRID, 100);
        return RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), new NetworkLog()));
    }

    /** Is given spikes as if another part, with the second of two shards, had told them. */
    private static Exchange with(WindowSpikes others) {
        return new Exchange() {
            @Override
            public List<PartExtent> meet(PartExtent own) {
                ShardRange second = new ShardRange(1, 1, 2);
                return List.of(
                        own, new PartExtent(second, own.synapses(), own.shortestDelaysPs(), own.longestDelays()));
            }

            @Override
            public List<WindowSpikes> swap(WindowSpikes own) {
                return List.of(own, others);
            }
        };
    }

    @Test
    void partThatIsElsewhere_isRefused() {
        WindowSpikes elsewhere = new WindowSpikes(7, new long[0], new int[0], Wish.NONE);
        RunFailedException failure = catchThrowableOfType(
                RunFailedException.class, () -> NetworkPart.run(pair(), new ShardRange(0, 1, 2), 1, with(elsewhere)));
        assertThat(failure).hasMessageContaining("part 1 is at 7 ps").hasMessageContaining("at 0 ps");
    }

    @Test
    void partsWithoutAllShards_areRefusedAsTheRunStarts() {
        RunFailedException failure = catchThrowableOfType(
                RunFailedException.class, () -> NetworkPart.run(pair(), new ShardRange(0, 1, 2), 1, Exchange.ALONE));
        assertThat(failure).hasMessageContaining("each shard in one part");
    }

    @Test
    void statesThatDoNotFit_areNotJoined() throws Exception {
        SpikingNetwork network = ((SpikingSimulation) pair().simulation()).network();
        List<RunResult> results = Cut.of(1, 1, 1).runParts(List.of(pair(), pair()));
        PartState one = PartState.of(results.get(0).end());
        PartState other = PartState.of(results.get(1).end());
        assertThat(PartState.join(network, List.of(other, one)).timePs()).isEqualTo(100 * MS);
        assertThatThrownBy(() -> PartState.join(network, List.of(one))).hasMessageContaining("each shard in one part");
        assertThatThrownBy(() -> PartState.join(network, List.of(one, other, other)))
                .hasMessageContaining("each shard in one part");
        assertThatThrownBy(() -> PartState.join(network, List.of(one, at(50 * MS, other))))
                .hasMessageContaining("all at one time");
        SpikingNetwork larger = new Networks().lif("a", 4, "exp", Map.of()).build(GRID, 100);
        assertThatThrownBy(() -> PartState.join(larger, List.of(one, other)))
                .hasMessageContaining("those of its shards, 2");
    }

    private static PartState at(long timePs, PartState state) {
        return new PartState(
                state.shards(),
                timePs,
                state.neurons(),
                state.digests(),
                state.spikes(),
                state.synapticEvents(),
                state.plasticity(),
                state.lateTimesPs(),
                state.lateCells(),
                state.modulators());
    }

    @Test
    void shards_mustBeWithinAll() {
        assertThatThrownBy(() -> new ShardRange(1, 2, 2)).hasMessageContaining("2 shards from 1 on, of 2");
        assertThatThrownBy(() -> new ShardRange(0, 0, 2)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new ShardRange(-1, 1, 2)).hasMessageContaining("from -1 on");
    }

    @Test
    void messages_arePlainData() throws Exception {
        double[] odd = {-0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 0.1 + 0.2};
        Remembered remembered = new Remembered(new long[] {-1}, odd, odd, new double[0], odd);
        PartState state = new PartState(
                new ShardRange(1, 2, 4),
                Long.MAX_VALUE,
                List.of(new NeuronState(odd, new long[] {Long.MIN_VALUE}), new NeuronState(new double[0], new long[0])),
                new long[] {-7, 8},
                3,
                4,
                List.of(new PlasticityState(
                        odd, odd, 5, List.of(remembered), List.of(), List.of(Remembered.NOTHING), new int[] {1, 2})),
                new long[] {6},
                new int[] {7},
                List.of(new ModulatorState(
                        remembered,
                        new Released.State(
                                new long[] {1},
                                new int[] {2},
                                new long[] {3},
                                odd,
                                new long[] {4},
                                List.of(new long[] {5}, new long[0])))));
        PartExtent extent =
                new PartExtent(new ShardRange(0, 1, 1), new long[] {1}, new long[] {Long.MAX_VALUE}, new long[] {0});
        WindowSpikes spikes = new WindowSpikes(9, new long[] {8, 9}, new int[] {1, 0}, Wish.CHECKPOINT);
        ObjectMapper mapper = new ObjectMapper();
        for (Record message : List.of(state, extent, spikes)) {
            hasTheBitsOf(message, mapper.readValue(mapper.writeValueAsBytes(message), message.getClass()));
        }
    }
}
