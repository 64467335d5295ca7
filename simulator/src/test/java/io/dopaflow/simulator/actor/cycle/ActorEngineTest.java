package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActorEngineTest {

    @Test
    void threads_areOneForSmallNetworksAndAllProcessorsForLarge() {
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(new CycleActorEngine().threadsFor(52)).isEqualTo(1);
        assertThat(new CycleActorEngine().threadsFor(5200)).isEqualTo(processors);
        assertThat(new CycleActorEngine(3).threadsFor(52)).isEqualTo(3);
        assertThat(new CycleActorEngine().name()).isEqualTo("actor");
    }

    @Test
    void threads_areAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CycleActorEngine(0))
                .withMessageContaining("0");
    }

    @Test
    void fiftyThousandSynapses_learn() {
        LearningCycle large = new LayeredExperiment()
                .hidden(6250)
                .initialTheta(synapse -> -6)
                .learningRate(1e-6)
                .schedule(new CycleSchedule.MultiUpdate(2))
                .opportunities(1)
                .build();
        assertThat(large.network().synapseCount()).isGreaterThan(50_000);
        RunResult result = run(new CycleActorEngine(), large);
        assertThat(result.end().steps()).isEqualTo(large.cycles());
        assertThat(CycleState.of(result.end()).weights())
                .isNotEqualTo(CycleState.startOf(large).weights());
    }

    @Test
    void memory_doesNotGrowWithTheNumberOfCycles() throws Exception {
        LearningCycle longRun = new LayeredExperiment()
                .schedule(new CycleSchedule.MultiUpdate(999))
                .learningRate(1e-5)
                .opportunities(100)
                .build();
        List<Long> heap = new ArrayList<>();
        new CycleActorEngine(2)
                .run(new RunRequest(
                        new CycleSimulation(longRun, RecordingPlan.weightsOnly(Long.MAX_VALUE), new CycleRecorder() {}),
                        new Cancellation(),
                        opportunities -> {
                            if (opportunities % 10 == 0) {
                                heap.add(usedHeap());
                            }
                        },
                        new RunCounters(CycleState.startOf(longRun)),
                        Checkpoints.NONE));
        // After 10 000 cycles everything is warm. 90 000 more of them send 7 million messages: were one in a hundred
        // kept, at 24 bytes or more, that would be 1.7 million bytes.
        assertThat(heap.get(9) - heap.get(0)).isLessThan(1_000_000);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static RunResult run(CycleActorEngine engine, LearningCycle model) {
        try {
            return engine.run(
                    RunRequest.of(new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {})));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
