package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.run.ScenarioRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The beginning of each built-in network that actors hold in a moment has the same spikes on both engines. */
class EnginesOnBuiltInNetworksTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "lif-current, 100 ms",
        "hodgkin-huxley, 40 ms",
        "adex-patterns, 100 ms",
        "ring, 100 ms",
        "synfire, 20 ms",
        "izhikevich, 6 ms",
        "brunel, 10 ms",
        "cuba, 2 ms",
        "coba, 3 ms",
        "short-term-plasticity, 1100 ms",
        "stdp-window, 1200 ms",
        "xor-rates, 700 ms",
        "xor-times, 700 ms",
        "target-train, 550 ms",
        "delayed-reward, 2400 ms",
        "iris-reward, 400 ms",
        "digits-reward, 120 ms"
    })
    void engines_giveTheSameSpikes(String name, String duration) throws Exception {
        RunOutcome actor = run(name, duration, "actor");
        RunOutcome population = run(name, duration, "population");
        assertThat(actor.manifest().networkWork().spikes()).isPositive();
        assertThat(population.manifest().digest())
                .isPresent()
                .isEqualTo(actor.manifest().digest());
    }

    private RunOutcome run(String name, String duration, String engine) throws Exception {
        LoadedScenario scenario = Catalog.load(name, List.of("duration=" + duration, "engine=" + engine));
        RunOptions options = RunOptions.defaults().into(folder.resolve(engine));
        try (ScenarioRun run = ScenarioRun.start(scenario, options)) {
            RunOutcome outcome = run.await();
            assertThat(outcome.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(outcome.manifest().environment().engine()).isEqualTo(engine);
            return outcome;
        }
    }
}
