package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.PhiloxKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only arrays and threads can do wrong. */
@Timeout(20)
class FailureTest {
    private final LearningCycle model = new LayeredExperiment().build();

    @Test
    void snapshotWhoseRecordFails_isTheRecordersFault() {
        CycleRecorder broken = new CycleRecorder() {
            @Override
            public void weights(long timePs, long opportunity, int cycle, double[] weights) {
                if (opportunity == 2 && cycle == 3) {
                    throw new AssertionError("broken");
                }
            }
        };
        RunRequest request = RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), broken));
        assertThatThrownBy(() -> new CyclePopulationEngine(2).run(request))
                .isInstanceOf(RunFailedException.class)
                .hasMessage("recorder failed in learning opportunity 2, cycle 3: broken");
    }

    @Test
    void workerThatFails_endsTheRun() {
        Population[] population = new Population[1];
        assertThatThrownBy(() -> {
                    RunRequest request = RunRequest.of(
                            new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {}));
                    Jitters jitters = new ScalarJitters(PhiloxKey.of(model.streams()));
                    population[0] = new Population(model, CycleState.startOf(model), BrokenKernel::new, jitters, 4, 1);
                    try (Population closing = population[0]) {
                        new PopulationRun(request, closing).toTheEnd();
                    }
                })
                .isInstanceOf(OutOfMemoryError.class);
    }

    private static final class BrokenKernel implements Kernel {
        @Override
        public void update(State state, double change, boolean isSmall) {}

        @Override
        public double cycle(
                State state,
                int phase,
                int sign,
                int from,
                int count,
                double[] amplitudes,
                int position,
                double change,
                boolean isSmall) {
            throw new OutOfMemoryError("broken");
        }
    }

    @Test
    void threadsBelowOne_areRefused() {
        assertThatThrownBy(() -> new CyclePopulationEngine(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads are 0; allowed: at least 1");
    }
}
