package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On every built-in scenario, shortened to some hundred thousand events, both engines tell the same spikes, arrivals,
 * rewards and weights, to the last bit, on one thread and on two.
 */
@Tag("digest")
class EnginesOnBuiltInScenariosTest {
    private static final long MOST_UPDATES = 100_000;

    /** All that an engine tells of a run. */
    private record Told(Map<String, String> events, long cycles, List<Double> weights) {}

    static List<String> builtIn() throws Exception {
        List<String> cycles = new ArrayList<>();
        for (String name : Catalog.names()) {
            if (Catalog.load(name, List.of()) instanceof LoadedCycle) {
                cycles.add(name);
            }
        }
        return cycles;
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void engines_tellTheSame(String name) throws Exception {
        assertAllTellTheSame(shortened(name));
    }

    /** So many hidden neurons that two threads share the work of a cycle, in the population engine too. */
    @Test
    void engines_tellTheSame_onANetworkThatIsDivided() throws Exception {
        assertAllTellTheSame(shortened("digits", "network.hidden.0.size=70", "learning.cycles=5"));
    }

    private static void assertAllTellTheSame(LearningCycle model) throws Exception {
        Told expected = run(new CycleActorEngine(1), model);
        assertThat(expected.events()).containsOnlyKeys("arrivals", "rewards", "spikes", "weights");
        assertThat(expected.cycles()).isEqualTo(model.cycles());
        for (int threads = 1; threads <= 2; threads++) {
            assertThat(run(new CyclePopulationEngine(threads), model))
                    .as("population engine, %d threads", threads)
                    .isEqualTo(expected);
        }
        assertThat(run(new CycleActorEngine(2), model))
                .as("actor engine, 2 threads")
                .isEqualTo(expected);
    }

    private static Told run(Engine engine, LearningCycle model) throws Exception {
        EventDigest digest = new EventDigest();
        RunResult result = engine.run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), digest)));
        return new Told(
                digest.digests(),
                result.end().steps(),
                Arrays.stream(CycleState.of(result.end()).weights()).boxed().toList());
    }

    /** The scenario as it is, but for fewer learning opportunities where it takes long. */
    private static LearningCycle shortened(String name, String... overrides) throws Exception {
        LearningCycle whole = Catalog.load(name, List.of(overrides)).cycle().model();
        long updates = (long) whole.network().synapseCount() * whole.schedule().cyclesPerOpportunity();
        long opportunities = Math.min(whole.opportunities(), Math.max(2, MOST_UPDATES / updates));
        List<String> all = Stream.concat(
                        Stream.of(overrides),
                        Stream.of("learning.epochs=null", "learning.opportunities=" + opportunities))
                .toList();
        return Catalog.load(name, all).cycle().model();
    }
}
