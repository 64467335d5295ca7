package io.dopaflow.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.record.RecordingFailedException;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.simulator.CycleAsPhases;
import io.dopaflow.simulator.EnvironmentModels;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.PhasedLog;
import io.dopaflow.simulator.PhasedRules;
import io.dopaflow.simulator.SamePhases;
import io.dopaflow.simulator.Threads;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine of phased learning promises: the bits of plain loops, and how runs end. One subclass for each engine. */
@Timeout(60)
public abstract class PhasedEngineContractTest {
    private static final PhasedPlan EVERYTHING = PhasedPlan.full(4);

    private final PhasedLearning model = PhasedRules.model(PhasedRules.kolenPollack(), 5);
    private final Threads threads = new Threads();

    /** The engine, which does use so many threads. */
    protected abstract Engine engine(int threads);

    /** The engine, where it can be put in disorder. */
    protected Engine disordered(int seed) {
        return engine(2);
    }

    /** How the engine calls a neuron or synapse whose record fails. */
    protected abstract String nameOf(String part);

    @AfterEach
    void nothingKeepsRunning() {
        threads.assertNoneRunning();
    }

    // --- Bits
    // ---------------------------------------------------------------------------------------------------------

    static Stream<Arguments> models() {
        Stream<Arguments> signed = Stream.of(PhasedRules.all(), PhasedRules.coarse(), PhasedRules.ordered())
                .flatMap(List::stream)
                .flatMap(rule -> Stream.of(
                        Arguments.of(rule.name() + " 4-5-3", PhasedRules.model(rule, 5)),
                        Arguments.of(rule.name() + " 4-5-4-3", PhasedRules.model(rule, 5, 4))));
        Stream<Arguments> remembering =
                PhasedRules.remembering().stream().map(rule -> Arguments.of(rule.name() + " of tasks", sequence(rule)));
        Rule plain = PhasedRules.backpropagation();
        Stream<Arguments> settling = Stream.of(
                settling(PhasedRules.equilibriumPropagation(true), Activation.IDENTITY, 5),
                settling(PhasedRules.equilibriumPropagation(true), Activation.IDENTITY, 5, 4),
                settling(PhasedRules.equilibriumPropagation(false), Activation.SIGMOID),
                settling(PhasedRules.oneSided(), Activation.SIGMOID, 5, 4),
                settling(PhasedRules.settlingAlignment(), Activation.IDENTITY, 5, 4),
                settling(PhasedRules.settlingBothWays(), Activation.SIGMOID, 5, 4),
                settling(PhasedRules.timed().get(0), Activation.SIGMOID, 5, 4),
                settling(PhasedRules.timed().get(1), Activation.SIGMOID, 5));
        Stream<Arguments> environments = EnvironmentModels.all().stream()
                .map(each -> Arguments.of(each.circuit().rule().name(), each));
        return Stream.concat(
                Stream.of(signed, remembering, settling, environments).flatMap(some -> some),
                Stream.of(
                        Arguments.of("binary", PhasedRules.model(plain, Activation.BINARY, 5, 4)),
                        Arguments.of("ternary", PhasedRules.model(plain, Activation.TERNARY, 5, 4)),
                        Arguments.of("no hidden neuron", PhasedRules.model(PhasedRules.syntheticGradients())),
                        Arguments.of("jitter", CycleAsPhases.of(jittering())),
                        Arguments.of("jitter of two waves", CycleAsPhases.repeated(jittering(), 2)),
                        Arguments.of("log-weights", PhasedRules.logModel(plain, WeightForm.LOG, 5, 4)),
                        Arguments.of("mirror descent", PhasedRules.logModel(plain, WeightForm.LOG_MIRROR, 5))));
    }

    /** Three tasks, the second of which begins after the first epoch has. */
    private static PhasedLearning sequence(Rule rule) {
        return PhasedRules.sequence(PhasedRules.model(rule, 17, 5, 4), 5);
    }

    /** Three samples, each presented for three waves. */
    private static LearningCycle jittering() {
        return new LayeredExperiment()
                .schedule(new CycleSchedule.MultiUpdate(2))
                .opportunities(3)
                .build();
    }

    private static Arguments settling(Rule rule, Activation activation, int... hidden) {
        String name = rule.name() + " 4-" + Arrays.toString(hidden) + "-3";
        return Arguments.of(name, PhasedRules.settlingModel(rule, activation, hidden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void records_andState_haveTheBitsOfPlainLoops(String name, PhasedLearning learning) throws Exception {
        PhasedState end = SamePhases.onAll(learning, List.of(engine(1), engine(2), disordered(1), disordered(2)));
        assertThat(end.stored()).as("it learns").isNotEqualTo(learning.initial());
        assertThat(end.stored()).as("in numbers").doesNotContain(Double.NaN);
    }

    // --- Where a run stops
    // ----------------------------------------------------------------------------------------------

    static Stream<PhasedLearning> resumed() {
        return Stream.of(
                        EnvironmentModels.all().stream(),
                        PhasedRules.remembering().stream().map(PhasedEngineContractTest::sequence),
                        resumedWithSamples())
                .flatMap(some -> some);
    }

    private static Stream<PhasedLearning> resumedWithSamples() {
        return Stream.of(
                PhasedRules.model(PhasedRules.kolenPollack(), 5),
                PhasedRules.model(PhasedRules.weightPerturbation(), 5),
                PhasedRules.model(PhasedRules.targetPropagation(), 5, 4),
                PhasedRules.settlingModel(PhasedRules.settlingBothWays(), Activation.SIGMOID, 5),
                PhasedRules.model(PhasedRules.coarse().get(0), 5),
                PhasedRules.settlingModel(PhasedRules.timed().get(0), Activation.SIGMOID, 5),
                PhasedRules.settlingModel(PhasedRules.timed().get(1), Activation.SIGMOID, 5),
                PhasedRules.model(PhasedRules.coarse().get(2), 5, 4),
                PhasedRules.model(PhasedRules.ordered().get(0), 5, 4),
                CycleAsPhases.of(jittering()),
                CycleAsPhases.repeated(jittering(), 2));
    }

    @ParameterizedTest
    @MethodSource("resumed")
    void run_thatIsStoppedAndContinued_hasTheSameBits(PhasedLearning learning) throws Exception {
        PhasedLog whole = new PhasedLog();
        PhasedState end = PhasedState.of(engine(1)
                .run(RunRequest.of(new PhasedSimulation(learning, EVERYTHING, whole)))
                .end());
        for (long stop = 1; stop < learning.opportunities(); stop++) {
            PhasedLog parts = new PhasedLog();
            PhasedState between = stoppedAfter(stop, new PhasedSimulation(learning, EVERYTHING, parts));
            PhasedSimulation rest = new PhasedSimulation(learning, EVERYTHING, parts, between, EpochListener.NONE);
            PhasedState again =
                    PhasedState.of(engine(2).run(RunRequest.of(rest)).end());
            assertThat(parts.sorted()).isEqualTo(whole.sorted());
            SamePhases.assertSameButForMessages(again, end);
            assertThat(again.messages()).isEqualTo(end.messages());
        }
    }

    /** Its state is reported twice: to the port, and as the result. Neither changes with the other. */
    private PhasedState stoppedAfter(long opportunities, PhasedSimulation simulation) throws Exception {
        Cancellation cancellation = new Cancellation();
        States states = new States(Set.of());
        RunRequest request = new RunRequest(
                simulation,
                cancellation,
                done -> {
                    if (done == opportunities) {
                        cancellation.request();
                    }
                },
                new RunCounters(simulation.start()),
                states);
        RunResult result = engine(2).run(request);
        PhasedState end = PhasedState.of(result.end());
        assertThat(result.cancelled()).isTrue();
        assertThat(end.opportunities()).isEqualTo(opportunities);
        assertThat(states.taken).hasSize(1);
        PhasedState taken = states.taken.get(0);
        SamePhases.assertSameButForMessages(taken, end);
        Arrays.fill(end.stored(), 0);
        return taken;
    }

    private static final class States implements Checkpoints {
        private final Set<Long> wanted;
        private final List<PhasedState> taken = Collections.synchronizedList(new ArrayList<>());
        private long asked;

        States(Set<Long> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean isDue() {
            return wanted.contains(++asked);
        }

        @Override
        public void take(SimulationState state) {
            taken.add(PhasedState.of(state));
        }
    }

    @Test
    void checkpoints_areStatesOfTheWholeRun() throws Exception {
        PhasedState end = PhasedState.of(engine(1)
                .run(RunRequest.of(simulation(EVERYTHING, new PhasedRecorder() {})))
                .end());
        States states = new States(Set.of(2L, 3L, 7L));
        disordered(3)
                .run(RunRequest.of(simulation(EVERYTHING, new PhasedRecorder() {}))
                        .tellingStatesTo(states));
        assertThat(states.taken).extracting(PhasedState::opportunities).containsExactly(2L, 3L, 7L);
        for (PhasedState state : states.taken) {
            PhasedSimulation rest =
                    new PhasedSimulation(model, EVERYTHING, new PhasedRecorder() {}, state, EpochListener.NONE);
            PhasedState again =
                    PhasedState.of(engine(2).run(RunRequest.of(rest)).end());
            SamePhases.assertSameButForMessages(again, end);
            assertThat(again.messages()).isEqualTo(end.messages());
        }
    }

    private PhasedSimulation simulation(PhasedPlan plan, PhasedRecorder recorder) {
        return new PhasedSimulation(model, plan, recorder);
    }

    // --- What is told
    // ---------------------------------------------------------------------------------------------------

    @Test
    void plan_decidesWhatIsRecorded() throws Exception {
        PhasedLog log = new PhasedLog();
        PhasedPlan plan = new PhasedPlan(
                new Thinning.Every(4), new Thinning.Every(5), new Thinning.Every(6), new Thinning.Every(7), 3);
        engine(2).run(RunRequest.of(simulation(plan, log)));
        assertThat(opportunities(log, PhasedLog.Spike.class)).containsExactlyInAnyOrder(0L, 4L, 8L);
        assertThat(opportunities(log, PhasedLog.LossOf.class)).containsExactlyInAnyOrder(0L, 5L);
        assertThat(opportunities(log, PhasedLog.Update.class)).containsExactlyInAnyOrder(0L, 7L);
        assertThat(opportunities(log, PhasedLog.Weight.class))
                .as("at the start, after every sixth, every epoch, and the end")
                .containsExactlyInAnyOrder(0L, 1L, 7L, 3L, 6L, 9L, 10L);
        assertThat(log.events(PhasedLog.Weight.class)).doesNotHaveDuplicates();
    }

    private static Set<Long> opportunities(PhasedLog log, Class<? extends PhasedLog.Event> kind) {
        return log.events(kind).map(PhasedLog.Event::opportunity).collect(Collectors.toSet());
    }

    /** After an epoch the listener hears what the recorder has got as well. */
    @Test
    void epochsAndProgress_areTold() throws Exception {
        PhasedLog log = new PhasedLog();
        List<Long> epochs = Collections.synchronizedList(new ArrayList<>());
        List<Long> progress = Collections.synchronizedList(new ArrayList<>());
        EpochListener listener = (opportunities, timePs, stored) -> {
            epochs.add(opportunities);
            assertThat(timePs).isEqualTo(model.endPs(opportunities - 1));
            log.events(PhasedLog.Weight.class)
                    .filter(weight -> weight.opportunity() == opportunities)
                    .forEach(weight -> assertThat(stored[weight.synapse()]).isEqualTo(weight.stored()));
        };
        PhasedSimulation simulation =
                new PhasedSimulation(model, PhasedPlan.weightsOnly(4), log, PhasedState.startOf(model), listener);
        engine(2)
                .run(new RunRequest(
                        simulation, new Cancellation(), progress::add, new RunCounters(), Checkpoints.NONE));
        assertThat(epochs).containsExactly(4L, 8L);
        assertThat(progress)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    // --- Failures
    // -------------------------------------------------------------------------------------------------------

    private static void failIn(long opportunity, RuntimeException cause) {
        if (opportunity == 3) {
            throw cause;
        }
    }

    static Stream<Arguments> recorders() {
        RuntimeException broken = new IllegalStateException("broken");
        return Stream.of(
                Arguments.of("neuron hidden1.2", new PhasedRecorder() {
                    @Override
                    public void spike(long timePs, int unit, int phase, double amplitude, long opportunity) {
                        if (unit == 6) {
                            failIn(opportunity, broken);
                        }
                    }
                }),
                Arguments.of("synapse 7 (c -> hidden1.2)", new PhasedRecorder() {
                    @Override
                    public void update(long opportunity, int synapse, double update) {
                        if (synapse == 7) {
                            failIn(opportunity, broken);
                        }
                    }
                }),
                Arguments.of("synapse 43 of B (x -> hidden1.1)", new PhasedRecorder() {
                    @Override
                    public void update(long opportunity, int synapse, double update) {
                        if (synapse == 43) {
                            failIn(opportunity, broken);
                        }
                    }
                }),
                Arguments.of("modulators", new PhasedRecorder() {
                    @Override
                    public void loss(long timePs, long opportunity, int phase, double loss) {
                        failIn(opportunity, broken);
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorders")
    void recorder_thatFails_endsTheRun_andThePartIsNamed(String culprit, PhasedRecorder recorder) {
        RunFailedException failure = failure(RunRequest.of(simulation(EVERYTHING, recorder)));
        assertThat(failure).hasMessage(nameOf(culprit) + " failed in learning opportunity 3: broken");
        assertThat(failure.origin()).isEqualTo(Origin.MODEL);
    }

    @Test
    void recorder_thatCannotRecord_isItselfNamed() {
        RunFailedException failure = failure(RunRequest.of(simulation(EVERYTHING, new PhasedRecorder() {
            @Override
            public void weight(long timePs, long opportunities, int synapse, double stored) {
                failIn(opportunities, new RecordingFailedException("disk full"));
            }
        })));
        assertThat(failure.culprit()).isEqualTo("recorder");
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
    }

    @Test
    void listenerAndPort_thatFail_endTheRun() {
        EpochListener broken = (opportunities, timePs, stored) -> {
            throw new IllegalStateException("broken");
        };
        assertThat(failure(RunRequest.of(new PhasedSimulation(
                        model, EVERYTHING, new PhasedRecorder() {}, PhasedState.startOf(model), broken))))
                .hasMessage("epoch listener failed after 4 opportunities: broken");
        Checkpoints port = new Checkpoints() {
            @Override
            public boolean isDue() {
                return true;
            }

            @Override
            public void take(SimulationState state) {
                throw new IllegalStateException("broken");
            }
        };
        assertThat(failure(RunRequest.of(simulation(EVERYTHING, new PhasedRecorder() {}))
                        .tellingStatesTo(port)))
                .hasMessage("checkpoint failed after 1 opportunities: broken");
    }

    @Test
    void divergence_endsTheRun() {
        PhasedLearning wild = PhasedRules.model(PhasedRules.kolenPollack().atRate(1e200), 5);
        RunFailedException failure =
                failure(RunRequest.of(new PhasedSimulation(wild, EVERYTHING, new PhasedRecorder() {})));
        assertThat(failure).hasMessageContaining("learning diverged. Lower learning.rate");
        assertThat(failure.when()).startsWith("in learning opportunity ");
    }

    private RunFailedException failure(RunRequest request) {
        RunFailedException failure =
                catchThrowableOfType(RunFailedException.class, () -> engine(2).run(request));
        assertThat(failure).isNotNull();
        return failure;
    }
}
