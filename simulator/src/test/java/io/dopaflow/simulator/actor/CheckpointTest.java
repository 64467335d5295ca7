package io.dopaflow.simulator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.StateAt;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunState;
import io.dopaflow.simulator.recording.RecordingPlan;
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
        Experiment experiment = RandomExperiments.number(number);
        EventLog whole = new EventLog();
        new ActorEngine(2).run(RunRequest.of(experiment, RecordingPlan.full(1), whole));

        EventLog log = new EventLog();
        List<Long> seen = new ArrayList<>();
        StateAt states = new StateAt(
                0,
                LongStream.range(1, experiment.waves()).boxed().toList(),
                () -> seen.add(log.events().stream()
                        .filter(event -> wave(experiment, event) <= seen.size())
                        .count()));
        RunRequest request =
                RunRequest.of(experiment, RecordingPlan.full(1), log).tellingStatesTo(states);
        new ActorEngine(OptionalInt.of(4), new Disorder(number)).run(request);

        assertThat(seen).hasSize((int) experiment.waves() - 1);
        for (int cycle = 0; cycle < seen.size(); cycle++) {
            int last = cycle;
            assertThat(seen.get(cycle))
                    .as("records up to cycle %d", cycle)
                    .isEqualTo(whole.events().stream()
                            .filter(event -> wave(experiment, event) <= last)
                            .count());
        }
        assertThat(states.states())
                .extracting(RunState::waves)
                .containsExactlyElementsOf(
                        LongStream.range(1, experiment.waves()).boxed().toList());
    }

    @Test
    void checkpointThatCannotBeTaken_endsTheRun() {
        Experiment experiment = RandomExperiments.number(2);
        StateAt broken = new StateAt(0, List.of(1L), () -> {
            throw new IllegalStateException("no room");
        });
        RunRequest request =
                RunRequest.of(experiment, RecordingPlan.full(1), new EventLog()).tellingStatesTo(broken);
        assertThatThrownBy(() -> new ActorEngine().run(request))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("checkpoint failed after 1 cycles: no room");
    }

    private static long wave(Experiment experiment, EventLog.Event event) {
        return experiment.wave(event.opportunity(), Math.max(event.cycle(), 0));
    }
}
