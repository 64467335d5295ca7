package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.StateAt;
import io.dopaflow.simulator.Strategies;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
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
        List<Engine> engines =
                List.of(new CycleActorEngine(), new CyclePopulationEngine(true), new CyclePopulationEngine(false));
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
            LearningCycle model = RandomExperiments.number(number);
            // Any phase of a block of random numbers, any cycle of an opportunity, baselines among them.
            long cut = 1 + (number * 7L + 3) % (model.cycles() - 1);
            Told whole = run(first, model, CycleState.startOf(model), List.of(cut));
            assertThat(whole.states()).as("graph %d", number).hasSize(1);
            CycleState state = whole.states().get(0);
            assertThat(state.cycles()).isEqualTo(cut);
            Told rest = run(second, model, state, List.of());
            assertThat(rest.events())
                    .as("events of graph %d from cycle %d", number, cut)
                    .isEqualTo(whole.events().stream()
                            .filter(event -> runCycle(model, event) >= cut)
                            .toList());
            assertThat(rest.weights()).as("weights of graph %d", number).isEqualTo(whole.weights());
            assertThat(rest.result().end().steps()).isEqualTo(model.cycles());
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
    void everyStrategy_goesOnFromEveryCycle_onEitherEngine(String name, LearningCycle model) throws Exception {
        List<Long> all = LongStream.range(1, model.cycles()).boxed().toList();
        Told whole = run(new CycleActorEngine(), model, CycleState.startOf(model), all);
        assertThat(whole.states()).hasSize(all.size());
        for (CycleState state : whole.states()) {
            List<EventLog.Event> rest = whole.events().stream()
                    .filter(event -> runCycle(model, event) >= state.cycles())
                    .toList();
            for (Engine engine : List.of(
                    new CycleActorEngine(), new CyclePopulationEngine(true), new CyclePopulationEngine(false))) {
                assertThat(run(engine, model, state, List.of()).events())
                        .as("%s from cycle %d", engine.name(), state.cycles())
                        .isEqualTo(rest);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 18})
    void stateAfterEachCycle_leadsToTheSameEnd(int number) throws Exception {
        LearningCycle model = RandomExperiments.number(number);
        List<Long> all = LongStream.range(1, model.cycles()).boxed().toList();
        Told actors = run(new CycleActorEngine(), model, CycleState.startOf(model), all);
        Told population = run(new CyclePopulationEngine(), model, CycleState.startOf(model), all);
        assertThat(population.states()).hasSize(all.size());
        assertThat(actors.states()).hasSize(all.size());
        for (int i = 0; i < all.size(); i++) {
            CycleState state = actors.states().get(i);
            assertThat(state.weights()).isEqualTo(population.states().get(i).weights());
            assertThat(state)
                    .usingRecursiveComparison()
                    .ignoringFields("messages")
                    .isEqualTo(population.states().get(i));
            assertThat(run(new CyclePopulationEngine(), model, state, List.of()).weights())
                    .isEqualTo(actors.weights());
        }
    }

    @Test
    void stateOfAnotherExperiment_isRefused() {
        LearningCycle model = RandomExperiments.number(1);
        assertThatThrownBy(() -> from(model, new CycleState(1, 0.5, new double[1000], 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 weights");
        assertThatThrownBy(() -> from(
                        model,
                        new CycleState(
                                model.cycles(), 0.5, CycleState.startOf(model).weights(), 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before the last");
    }

    private static CycleSimulation from(LearningCycle model, CycleState state) {
        return new CycleSimulation(model, RecordingPlan.full(1), new EventLog(), state);
    }

    private record Counts(long cycles, long spikes, long synapticEvents) {}

    private record Told(List<EventLog.Event> events, RunResult result, List<CycleState> states, Counts counts) {
        double[] weights() {
            return CycleState.of(result.end()).weights();
        }
    }

    private static Told run(Engine engine, LearningCycle model, CycleState from, List<Long> cuts) throws Exception {
        EventLog log = new EventLog();
        StateAt states = new StateAt(from.cycles(), cuts, () -> {});
        RunRequest request = RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), log, from))
                .tellingStatesTo(states);
        RunResult result = engine.run(request);
        Counts counts = new Counts(
                request.counters().cycles(),
                request.counters().spikes(),
                request.counters().synapticEvents());
        return new Told(log.sorted(), result, states.states(), counts);
    }

    private static long runCycle(LearningCycle model, EventLog.Event event) {
        return model.runCycle(event.opportunity(), Math.max(event.cycle(), 0));
    }
}
