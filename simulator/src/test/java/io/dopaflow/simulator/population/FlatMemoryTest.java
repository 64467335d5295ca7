package io.dopaflow.simulator.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.RecorderAdapter;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.recording.RecordingPlan;
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
        Experiment experiment = new LayeredExperiment()
                .rule(new LearningRule.MultiUpdate(CYCLES - 1))
                .learningRate(1e-6)
                .opportunities(OPPORTUNITIES)
                .build();
        List<Long> live = new ArrayList<>();
        new PopulationEngine(1)
                .run(new RunRequest(
                        experiment,
                        RecordingPlan.weightsOnly(1),
                        new RecorderAdapter(),
                        new Cancellation(),
                        (opportunities, loss) -> live.add(liveBytes()),
                        new RunCounters()));
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
