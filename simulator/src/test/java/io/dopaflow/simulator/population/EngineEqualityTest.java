package io.dopaflow.simulator.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.recording.RecordingPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both engines tell the same spikes, arrivals, rewards and weights, to the last bit. */
@Tag("digest")
class EngineEqualityTest {
    private static final int GRAPHS_PER_CASE = 50;

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 100, 150})
    void events_areThoseOfTheActorEngine(int first) throws Exception {
        for (int number = first; number < first + GRAPHS_PER_CASE; number++) {
            Experiment experiment = RandomExperiments.number(number);
            EventLog expected = events(new ActorEngine(), experiment);
            assertThat(events(new PopulationEngine(true), experiment).sorted())
                    .as("graph %d, with vectors", number)
                    .isEqualTo(expected.sorted());
            assertThat(events(new PopulationEngine(false), experiment).sorted())
                    .as("graph %d, without vectors", number)
                    .isEqualTo(expected.sorted());
        }
    }

    private static EventLog events(Engine engine, Experiment experiment) throws Exception {
        EventLog log = new EventLog();
        RunRequest request = RunRequest.of(experiment, RecordingPlan.full(1), log);
        engine.run(request);
        log.count(request.counters());
        return log;
    }
}
