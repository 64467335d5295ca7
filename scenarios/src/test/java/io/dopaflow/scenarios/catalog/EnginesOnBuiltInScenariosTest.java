package io.dopaflow.scenarios.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.PopulationEngine;
import io.dopaflow.simulator.recording.RecordingPlan;
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
    private record Told(Map<String, String> events, long cycles, List<Double> theta) {}

    static Stream<String> builtIn() {
        return Catalog.names().stream();
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

    private static void assertAllTellTheSame(Experiment experiment) throws Exception {
        Told expected = run(new ActorEngine(1), experiment);
        assertThat(expected.events()).containsOnlyKeys("arrivals", "rewards", "spikes", "weights");
        assertThat(expected.cycles()).isEqualTo(experiment.waves());
        for (int threads = 1; threads <= 2; threads++) {
            assertThat(run(new PopulationEngine(threads), experiment))
                    .as("population engine, %d threads", threads)
                    .isEqualTo(expected);
        }
        assertThat(run(new ActorEngine(2), experiment))
                .as("actor engine, 2 threads")
                .isEqualTo(expected);
    }

    private static Told run(Engine engine, Experiment experiment) throws Exception {
        EventDigest digest = new EventDigest();
        RunResult result = engine.run(RunRequest.of(experiment, RecordingPlan.full(1), digest));
        return new Told(
                digest.digests(),
                result.waves(),
                Arrays.stream(result.theta()).boxed().toList());
    }

    /** The scenario as it is, but for fewer learning opportunities where it takes long. */
    private static Experiment shortened(String name, String... overrides) throws Exception {
        Experiment whole = Catalog.load(name, List.of(overrides)).experiment();
        long updates = (long) whole.network().synapseCount() * whole.rule().cyclesPerOpportunity();
        long opportunities = Math.min(whole.opportunities(), Math.max(2, MOST_UPDATES / updates));
        List<String> all = Stream.concat(
                        Stream.of(overrides), Stream.of("learning.epochs=", "learning.opportunities=" + opportunities))
                .toList();
        return Catalog.load(name, all).experiment();
    }
}
