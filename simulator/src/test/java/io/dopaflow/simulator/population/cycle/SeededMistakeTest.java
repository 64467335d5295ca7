package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.PhiloxKey;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The comparison of the engines' events would notice a kernel that is wrong by one ulp. */
class SeededMistakeTest {
    private static final int GRAPHS = 200;

    /** It is noticed on every single graph that the engines are compared on; without it there is nothing to notice. */
    @Test
    void oneUlpInOneWeightOfARow_changesTheEventsOfEveryGraph() throws Exception {
        for (int number = 0; number < GRAPHS; number++) {
            LearningCycle model = RandomExperiments.number(number);
            List<EventLog.Event> right = events(model, kernel -> kernel);
            assertThat(events(model, WrongByAnUlp::new))
                    .as("graph %d, with the mistake", number)
                    .isNotEqualTo(right);
            if (number % 10 == 0) {
                assertThat(events(model, kernel -> kernel))
                        .as("graph %d, once more", number)
                        .isEqualTo(right);
            }
        }
    }

    private static List<EventLog.Event> events(LearningCycle model, UnaryOperator<Kernel> mistake) throws Exception {
        EventLog log = new EventLog();
        RunRequest request = RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), log));
        ThreeFactorRule plasticity = model.plasticity();
        Jitters jitters = new ScalarJitters(PhiloxKey.of(model.streams()));
        try (Population population = new Population(
                model,
                CycleState.startOf(model),
                () -> mistake.apply(new ScalarKernel(plasticity.window(), plasticity.parametrisation())),
                jitters,
                1,
                CyclePopulationEngine.LARGE_LEVEL)) {
            new PopulationRun(request, population).toTheEnd();
        }
        return log.sorted();
    }

    /** The first weight of each row becomes an ulp too large. */
    private record WrongByAnUlp(Kernel right) implements Kernel {
        @Override
        public void update(State state, double change, boolean isSmall) {
            right.update(state, change, isSmall);
        }

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
            double sum = right.cycle(state, phase, sign, from, count, amplitudes, position, change, isSmall);
            state.weight[from] = Math.nextUp(state.weight[from]);
            return sum;
        }
    }
}
