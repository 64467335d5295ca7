package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.StateAt;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States are consistent and their records complete, in whatever order messages come, and nothing stops for them. */
class CheckpointTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 9, 11, 13})
    void recorder_hasEveryRecordOfTheCyclesThatAreDone(int number) throws Exception {
        LearningCycle model = RandomExperiments.number(number);
        EventLog whole = new EventLog();
        new CycleActorEngine(2).run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), whole)));

        EventLog log = new EventLog();
        List<Long> seen = new ArrayList<>();
        StateAt states = new StateAt(
                0,
                LongStream.range(1, model.cycles()).boxed().toList(),
                () -> seen.add(log.events().stream()
                        .filter(event -> runCycle(model, event) <= seen.size())
                        .count()));
        RunRequest request = RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), log))
                .tellingStatesTo(states);
        new CycleActorEngine(OptionalInt.of(4), new Disorder(number)).run(request);

        assertThat(seen).hasSize((int) model.cycles() - 1);
        for (int cycle = 0; cycle < seen.size(); cycle++) {
            int last = cycle;
            assertThat(seen.get(cycle))
                    .as("records up to cycle %d", cycle)
                    .isEqualTo(whole.events().stream()
                            .filter(event -> runCycle(model, event) <= last)
                            .count());
        }
        assertThat(states.states())
                .extracting(CycleState::cycles)
                .containsExactlyElementsOf(
                        LongStream.range(1, model.cycles()).boxed().toList());
    }

    @Test
    void checkpointThatCannotBeTaken_endsTheRun() {
        LearningCycle model = RandomExperiments.number(2);
        StateAt broken = new StateAt(0, List.of(1L), () -> {
            throw new IllegalStateException("no room");
        });
        RunRequest request = RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), new EventLog()))
                .tellingStatesTo(broken);
        assertThatThrownBy(() -> new CycleActorEngine().run(request))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("checkpoint failed after 1 cycles: no room");
    }

    private static long runCycle(LearningCycle model, EventLog.Event event) {
        return model.runCycle(event.opportunity(), Math.max(event.cycle(), 0));
    }
}
