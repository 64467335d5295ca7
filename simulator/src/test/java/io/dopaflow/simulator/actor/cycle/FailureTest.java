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
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.Threads;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only actors can do wrong: the run ends soon, says what it was, and nothing of it stays. */
@Timeout(10)
class FailureTest {
    private static final int SYNAPSE = 7;

    private final LearningCycle model = new LayeredExperiment().build();

    private final Threads threads = new Threads();

    @AfterEach
    void nothingKeepsRunning() {
        threads.assertNoneRunning();
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

    private RunFailedException failure(CycleActorEngine engine) {
        return failure(engine, new CycleRecorder() {});
    }

    private RunFailedException failure(CycleActorEngine engine, CycleRecorder recorder) {
        RunFailedException failure = catchThrowableOfType(
                RunFailedException.class,
                () -> engine.run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), recorder))));
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
}
