package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long run needs no more memory than a short one. */
@Tag("slow")
class FlatMemoryTest {
    private static final int OPPORTUNITIES = 20;
    private static final int CYCLES = 500_000;
    private static final long ALLOWANCE = 256 * 1024;

    @Test
    void tenMillionCycles_leaveNoMoreBehindThanTheFirst() throws Exception {
        LearningCycle model = new LayeredExperiment()
                .schedule(new CycleSchedule.MultiUpdate(CYCLES - 1))
                .learningRate(1e-6)
                .opportunities(OPPORTUNITIES)
                .build();
        List<Long> live = new ArrayList<>();
        new CyclePopulationEngine(1)
                .run(new RunRequest(
                        new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {}),
                        new Cancellation(),
                        opportunities -> live.add(liveBytes()),
                        new RunCounters(CycleState.startOf(model)),
                        Checkpoints.NONE));
        assertThat(live).hasSize(OPPORTUNITIES);
        // From the second sample on everything has been loaded. A byte a cycle kept would be nine million more.
        assertThat(live.subList(2, OPPORTUNITIES))
                .allSatisfy(bytes -> assertThat(bytes).isLessThan(live.get(1) + ALLOWANCE));
    }

    private static long liveBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
