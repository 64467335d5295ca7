package io.dopaflow.simulator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.recording.RecordingPlan;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No order of messages, delay or number of threads changes a bit of what a run does. */
@Tag("digest")
class OrderIndependenceTest {
    private static final int GRAPHS = 15;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void spikesRewardsAndWeightsAfterEveryCycle_doNotDependOnTheOrderOfMessages(int threads) throws Exception {
        for (int number = 0; number < GRAPHS; number++) {
            Experiment experiment = RandomExperiments.number(100 * threads + number);
            EventLog orderly = new EventLog();
            RunResult expected = new ActorEngine(1).run(RunRequest.of(experiment, RecordingPlan.full(1), orderly));
            EventLog disorderly = new EventLog();
            RunResult actual = new ActorEngine(OptionalInt.of(threads), new Disorder(number))
                    .run(RunRequest.of(experiment, RecordingPlan.full(1), disorderly));
            assertThat(disorderly.sorted()).as("graph %d", number).isEqualTo(orderly.sorted());
            assertThat(actual.theta()).as("graph %d", number).isEqualTo(expected.theta());
        }
    }
}
