package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.PlainRule;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.WeightLog;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule that emerges from spike timing is the abstract rule, to the last bit. */
class EmergenceTest {
    private static final int GRAPHS_PER_CASE = 25;

    @ParameterizedTest
    @ValueSource(ints = {0, 25, 50, 75})
    void weightsAfterEveryCycle_equalThoseOfThePlainRule(int first) throws Exception {
        for (int number = first; number < first + GRAPHS_PER_CASE; number++) {
            LearningCycle model = RandomExperiments.number(number);
            WeightLog log = new WeightLog();
            RunResult result =
                    new CycleActorEngine().run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), log)));
            List<double[]> expected = new PlainRule(model).trajectory();
            assertThat(result.end().steps()).isEqualTo(model.cycles()).isEqualTo(expected.size());
            assertThat(CycleState.of(result.end()).weights()).isEqualTo(expected.get(expected.size() - 1));
            for (int runCycle = 0; runCycle < expected.size(); runCycle++) {
                for (int synapse = 0; synapse < CycleState.of(result.end()).weights().length; synapse++) {
                    assertThat(log.weight(model.opportunityOf(runCycle), model.cycleOf(runCycle), synapse))
                            .as("graph %d, cycle %d, synapse %d", number, runCycle, synapse)
                            .isEqualTo(expected.get(runCycle)[synapse]);
                }
            }
        }
    }
}
