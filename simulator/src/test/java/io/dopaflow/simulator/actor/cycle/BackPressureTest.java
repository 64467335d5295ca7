package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.PlainRule;
import io.dopaflow.simulator.Threads;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose recorder is slow. */
@Timeout(20)
class BackPressureTest {
    private final LearningCycle endless =
            new LayeredExperiment().opportunities(10_000_000).build();
    private final Cancellation cancellation = new Cancellation();
    private final RunCounters counters = new RunCounters();

    private final Threads threads = new Threads();

    @AfterEach
    void nothingKeepsRunning() {
        threads.assertNoneRunning();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void blockedRecorder_holdsTheEngineBack(int threads) throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        long held = endless.runCycle(5, 4);
        CycleRecorder recorder = new CycleRecorder() {
            @Override
            public void arrival(long timePs, int synapse, long opportunity, int cycle) {
                if (synapse == 3 && endless.runCycle(opportunity, cycle) == held) {
                    blocked.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        };
        RunRequest request = new RunRequest(
                new CycleSimulation(endless, RecordingPlan.full(1), recorder),
                cancellation,
                ProgressListener.NONE,
                counters,
                Checkpoints.NONE);
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> {
            try {
                return new CycleActorEngine(threads).run(request);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        blocked.await();
        cancellation.request();
        long atOnce = settled(counters::messages);
        assertThat(counters.cycles()).isEqualTo(held);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(counters.messages()).isEqualTo(atOnce);
        assertThat(counters.cycles()).isEqualTo(held);
        assertThat(run).isNotDone();

        release.countDown();
        RunResult result = run.get(5, TimeUnit.SECONDS);
        assertThat(result.end().steps()).isEqualTo(held + 1);
        assertThat(CycleState.of(result.end()).weights())
                .isEqualTo(
                        new PlainRule(new LayeredExperiment().opportunities(6).build())
                                .trajectory()
                                .get((int) held));
    }

    private static long settled(LongSupplier value) {
        await().during(Duration.ofMillis(100)).until(new StillTheSame(value)::holds);
        return value.getAsLong();
    }

    private static final class StillTheSame {
        private final LongSupplier value;
        private long last = -1;

        StillTheSame(LongSupplier value) {
            this.value = value;
        }

        boolean holds() {
            long now = value.getAsLong();
            boolean same = now == last;
            last = now;
            return same;
        }
    }
}
