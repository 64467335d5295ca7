package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.List;
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
            LearningCycle model = RandomExperiments.number(number);
            Told expected = run(new CycleActorEngine(), model);
            assertThat(run(new CyclePopulationEngine(true), model))
                    .as("graph %d, with vectors", number)
                    .isEqualTo(expected);
            assertThat(run(new CyclePopulationEngine(false), model))
                    .as("graph %d, without vectors", number)
                    .isEqualTo(expected);
            assertThat(run(new CyclePopulationEngine(2, true, 1), model))
                    .as("graph %d, every level on two threads", number)
                    .isEqualTo(expected);
        }
    }

    private record Told(List<EventLog.Event> events, long cycles, long spikes, long synapticEvents) {}

    private static Told run(Engine engine, LearningCycle model) throws Exception {
        EventLog log = new EventLog();
        RunRequest request = RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), log));
        engine.run(request);
        RunCounters counters = request.counters();
        return new Told(log.sorted(), counters.cycles(), counters.spikes(), counters.synapticEvents());
    }
}
