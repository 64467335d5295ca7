package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.EventLog.Weight;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.PlainRule;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is ended early, and one whose recorder is slow. */
@Timeout(20)
class CancellationTest {
    private static final int LATEST = 1_000_000;

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
    void request_endsTheRunAfterAWholeCycleOfThePlainRule(int threads) throws Exception {
        EventLog log = new EventLog();
        CompletableFuture<RunResult> run = start(threads, RecordingPlan.weightsOnly(Long.MAX_VALUE), log);
        await().pollInterval(Duration.ofMillis(1)).until(() -> counters.cycles() > 100);
        cancellation.request();
        RunResult result = run.get(5, TimeUnit.SECONDS);

        assertThat(result.cancelled()).isTrue();
        assertThat(result.end().steps()).isEqualTo(counters.cycles()).isGreaterThan(100);
        int last = (int) result.end().steps() - 1;
        assertThat(CycleState.of(result.end()).theta())
                .isEqualTo(plainRule(result.end().steps()).get(last));
        List<Weight> recordedLast =
                log.events(Weight.class).filter(weight -> weight.cycle() >= 0).toList();
        assertThat(recordedLast)
                .hasSameSizeAs(CycleState.of(result.end()).theta())
                .allSatisfy(weight -> {
                    assertThat(endless.runCycle(weight.opportunity(), weight.cycle()))
                            .isEqualTo(last);
                    assertThat(weight.theta())
                            .isEqualTo(CycleState.of(result.end()).theta()[weight.synapse()]);
                    assertThat(weight.timePs()).isEqualTo(endless.timing().rewardPs(last));
                });
    }

    @Test
    void request_beforeTheStart_leavesOneCycle() throws Exception {
        cancellation.request();
        RunResult result =
                start(2, RecordingPlan.weightsOnly(1), new CycleRecorder() {}).get(5, TimeUnit.SECONDS);
        assertThat(result.cancelled()).isTrue();
        assertThat(result.end().steps()).isEqualTo(1);
    }

    @Test
    void request_whileTheLastCycleRuns_comesTooLateToMatter() throws Exception {
        LearningCycle finite = new LayeredExperiment().build();
        RunRequest request = new RunRequest(
                new CycleSimulation(finite, RecordingPlan.weightsOnly(1), new CycleRecorder() {}),
                cancellation,
                opportunities -> {
                    if (opportunities == finite.opportunities()) {
                        cancellation.request();
                    }
                },
                counters,
                Checkpoints.NONE);
        RunResult result = new CycleActorEngine().run(request);
        assertThat(result.cancelled()).isFalse();
        assertThat(result.end().steps()).isEqualTo(finite.cycles());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void blockedRecorder_holdsTheEngineBack(int threads) throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        long held = endless.runCycle(5, 4);
        CompletableFuture<RunResult> run = start(threads, RecordingPlan.full(1), new CycleRecorder() {
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
        assertThat(CycleState.of(result.end()).theta())
                .isEqualTo(plainRule(held + 1).get((int) held));
    }

    private static long settled(LongSupplier value) {
        await().during(Duration.ofMillis(100)).until(new StillTheSame(value)::holds);
        return value.getAsLong();
    }

    private CompletableFuture<RunResult> start(int threads, RecordingPlan plan, CycleRecorder recorder) {
        RunRequest request = new RunRequest(
                new CycleSimulation(endless, plan, recorder),
                cancellation,
                ProgressListener.NONE,
                counters,
                Checkpoints.NONE);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new CycleActorEngine(threads).run(request);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<double[]> plainRule(long cycles) {
        assertThat(cycles).as("cycles until the run was over").isLessThan(LATEST);
        long opportunities = 1 + endless.opportunityOf(cycles);
        return new PlainRule(
                        new LayeredExperiment().opportunities(opportunities).build())
                .trajectory();
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
