package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.record.RecordingFailedException;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, and whenever: the run ends soon, says what it was, and nothing of it stays. */
@Timeout(10)
class FailureTest {
    private static final int SYNAPSE = 7;
    private static final int HIDDEN_NEURON = 6;
    private static final long OPPORTUNITY = 2;
    private static final int CYCLE = 3;
    private static final String WHEN = "in learning opportunity 2, cycle 3";

    private final LearningCycle model = new LayeredExperiment().build();

    private final Threads threads = new Threads();

    @AfterEach
    void nothingKeepsRunning() {
        threads.assertNoneRunning();
    }

    static Stream<Arguments> throwables() {
        return Stream.<Supplier<Throwable>>of(
                        () -> new IllegalStateException("broken"),
                        () -> new AssertionError("broken"),
                        () -> new OutOfMemoryError("broken"),
                        () -> new StackOverflowError("broken"),
                        () -> new NoClassDefFoundError("broken"))
                .flatMap(cause -> Stream.of(1, 2).map(threads -> Arguments.of(cause, threads)));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void synapse_thatFailsInACycle_isNamed(Supplier<Throwable> cause, int threads) {
        RunFailedException failure = failure(new CycleActorEngine(threads), new CycleRecorder() {
            @Override
            public void arrival(long timePs, int synapse, long opportunity, int cycle) {
                if (synapse == SYNAPSE && opportunity == OPPORTUNITY && cycle == CYCLE) {
                    FailureTest.<Error>throwIt(cause.get());
                }
            }
        });
        assertThat(failure.culprit()).isEqualTo("synapse 7 (x- -> hidden1.2)");
        assertThat(failure.when()).isEqualTo(WHEN);
        assertThat(failure).hasMessage("synapse 7 (x- -> hidden1.2) failed " + WHEN + ": broken");
    }

    @Test
    void neuron_thatFailsInACycle_isNamed() {
        RunFailedException failure = failure(new CycleActorEngine(), new CycleRecorder() {
            @Override
            public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
                if (neuron == HIDDEN_NEURON && opportunity == OPPORTUNITY && cycle == CYCLE) {
                    throw new IllegalStateException("broken");
                }
            }
        });
        assertThat(failure.culprit()).isEqualTo("neuron hidden1.1");
        assertThat(failure.when()).isEqualTo(WHEN);
    }

    @Test
    void rewardSystem_thatFails_isNamed() {
        RunFailedException failure = failure(new CycleActorEngine(), new CycleRecorder() {
            @Override
            public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
                if (opportunity == OPPORTUNITY && cycle == CYCLE) {
                    throw new StackOverflowError();
                }
            }
        });
        assertThat(failure).hasMessage("reward system failed " + WHEN + ": StackOverflowError");
    }

    @Test
    void recorder_thatCannotGoOn_isNamedItself() {
        RunFailedException failure = failure(new CycleActorEngine(), new CycleRecorder() {
            @Override
            public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {
                if (opportunity == OPPORTUNITY && cycle == CYCLE) {
                    throw new RecordingFailedException("disk is full", new IOException("no space left"));
                }
            }
        });
        assertThat(failure.culprit()).isEqualTo("recorder");
        assertThat(failure.when()).isEqualTo(WHEN);
        assertThat(failure).hasMessageContaining("disk is full").cause().hasCauseInstanceOf(IOException.class);
    }

    @Test
    void manyThatFailAtOnce_endTheRunOnce() {
        RunFailedException failure = failure(new CycleActorEngine(8), new CycleRecorder() {
            @Override
            public void arrival(long timePs, int synapse, long opportunity, int cycle) {
                throw new IllegalStateException("broken");
            }
        });
        assertThat(failure.culprit()).startsWith("synapse ");
        assertThat(failure.when()).isEqualTo("in learning opportunity 0, cycle 0");
    }

    @Test
    void weightOutOfRangeAtTheStart_isTheSynapsesFailure() {
        LearningCycle tooLarge =
                new LayeredExperiment().initialTheta(synapse -> 800).build();
        RunFailedException failure = catchThrowableOfType(
                RunFailedException.class,
                () -> new CycleActorEngine()
                        .run(RunRequest.of(
                                new CycleSimulation(tooLarge, RecordingPlan.weightsOnly(1), new CycleRecorder() {}))));
        assertThat(failure.culprit()).startsWith("synapse ");
        assertThat(failure).hasMessageContaining("failed as it started: its log-weight became 800.0");
    }

    @Test
    void progressListener_thatFailsAfterTheLastCycle_failsTheRun() {
        RunRequest request = new RunRequest(
                new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {}),
                new Cancellation(),
                opportunities -> {
                    if (opportunities == model.opportunities()) {
                        // Time enough for the synapses to end the run, had they been told already.
                        LockSupport.parkNanos(300_000_000);
                        throw new IllegalStateException("broken");
                    }
                },
                new RunCounters(CycleState.startOf(model)),
                Checkpoints.NONE);
        assertThat(catchThrowableOfType(RunFailedException.class, () -> new CycleActorEngine(2).run(request)))
                .hasMessageContaining("broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"synapse-7", "neuron-0", "neuron-6", "reward-system", "environment"})
    void actor_thatFailsAsItStarts_isNamed(String culprit) {
        RunFailedException failure = failure(decorated(
                culprit,
                () -> Behaviors.setup(context -> {
                    throw new IllegalStateException("broken");
                })));
        assertThat(failure.culprit()).isEqualTo(culprit);
        assertThat(failure).hasMessageContaining("broken");
    }

    @Test
    void actor_thatStopsWithoutAWord_isNamed() {
        RunFailedException failure = failure(decorated("synapse-7", Behaviors::stopped));
        assertThat(failure.culprit()).isEqualTo("synapse-7");
        assertThat(failure).hasMessageContaining("it stopped");
    }

    @Test
    void guardian_thatFailsAsItStarts_failsTheRun() {
        RunFailedException failure = failure(decorated("environment", () -> {
            throw new IllegalStateException("broken");
        }));
        assertThat(failure).hasMessage("actor system failed as it started: broken");
    }

    @Test
    void failure_endsTheRunThoughTheRecorderBlocksForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try {
            RunFailedException failure = failure(new CycleActorEngine(2), new CycleRecorder() {
                @Override
                public void arrival(long timePs, int synapse, long opportunity, int cycle) {
                    if (synapse == SYNAPSE) {
                        throw new IllegalStateException("broken");
                    }
                    if (synapse == SYNAPSE + 1) {
                        awaitUninterruptibly(never);
                    }
                }
            });
            assertThat(failure).hasMessageContaining("broken");
        } finally {
            never.countDown();
        }
    }

    @Test
    void interruptedCaller_stopsTheRun() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        LearningCycle endless =
                new LayeredExperiment().opportunities(10_000_000).build();
        Thread caller = new Thread(() -> {
            try {
                new CycleActorEngine()
                        .run(RunRequest.of(new CycleSimulation(endless, RecordingPlan.full(1), new CycleRecorder() {
                            @Override
                            public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
                                running.countDown();
                            }
                        })));
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        caller.start();
        running.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    private RunFailedException failure(CycleActorEngine engine) {
        return failure(engine, new CycleRecorder() {});
    }

    private RunFailedException failure(CycleActorEngine engine, CycleRecorder recorder) {
        long start = System.nanoTime();
        RunFailedException failure = catchThrowableOfType(
                RunFailedException.class,
                () -> engine.run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), recorder))));
        assertThat((System.nanoTime() - start) / 1e9).as("seconds").isLessThan(5);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static CycleActorEngine decorated(String culprit, Supplier<Behavior<?>> instead) {
        return new CycleActorEngine(OptionalInt.of(2), new ActorDecorator() {
            @Override
            @SuppressWarnings("unchecked")
            public <M> Behavior<M> decorate(String name, Class<M> messages, Behavior<M> behavior) {
                return name.equals(culprit) ? (Behavior<M>) instead.get() : behavior;
            }
        });
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // a recorder that does not let go
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwIt(Throwable cause) throws T {
        throw (T) cause;
    }
}
