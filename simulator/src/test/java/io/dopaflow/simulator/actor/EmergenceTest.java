package io.dopaflow.simulator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.simulator.PlainRule;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.WeightLog;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.recording.RecordingPlan;
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
            Experiment experiment = RandomExperiments.number(number);
            WeightLog log = new WeightLog();
            RunResult result = new ActorEngine().run(RunRequest.of(experiment, RecordingPlan.full(1), log));
            List<double[]> expected = new PlainRule(experiment).trajectory();
            assertThat(result.waves()).isEqualTo(experiment.waves()).isEqualTo(expected.size());
            assertThat(result.theta()).isEqualTo(expected.get(expected.size() - 1));
            for (int wave = 0; wave < expected.size(); wave++) {
                for (int synapse = 0; synapse < result.theta().length; synapse++) {
                    assertThat(log.theta(experiment.opportunityOf(wave), experiment.cycleOf(wave), synapse))
                            .as("graph %d, wave %d, synapse %d", number, wave, synapse)
                            .isEqualTo(expected.get(wave)[synapse]);
                }
            }
        }
    }
}
