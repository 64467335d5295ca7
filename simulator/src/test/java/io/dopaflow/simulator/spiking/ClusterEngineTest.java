package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.MS;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.record.RecordingFailedException;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.simulator.cluster.Coordinator;
import io.dopaflow.simulator.cluster.NodeStatus;
import io.dopaflow.simulator.cluster.Nodes;
import io.dopaflow.simulator.cluster.WorkerNode;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.spiking.Exchange;
import io.dopaflow.simulator.population.spiking.NetworkPart;
import io.dopaflow.simulator.population.spiking.PartState;
import io.dopaflow.simulator.population.spiking.ShardRange;
import io.dopaflow.simulator.population.spiking.Shards;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network on the nodes of a cluster has the bits of one machine, and fails as there. */
@Timeout(300)
class ClusterEngineTest {
    private static final double FOR_EVER = 1e7;
    private static final int SIZES = 3;

    private static final Nodes.NetworkWork WORK = new Nodes.NetworkWork();

    /** Of one node, two and three. */
    private static final List<Nodes> CLUSTERS = new ArrayList<>();

    private static final List<Coordinator> COORDINATORS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        for (int size = 1; size <= SIZES; size++) {
            Nodes nodes = new Nodes(WORK);
            CLUSTERS.add(nodes);
            for (int n = 0; n < size; n++) {
                nodes.start(1 + n % 2);
            }
            Coordinator coordinator = nodes.coordinate();
            COORDINATORS.add(coordinator);
            nodes.awaitKnown(coordinator, size);
        }
    }

    @AfterAll
    static void close() {
        CLUSTERS.forEach(Nodes::close);
    }

    private static Engine engine(int size) {
        return Nodes.engine(COORDINATORS.get(size - 1), WORK);
    }

    /** A network and how many nodes execute it. */
    record Case(String name, SpikingNetwork network, SpikingPlan plan, int size) {
        @Override
        public String toString() {
            return name + " on " + size;
        }
    }

    private static Stream<Case> cases(long seed, int size) {
        SpikingNetwork fixed = RandomNetworks.of(seed);
        SpikingNetwork plastic = RandomPlasticNetworks.of(seed);
        EpisodeNetworks grid = EpisodeNetworks.of(seed, 4);
        EpisodeNetworks continuous = EpisodeNetworks.of(seed, 4, PRECISE);
        return Stream.of(
                new Case("fixed " + seed, fixed, RandomNetworks.plan(fixed), size),
                new Case("plastic " + seed, plastic, RandomPlasticNetworks.plan(plastic), size),
                new Case("episodes " + seed, grid.network(), grid.plan(), size),
                new Case("continuous episodes " + seed, continuous.network(), continuous.plan(), size));
    }

    static Stream<Case> some() {
        return Stream.of(cases(0, 3), cases(9, 2), cases(5, 1)).flatMap(all -> all);
    }

    static Stream<Case> others() {
        return LongStream.range(10, 30).boxed().flatMap(seed -> cases(seed, 1 + (int) (seed % SIZES)));
    }

    private static void compare(Case one) throws Exception {
        SameBits.run(engine(one.size), one.network, one.plan)
                .isThatOf(SameBits.run(new SpikingPopulationEngine(1), one.network, one.plan));
    }

    @ParameterizedTest
    @MethodSource("some")
    @Tag("digest")
    void network_hasTheSameBits(Case one) throws Exception {
        compare(one);
    }

    @ParameterizedTest
    @MethodSource("others")
    @Tag("digest")
    @Tag("endurance")
    void manyNetworks_haveTheSameBits(Case one) throws Exception {
        compare(one);
    }

    /** Both uses of time, synapses that learn and are rewired: otherwise less is compared than it seems. */
    @Test
    void cases_haveAll() throws Exception {
        List<Case> all = some().toList();
        assertThat(all).anyMatch(one -> one.network.time() instanceof TimeMode.Precise && one.name.startsWith("fixed"));
        assertThat(all).anyMatch(one -> one.network.time() instanceof TimeMode.Grid && one.name.startsWith("fixed"));
        int rewired = 0;
        int released = 0;
        for (Case one : all) {
            NetworkLog log =
                    SameBits.run(Shards.engine(1, 1), one.network, one.plan).log();
            rewired += log.rewired().size();
            released += log.released().size();
        }
        assertThat(rewired).isPositive();
        assertThat(released).isPositive();
    }

    /** Takes every state that it can have. */
    private static final class All implements Checkpoints {
        private final List<SpikingState> states = new ArrayList<>();

        @Override
        public boolean isDue() {
            return true;
        }

        @Override
        public synchronized void take(SimulationState state) {
            states.add(SpikingState.of(state));
        }
    }

    private static SpikingState end(Engine engine, Case one, SpikingState start) throws Exception {
        SpikingSimulation rest = new SpikingSimulation(one.network, one.plan, new NetworkLog(), start);
        return SpikingState.of(engine.run(RunRequest.of(rest)).end());
    }

    private static List<SpikingState> states(Engine engine, Case one) throws Exception {
        All all = new All();
        engine.run(RunRequest.of(new SpikingSimulation(one.network, one.plan, new NetworkLog()))
                .tellingStatesTo(all));
        return all.states;
    }

    /** A cluster may be at the end before it hears of a wish: then it has only gone on from a state. */
    @ParameterizedTest
    @MethodSource("some")
    @Tag("digest")
    void state_goesOnElsewhere(Case one) throws Exception {
        Engine here = new SpikingPopulationEngine(1);
        SpikingState expected = end(here, one, SpikingState.startOf(one.network));
        List<SpikingState> alone = states(here, one);
        assertThat(end(engine(one.size), one, alone.get(alone.size() / 2)).digests())
                .isEqualTo(expected.digests());
        List<SpikingState> told = states(engine(one.size), one);
        for (SpikingState state : told) {
            assertThat(end(here, one, state).digests()).isEqualTo(expected.digests());
        }
        for (SpikingState state : told.subList(told.size() / 2, Math.min(told.size(), told.size() / 2 + 1))) {
            assertThat(end(engine(1 + one.size % SIZES), one, state).digests()).isEqualTo(expected.digests());
        }
    }

    /** Two neurons that keep each other going. */
    private static SpikingNetwork pair(TimeMode time) {
        return new Networks()
                .lif("a", 1, "exp", Map.of("I_e", 500.0))
                .lif("b", 2, "exp", Map.of("I_e", 400.0))
                .connect("a", "b", 100, 2)
                .connect("b", "a", 100, 2)
                .build(time, FOR_EVER);
    }

    private static RunRequest request(SpikingNetwork network, SpikingRecorder recorder) {
        return RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), recorder));
    }

    private static RunFailedException failure(Engine engine, RunRequest request) {
        return catchThrowableOfType(RunFailedException.class, () -> engine.run(request));
    }

    private static void assertFree(int size) {
        Nodes.patiently()
                .untilAsserted(() -> assertThat(COORDINATORS.get(size - 1).nodes())
                        .hasSize(size)
                        .extracting(NodeStatus::doing)
                        .containsOnly("nothing"));
    }

    /** Does something at the first spikes after a time. */
    private static NetworkLog after(long timePs, Runnable action) {
        return new NetworkLog() {
            @Override
            public void spikes(long[] timesPs, int[] cells, int count) {
                super.spikes(timesPs, cells, count);
                if (timesPs[count - 1] > timePs) {
                    action.run();
                }
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void recorderThatFails_endsTheRunAndIsNamed(int size) {
        SpikingRecorder full = after(30 * MS, () -> {
            throw new RecordingFailedException("the disk is full");
        });
        RunFailedException failure = failure(engine(size), request(pair(PRECISE), full));
        assertThat(failure.culprit()).isEqualTo("recorder");
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
        assertThat(failure).hasMessageContaining("the disk is full").hasMessageContaining("ms");
        assertFree(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void activityThatRunsAway_failsAsOnOneMachine(int size) {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            SpikingNetwork neuron = new Networks()
                    .lif("calm", 3, "exp", Map.of())
                    .population("wild", 1, NeuronModels.of("lif", "cond-exp"), Map.of())
                    .spikes("input", 50)
                    .connect("input", "wild", 1e308, 1)
                    .build(time, FOR_EVER);
            SpikingNetwork often = new Networks()
                    .lif("calm", 30, "exp", Map.of("I_e", 400.0))
                    .lif("wild", 20, "delta", Map.of("t_ref", 0.0, "I_e", 90_000.0))
                    .connect("wild", "calm", 0.1, 1)
                    .largestRate(1000)
                    .build(time, FOR_EVER);
            for (SpikingNetwork network : List.of(neuron, often)) {
                RunFailedException alone =
                        failure(new SpikingPopulationEngine(1), request(network, SpikingRecorder.NONE));
                RunFailedException failure = failure(engine(size), request(network, SpikingRecorder.NONE));
                assertThat(failure).hasMessage(alone.getMessage());
                assertThat(failure.origin()).isEqualTo(Origin.MODEL).isEqualTo(alone.origin());
                assertThat(failure.culprit()).contains("wild").isEqualTo(alone.culprit());
                assertThat(failure.when()).isEqualTo(alone.when());
            }
        }
        assertFree(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void cancelledRun_endsWithAStateToGoOnFrom(int size) throws Exception {
        SpikingNetwork network = pair(PRECISE);
        Cancellation cancellation = new Cancellation();
        NetworkLog log = after(200 * MS, cancellation::request);
        RunRequest watched = request(network, log);
        List<SpikingState> told = new ArrayList<>();
        Checkpoints none = new Checkpoints() {
            @Override
            public boolean isDue() {
                return false;
            }

            @Override
            public void take(SimulationState state) {
                told.add(SpikingState.of(state));
            }
        };
        RunResult result = engine(size)
                .run(new RunRequest(watched.simulation(), cancellation, watched.progress(), watched.counters(), none));
        assertThat(result.cancelled()).isTrue();
        SpikingState state = SpikingState.of(result.end());
        assertThat(told).extracting(SpikingState::timePs).containsExactly(state.timePs());
        assertIsAsAlone(network, SpikingPlan.spikesOf(network), log, state);
        assertFree(size);
    }

    /** The records and the state are those of a run on one machine up to the same time. */
    private static void assertIsAsAlone(SpikingNetwork network, SpikingPlan plan, NetworkLog log, SpikingState state)
            throws Exception {
        assertThat(state.timePs()).isPositive();
        NetworkLog alone = new NetworkLog();
        SpikingSimulation part =
                new SpikingSimulation(network, plan, alone).part(SpikingState.startOf(network), state.timePs());
        RunResult result = NetworkPart.run(RunRequest.of(part), ShardRange.whole(1), 1, Exchange.ALONE);
        SpikingState expected = PartState.join(network, List.of(PartState.of(result.end())));
        new SameBits.Outcome(log, state).isThatOf(new SameBits.Outcome(alone, expected));
    }

    @Test
    void runCancelledBeforeItBegins_endsWhereItStarts() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        RunRequest request = request(pair(GRID), SpikingRecorder.NONE);
        RunResult result = engine(2)
                .run(new RunRequest(
                        request.simulation(), cancellation, request.progress(), request.counters(), Checkpoints.NONE));
        assertThat(result.cancelled()).isTrue();
        assertThat(SpikingState.of(result.end()).isStart()).isTrue();
    }

    @Test
    void interruptedCaller_endsTheRun() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                engine(2).run(request(pair(GRID), after(10 * MS, runs::countDown)));
                thrown.complete(new AssertionError("it came to its end"));
            } catch (InterruptedException | RunFailedException e) {
                thrown.complete(e);
            }
        });
        caller.start();
        runs.await();
        caller.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertFree(2);
    }

    @Test
    void progressListenerThatThrows_endsTheRun() {
        RunRequest watched = request(pair(GRID), SpikingRecorder.NONE);
        ProgressListener broken = done -> {
            throw new IllegalStateException("no terminal");
        };
        RunFailedException failure = failure(
                engine(2),
                new RunRequest(
                        watched.simulation(), watched.cancellation(), broken, watched.counters(), Checkpoints.NONE));
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
        assertThat(failure).hasMessageContaining("no terminal");
        assertFree(2);
    }

    @Test
    void counters_areThoseOfTheEnd() throws Exception {
        EpisodeNetworks network = EpisodeNetworks.of(1, 8);
        RunCounters counters = new RunCounters();
        List<Long> told = new ArrayList<>();
        SpikingSimulation whole = new SpikingSimulation(network.network(), network.plan(), new NetworkLog());
        RunResult result =
                engine(3).run(new RunRequest(whole, new Cancellation(), told::add, counters, Checkpoints.NONE));
        SpikingState end = SpikingState.of(result.end());
        assertThat(end.spikes()).isPositive().isEqualTo(counters.spikes());
        assertThat(end.synapticEvents()).isPositive().isEqualTo(counters.synapticEvents());
        assertThat(told).isSorted().endsWith(network.network().durationPs() / MS);
    }

    @Test
    void definitionThatNodesRefuse_endsTheRunWithTheirReason() {
        Engine unknown = COORDINATORS.get(1).engine(new byte[] {1, 2, 3});
        RunFailedException failure = failure(unknown, request(pair(GRID), SpikingRecorder.NONE));
        assertThat(failure).hasMessageContaining("no such network").hasMessageContaining("the node at 127.0.0.1:");
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
        assertFree(2);
    }

    /**
     * A state is told, and later a node leaves; the others go on from it, and when they have told one again the run is ended: as if nothing had
     * happened.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("digest")
    void nodeThatLeaves_costsTimeOnly(boolean isPlastic) throws Exception {
        EpisodeNetworks episodes = EpisodeNetworks.of(1, 1_000_000);
        SpikingNetwork network = isPlastic ? episodes.network() : pair(PRECISE);
        SpikingPlan plan = isPlastic ? episodes.plan() : SpikingPlan.spikesOf(network);
        try (Nodes nodes = new Nodes(WORK)) {
            nodes.start(2);
            nodes.start(1);
            WorkerNode leaves = nodes.start(1);
            Coordinator coordinator = nodes.coordinate();
            nodes.awaitKnown(coordinator, 3);
            NetworkLog log = new NetworkLog();
            LeavingNode story = new LeavingNode(leaves, nodes);
            SpikingSimulation whole = new SpikingSimulation(network, plan, log);
            RunResult result = Nodes.engine(coordinator, WORK)
                    .run(new RunRequest(whole, story.cancellation, ProgressListener.NONE, new RunCounters(), story));
            assertThat(result.cancelled()).isTrue();
            assertThat(nodes.events())
                    .anyMatch(event -> event.startsWith("lost the node at " + leaves.address())
                            && !event.contains("goes on from 0.0 ms"));
            SpikingState end = SpikingState.of(result.end());
            assertThat(end.timePs()).isGreaterThan(story.firstPs);
            assertIsAsAlone(network, plan, log, end);
        }
    }

    /** Closes a node some states after the first, and asks the run to end some states after it is lost. */
    private static final class LeavingNode implements Checkpoints {
        private static final int SOME = 3;

        private final WorkerNode node;
        private final Nodes nodes;
        private final Cancellation cancellation = new Cancellation();
        private long firstPs = -1;
        private int told;
        private int toldSince;

        LeavingNode(WorkerNode node, Nodes nodes) {
            this.node = node;
            this.nodes = nodes;
        }

        @Override
        public boolean isDue() {
            return true;
        }

        @Override
        public void take(SimulationState state) {
            told++;
            if (told == SOME) {
                firstPs = SpikingState.of(state).timePs();
                new Thread(node::close).start();
            }
            if (nodes.events().stream().anyMatch(event -> event.startsWith("lost the node"))) {
                toldSince++;
            }
            if (toldSince == SOME) {
                cancellation.request();
            }
        }
    }
}
