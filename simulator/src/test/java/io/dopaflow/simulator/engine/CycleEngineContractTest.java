package io.dopaflow.simulator.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.record.RecordingFailedException;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.PlainRule;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.StateAt;
import io.dopaflow.simulator.Threads;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine of learning cycles promises beside its bits: one subclass for each engine. */
@Timeout(20)
public abstract class CycleEngineContractTest {
    private static final long OPPORTUNITY = 2;
    private static final int CYCLE = 3;
    private static final String WHEN = "in learning opportunity 2, cycle 3";
    private static final CycleRecorder NOBODY = new CycleRecorder() {};

    private final LearningCycle model = new LayeredExperiment().build();
    private final LearningCycle endless =
            new LayeredExperiment().opportunities(10_000_000).build();
    private final Cancellation cancellation = new Cancellation();
    private final Threads threads = new Threads();

    /** The engine, which does use so many threads. */
    protected abstract Engine engine(int threads);

    /** The engine, where it can be put in disorder. */
    protected Engine disordered(int seed) {
        return engine(2);
    }

    /** Messages that the engine counts in the whole run. */
    protected abstract long messages(LearningCycle whole);

    @AfterEach
    void nothingKeepsRunning() {
        threads.assertNoneRunning();
    }

    // --- Failures ---------------------------------------------------------------------------------------------------

    /** Throws in the one cycle. */
    private static void failIn(long opportunity, int cycle, Supplier<? extends Throwable> cause) {
        if (opportunity == OPPORTUNITY && cycle == CYCLE) {
            CycleEngineContractTest.<Error>throwIt(cause.get());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwIt(Throwable cause) throws T {
        throw (T) cause;
    }

    private static CycleRecorder arrivalFails(Supplier<? extends Throwable> cause) {
        return new CycleRecorder() {
            @Override
            public void arrival(long timePs, int synapse, long opportunity, int cycle) {
                if (synapse == 7) {
                    failIn(opportunity, cycle, cause);
                }
            }
        };
    }

    private static CycleRecorder weightFails(Supplier<? extends Throwable> cause) {
        return new CycleRecorder() {
            @Override
            public void weight(long timePs, long opportunity, int cycle, int synapse, double weight) {
                if (synapse == 11) {
                    failIn(opportunity, cycle, cause);
                }
            }
        };
    }

    static Stream<Arguments> partsThatFail() {
        Supplier<Throwable> broken = () -> new AssertionError("broken");
        CycleRecorder readoutFails = new CycleRecorder() {
            @Override
            public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
                if (neuron == 6 && kind == SpikeKind.READOUT) {
                    failIn(opportunity, cycle, broken);
                }
            }
        };
        CycleRecorder rewardFails = new CycleRecorder() {
            @Override
            public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
                failIn(opportunity, cycle, StackOverflowError::new);
            }
        };
        String synapse = "synapse 7 (x- -> hidden1.2)";
        return Stream.of(
                Arguments.of(synapse, "broken", arrivalFails(broken)),
                Arguments.of(synapse, "broken", arrivalFails(() -> new IllegalStateException("broken"))),
                Arguments.of(synapse, "broken", arrivalFails(() -> new StackOverflowError("broken"))),
                Arguments.of(synapse, "broken", arrivalFails(() -> new NoClassDefFoundError("broken"))),
                Arguments.of(synapse, "out of memory", arrivalFails(() -> new OutOfMemoryError("broken"))),
                Arguments.of("neuron hidden1.1", "broken", readoutFails),
                Arguments.of("reward system", "an internal error", rewardFails),
                Arguments.of("synapse 11 (bias1- -> hidden1.2)", "broken", weightFails(broken)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("partsThatFail")
    void part_thatFails_isNamedWithItsCycle(String culprit, String why, CycleRecorder recorder) {
        for (int count : new int[] {1, 2}) {
            RunFailedException failure = failure(engine(count), model, recorder);
            assertThat(failure).hasMessage(culprit + " failed " + WHEN + ": " + why);
            assertThat(failure.culprit()).isEqualTo(culprit);
            assertThat(failure.when()).isEqualTo(WHEN);
            assertThat(failure.origin()).isEqualTo(Origin.MODEL);
        }
    }

    @Test
    void recorder_thatCannotGoOn_isNamedItself() {
        RunFailedException failure = failure(
                engine(2),
                model,
                weightFails(() -> new RecordingFailedException("disk is full", new IOException("no space left"))));
        assertThat(failure).hasMessage("recorder failed " + WHEN + ": disk is full");
        assertThat(failure.culprit()).isEqualTo("recorder");
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
        assertThat(failure).cause().hasCauseInstanceOf(IOException.class);
    }

    @Test
    void manyThatFailAtOnce_endTheRunOnce() {
        RunFailedException failure = failure(engine(8), model, new CycleRecorder() {
            @Override
            public void arrival(long timePs, int synapse, long opportunity, int cycle) {
                throw new IllegalStateException("broken");
            }
        });
        assertThat(failure.culprit()).startsWith("synapse ");
        assertThat(failure.when()).isEqualTo("in learning opportunity 0, cycle 0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5})
    void progressListener_thatFails_failsTheRun(long at) {
        RunRequest request = request(model, RecordingPlan.weightsOnly(1), NOBODY, done -> {
            if (done == at) {
                throw new IllegalStateException("broken");
            }
        });
        assertThat(failure(engine(2), request)).hasMessageEndingWith(": broken");
    }

    @Test
    void epochListener_thatFails_isNamed() {
        EpochListener broken = (opportunities, timePs, theta) -> {
            throw new IllegalStateException("broken");
        };
        CycleSimulation simulation =
                new CycleSimulation(model, RecordingPlan.weightsOnly(3), NOBODY, CycleState.startOf(model), broken);
        RunFailedException failure = failure(engine(2), RunRequest.of(simulation));
        assertThat(failure).hasMessage("epoch listener failed after 30 cycles: broken");
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
    }

    @Test
    void checkpoint_thatCannotBeTaken_isNamed() {
        StateAt broken = new StateAt(0, List.of(1L), () -> {
            throw new IllegalStateException("no room");
        });
        RunFailedException failure = failure(
                engine(2),
                RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), NOBODY))
                        .tellingStatesTo(broken));
        assertThat(failure).hasMessage("checkpoint failed after 1 cycles: no room");
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
    }

    // --- Divergence -------------------------------------------------------------------------------------------------

    @Test
    void weightOutOfRangeAtTheStart_isTheSynapsesFailure() {
        LearningCycle tooLarge = new LayeredExperiment()
                .initialTheta(synapse -> synapse == 9 ? 800 : -1)
                .build();
        RunFailedException failure = failure(engine(2), tooLarge, NOBODY);
        assertThat(failure)
                .message()
                .startsWith("synapse 9 (y- -> hidden1.2) failed as it started: its log-weight became Infinity");
        assertThat(failure.origin()).isEqualTo(Origin.MODEL);
    }

    @Test
    void potentialTooLarge_isNamedWithAdvice() {
        LearningCycle tooLarge = new LayeredExperiment()
                .hidden(1)
                .hidden(Activation.RECTIFIED_LINEAR, SpikeCoding.GRADED)
                .initialTheta(synapse -> synapse < 9 ? 700 : -1)
                .build();
        RunFailedException failure = failure(engine(2), tooLarge, NOBODY);
        assertThat(failure)
                .message()
                .startsWith("neuron no failed in learning opportunity 0, cycle 0: its potential became Infinity: ");
        assertAdvises(failure);
    }

    static Stream<Arguments> learningTooFast() {
        return Stream.of(
                Arguments.of(1, new LayeredExperiment().learningRate(1e6)),
                Arguments.of(
                        1, new LayeredExperiment().learningRate(1e4).parametrisation(Parametrisation.MULTIPLICATIVE)),
                Arguments.of(2, new LayeredExperiment().learningRate(3e3)),
                Arguments.of(2, new LayeredExperiment().learningRate(3).stdp(1000, 1000, 1, Pairing.SURROUNDING)));
    }

    /** Several diverge at once; whichever is named, it is in the same cycle. */
    @ParameterizedTest
    @MethodSource("learningTooFast")
    void weightThatLeavesItsRange_isNamedWithAdvice(int cycle, LayeredExperiment layered) {
        RunFailedException failure = failure(engine(2), layered.build(), NOBODY);
        assertThat(failure.culprit()).startsWith("synapse ");
        assertThat(failure).message().containsPattern("its log-weight became (NaN|-?Infinity|-?[0-9]{3,})");
        assertThat(failure.when()).isEqualTo("in learning opportunity 0, cycle " + cycle);
        assertAdvises(failure);
    }

    private static void assertAdvises(RunFailedException failure) {
        assertThat(failure).hasCauseInstanceOf(DivergedException.class);
        assertThat(failure.getMessage())
                .contains("learning diverged", "learning.cycles", "learning.flow_time", "learning.learning_rate");
        assertThat(failure.origin()).isEqualTo(Origin.MODEL);
    }

    // --- The end before the end --------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void cancellation_endsTheRunAfterAWholeCycleOfThePlainRule(int count) throws Exception {
        EventLog log = new EventLog();
        StateAt states = new StateAt(0, List.of(), () -> {});
        RunRequest request = request(endless, RecordingPlan.weightsOnly(Long.MAX_VALUE), log, done -> {
                    if (done == 12) {
                        cancellation.request();
                    }
                })
                .tellingStatesTo(states);
        RunResult result = engine(count).run(request);

        long steps = result.end().steps();
        assertThat(result.cancelled()).isTrue();
        assertThat(steps).isBetween(120L, 130L).isEqualTo(request.counters().cycles());
        assertThat(request.counters().synapticEvents())
                .isEqualTo(steps * endless.network().synapseCount());
        double[] weights = CycleState.of(result.end()).weights();
        assertThat(weights).isEqualTo(plainRule(endless, steps));
        assertThat(states.states()).singleElement().satisfies(state -> {
            assertThat(state.cycles()).isEqualTo(steps);
            assertThat(state.weights()).isEqualTo(weights);
        });
        assertThat(log.events(EventLog.Weight.class).filter(weight -> weight.cycle() >= 0))
                .hasSameSizeAs(weights)
                .allSatisfy(weight -> {
                    assertThat(endless.runCycle(weight.opportunity(), weight.cycle()))
                            .isEqualTo(steps - 1);
                    assertThat(weight.weight()).isEqualTo(weights[weight.synapse()]);
                    assertThat(weight.timePs()).isEqualTo(endless.timing().rewardPs(steps - 1));
                });
    }

    private static double[] plainRule(LearningCycle whole, long steps) {
        long opportunities = Math.min(whole.opportunities(), 1 + whole.opportunityOf(steps));
        return new PlainRule(whole.but(parts -> parts.opportunities = opportunities))
                .trajectory()
                .get((int) steps - 1);
    }

    @Test
    void cancellation_beforeTheStart_leavesOneCycle() throws Exception {
        cancellation.request();
        RunResult result = engine(2).run(request(endless, RecordingPlan.weightsOnly(1), NOBODY, ProgressListener.NONE));
        assertThat(result.cancelled()).isTrue();
        assertThat(result.end().steps()).isEqualTo(1);
    }

    @Test
    void cancellation_whileTheLastCycleRuns_comesTooLateToMatter() throws Exception {
        RunResult result = engine(2).run(request(model, RecordingPlan.weightsOnly(1), NOBODY, done -> {
            if (done == model.opportunities()) {
                cancellation.request();
            }
        }));
        assertThat(result.cancelled()).isFalse();
        assertThat(result.end().steps()).isEqualTo(model.cycles());
    }

    @Test
    void interruptedCaller_stopsTheRun() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        RunRequest request =
                request(endless, RecordingPlan.weightsOnly(Long.MAX_VALUE), NOBODY, done -> running.countDown());
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> thrown.complete(
                catchThrowableOfType(Throwable.class, () -> engine(2).run(request))));
        caller.start();
        running.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    // --- What is told -----------------------------------------------------------------------------------------------

    static List<LayeredExperiment> experiments() {
        return List.of(
                new LayeredExperiment(),
                new LayeredExperiment().hidden(20).opportunities(3),
                new LayeredExperiment()
                        .schedule(new CycleSchedule.SingleUpdate())
                        .opportunities(50),
                new LayeredExperiment().hidden(5).hidden(Activation.SIGMOID, SpikeCoding.ALL_OR_NONE));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void counters_andProgress_haveTheirClosedForms(LayeredExperiment layered) throws Exception {
        LearningCycle whole = layered.build();
        EventLog log = new EventLog();
        List<Long> progress = new ArrayList<>();
        RunRequest request = request(whole, RecordingPlan.full(1), log, progress::add);
        engine(2).run(request);

        Network network = whole.network();
        RunCounters counters = request.counters();
        long cycles = whole.cycles();
        int sources = network.sources().length;
        long silent = log.events(EventLog.Spike.class)
                .filter(spike -> spike.kind() == SpikeKind.READOUT && spike.amplitude() == 0.0)
                .count();
        assertThat(counters.cycles()).isEqualTo(cycles);
        assertThat(counters.spikes()).isEqualTo(cycles * (2L * network.neuronCount() - sources) - silent);
        assertThat(counters.synapticEvents())
                .isEqualTo(cycles * network.synapseCount() - silent * network.outputCount())
                .isEqualTo(log.events(EventLog.Arrival.class).count());
        assertThat(counters.messages()).isEqualTo(messages(whole));
        assertThat(progress)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, whole.opportunities()).boxed().toList());
    }

    @Test
    void plan_decidesWhatIsRecorded() throws Exception {
        LearningCycle nine = new LayeredExperiment().opportunities(9).build();
        EventLog log = new EventLog();
        RecordingPlan plan = new RecordingPlan(
                new Thinning.Every(4), new Thinning.Every(8), new Thinning.All(), new Thinning.Every(3), 5, 4);
        engine(2).run(RunRequest.of(new CycleSimulation(nine, plan, log)));

        assertThat(cyclesOf(log, EventLog.Spike.class)).containsOnlyKeys(0L, 4L, 8L);
        assertThat(cyclesOf(log, EventLog.Arrival.class)).containsOnlyKeys(0L, 8L);
        assertThat(cyclesOf(log, EventLog.Reward.class)).hasSize(9);
        // Every third as it starts, in between and as it ends; the ends of epochs; where arrivals are, both ends.
        assertThat(cyclesOf(log, EventLog.Weight.class))
                .isEqualTo(Map.of(
                        0L, Set.of(-1, 0, 5, 9),
                        3L, Set.of(-1, 0, 5, 9),
                        6L, Set.of(-1, 0, 5, 9),
                        7L, Set.of(9),
                        8L, Set.of(-1, 9)));
    }

    /** The cycles of each opportunity of which there are such records. */
    private static Map<Long, SortedSet<Integer>> cyclesOf(EventLog log, Class<? extends EventLog.Event> kind) {
        return log.events(kind)
                .collect(groupingBy(
                        EventLog.Event::opportunity, mapping(EventLog.Event::cycle, toCollection(TreeSet::new))));
    }

    @Test
    void epochs_areToldInOrderWithTheirWeights() throws Exception {
        record Epoch(long opportunities, long timePs, List<Double> theta) {}
        List<Epoch> epochs = new ArrayList<>();
        EpochListener listener = (opportunities, timePs, theta) -> epochs.add(
                new Epoch(opportunities, timePs, Arrays.stream(theta).boxed().toList()));
        CycleSimulation simulation =
                new CycleSimulation(model, RecordingPlan.weightsOnly(2), NOBODY, CycleState.startOf(model), listener);
        engine(2).run(RunRequest.of(simulation));
        assertThat(epochs)
                .isEqualTo(LongStream.of(2, 4)
                        .mapToObj(opportunities -> new Epoch(
                                opportunities,
                                model.timing().rewardPs(10 * opportunities - 1),
                                Arrays.stream(LogWeights.of(plainRule(model, 10 * opportunities)))
                                        .boxed()
                                        .toList()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 9, 11, 13})
    void recorder_hasEveryRecordOfTheCyclesOfAState(int number) throws Exception {
        LearningCycle random = RandomExperiments.number(number);
        EventLog whole = new EventLog();
        engine(2).run(RunRequest.of(new CycleSimulation(random, RecordingPlan.full(1), whole)));

        EventLog log = new EventLog();
        List<Long> seen = new ArrayList<>();
        List<Long> cycles = LongStream.range(1, random.cycles()).boxed().toList();
        StateAt states = new StateAt(0, cycles, () -> seen.add(records(random, log, seen.size())));
        RunRequest request = RunRequest.of(new CycleSimulation(random, RecordingPlan.full(1), log))
                .tellingStatesTo(states);
        disordered(number).run(request);

        assertThat(seen)
                .isEqualTo(cycles.stream()
                        .map(cycle -> records(random, whole, cycle - 1))
                        .toList());
        assertThat(states.states()).extracting(CycleState::cycles).isEqualTo(cycles);
    }

    /** Records up to a cycle of the run. */
    private static long records(LearningCycle whole, EventLog log, long last) {
        return log.events().stream()
                .filter(event -> whole.runCycle(event.opportunity(), Math.max(event.cycle(), 0)) <= last)
                .count();
    }

    @Test
    void twoRunsAtOnce_doNotDisturbEachOther() throws Exception {
        Engine engine = engine(2);
        List<LearningCycle> both = List.of(
                new LayeredExperiment().opportunities(50).build(),
                new LayeredExperiment().hidden(4).opportunities(40).build());
        List<CompletableFuture<RunResult>> runs = both.stream()
                .map(each -> CompletableFuture.supplyAsync(() -> run(engine, each)))
                .toList();
        for (int i = 0; i < both.size(); i++) {
            assertThat(CycleState.of(runs.get(i).get().end()).weights())
                    .isEqualTo(plainRule(both.get(i), both.get(i).cycles()));
        }
    }

    private static RunResult run(Engine engine, LearningCycle whole) {
        try {
            return engine.run(RunRequest.of(new CycleSimulation(whole, RecordingPlan.weightsOnly(1), NOBODY)));
        } catch (RunFailedException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- Requests ---------------------------------------------------------------------------------------------------

    private RunRequest request(
            LearningCycle whole, RecordingPlan plan, CycleRecorder recorder, ProgressListener progress) {
        CycleSimulation simulation = new CycleSimulation(whole, plan, recorder);
        return new RunRequest(
                simulation, cancellation, progress, new RunCounters(simulation.start()), Checkpoints.NONE);
    }

    private static RunFailedException failure(Engine engine, LearningCycle whole, CycleRecorder recorder) {
        return failure(engine, RunRequest.of(new CycleSimulation(whole, RecordingPlan.full(1), recorder)));
    }

    private static RunFailedException failure(Engine engine, RunRequest request) {
        RunFailedException failure = catchThrowableOfType(RunFailedException.class, () -> engine.run(request));
        assertThat(failure).isNotNull();
        return failure;
    }
}
