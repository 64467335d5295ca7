package io.dopaflow.simulator.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.StateAt;
import io.dopaflow.simulator.Strategies;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.engine.RunState;
import io.dopaflow.simulator.recording.RecordingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that goes on from a reported state does what the uninterrupted run does, on whichever engine. */
@Tag("digest")
class ResumedRunTest {
    private static final int GRAPHS = 48;

    static List<Arguments> pairs() {
        List<Engine> engines = List.of(new ActorEngine(), new PopulationEngine(true), new PopulationEngine(false));
        List<Arguments> pairs = new ArrayList<>();
        for (Engine first : engines) {
            for (Engine second : engines) {
                pairs.add(Arguments.of(first, second));
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyGraph_endsAsTheUninterruptedRun(Engine first, Engine second) throws Exception {
        for (int number = 0; number < GRAPHS; number++) {
            Experiment experiment = RandomExperiments.number(number);
            // Any phase of a block of random numbers, any cycle of an opportunity, baselines among them.
            long cut = 1 + (number * 7L + 3) % (experiment.waves() - 1);
            Told whole = run(first, experiment, RunState.startOf(experiment), List.of(cut));
            assertThat(whole.states()).as("graph %d", number).hasSize(1);
            RunState state = whole.states().get(0);
            assertThat(state.waves()).isEqualTo(cut);
            Told rest = run(second, experiment, state, List.of());
            assertThat(rest.events())
                    .as("events of graph %d from cycle %d", number, cut)
                    .isEqualTo(whole.events().stream()
                            .filter(event -> wave(experiment, event) >= cut)
                            .toList());
            assertThat(rest.result().theta())
                    .as("weights of graph %d", number)
                    .isEqualTo(whole.result().theta());
            assertThat(rest.result().waves()).isEqualTo(experiment.waves());
            assertThat(rest.result().cancelled()).isFalse();
            assertThat(rest.counts()).as("counts of graph %d", number).isEqualTo(whole.counts());
        }
    }

    static List<Arguments> strategies() {
        return Strategies.all().entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue().build()))
                .toList();
    }

    /** After either cycle of a pair, too. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void everyStrategy_goesOnFromEveryCycle_onEitherEngine(String name, Experiment experiment) throws Exception {
        List<Long> all = LongStream.range(1, experiment.waves()).boxed().toList();
        Told whole = run(new ActorEngine(), experiment, RunState.startOf(experiment), all);
        assertThat(whole.states()).hasSize(all.size());
        for (RunState state : whole.states()) {
            List<EventLog.Event> rest = whole.events().stream()
                    .filter(event -> wave(experiment, event) >= state.waves())
                    .toList();
            for (Engine engine : List.of(new ActorEngine(), new PopulationEngine(true), new PopulationEngine(false))) {
                assertThat(run(engine, experiment, state, List.of()).events())
                        .as("%s from cycle %d", engine.name(), state.waves())
                        .isEqualTo(rest);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 18})
    void stateAfterEachCycle_leadsToTheSameEnd(int number) throws Exception {
        Experiment experiment = RandomExperiments.number(number);
        List<Long> all = LongStream.range(1, experiment.waves()).boxed().toList();
        Told actors = run(new ActorEngine(), experiment, RunState.startOf(experiment), all);
        Told population = run(new PopulationEngine(), experiment, RunState.startOf(experiment), all);
        assertThat(population.states()).hasSize(all.size());
        assertThat(actors.states()).hasSize(all.size());
        for (int i = 0; i < all.size(); i++) {
            RunState state = actors.states().get(i);
            assertThat(state.theta()).isEqualTo(population.states().get(i).theta());
            assertThat(state)
                    .usingRecursiveComparison()
                    .ignoringFields("messages")
                    .isEqualTo(population.states().get(i));
            assertThat(run(new PopulationEngine(), experiment, state, List.of())
                            .result()
                            .theta())
                    .isEqualTo(actors.result().theta());
        }
    }

    @Test
    void cancelledRun_tellsItsLastState() throws Exception {
        Experiment experiment = RandomExperiments.number(10);
        for (Engine engine : List.of(new ActorEngine(), new PopulationEngine())) {
            Cancellation cancellation = new Cancellation();
            StateAt states = new StateAt(0, List.of(), () -> {});
            RunRequest whole = RunRequest.of(experiment, RecordingPlan.full(1), new EventLog());
            RunResult result = engine.run(new RunRequest(
                            experiment,
                            whole.plan(),
                            whole.recorder(),
                            cancellation,
                            (done, loss) -> cancellation.request(),
                            whole.counters())
                    .tellingStatesTo(states));
            assertThat(result.cancelled()).isTrue();
            assertThat(states.states()).hasSize(1);
            assertThat(states.states().get(0).waves()).isEqualTo(result.waves());
            assertThat(states.states().get(0).theta()).isEqualTo(result.theta());
        }
    }

    @Test
    void stateOfAnotherExperiment_isRefused() {
        Experiment experiment = RandomExperiments.number(1);
        RunRequest request = RunRequest.of(experiment, RecordingPlan.full(1), new EventLog());
        assertThatThrownBy(() -> request.from(new RunState(1, 0.5, new double[1000], 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 log-weights");
        assertThatThrownBy(
                        () -> request.from(new RunState(experiment.waves(), 0.5, experiment.initialTheta(), 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before the last");
    }

    private record Counts(long cycles, long spikes, long synapticEvents) {}

    private record Told(List<EventLog.Event> events, RunResult result, List<RunState> states, Counts counts) {}

    private static Told run(Engine engine, Experiment experiment, RunState from, List<Long> cuts) throws Exception {
        EventLog log = new EventLog();
        StateAt states = new StateAt(from.waves(), cuts, () -> {});
        RunRequest request =
                RunRequest.of(experiment, RecordingPlan.full(1), log).from(from).tellingStatesTo(states);
        RunResult result = engine.run(request);
        Counts counts = new Counts(
                request.counters().cycles(),
                request.counters().spikes(),
                request.counters().synapticEvents());
        return new Told(log.sorted(), result, states.states(), counts);
    }

    private static long wave(Experiment experiment, EventLog.Event event) {
        return experiment.wave(event.opportunity(), Math.max(event.cycle(), 0));
    }
}
