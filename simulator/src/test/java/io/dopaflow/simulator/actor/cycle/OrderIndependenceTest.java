package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.actor.Disorder;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
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
            LearningCycle model = RandomExperiments.number(100 * threads + number);
            EventLog orderly = new EventLog();
            RunResult expected = new CycleActorEngine(1)
                    .run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), orderly)));
            EventLog disorderly = new EventLog();
            RunResult actual = new CycleActorEngine(OptionalInt.of(threads), new Disorder(number))
                    .run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), disorderly)));
            assertThat(disorderly.sorted()).as("graph %d", number).isEqualTo(orderly.sorted());
            assertThat(CycleState.of(actual.end()).weights())
                    .as("graph %d", number)
                    .isEqualTo(CycleState.of(expected.end()).weights());
        }
    }
}
