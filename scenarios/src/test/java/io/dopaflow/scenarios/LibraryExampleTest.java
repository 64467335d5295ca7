package io.dopaflow.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.run.ScenarioRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run from Java that the documentation quotes: what stands between the marks is compiled and executed here. */
class LibraryExampleTest {

    @Test
    void example_runs(@TempDir Path folder) throws Exception {
        Path directory = folder.resolve("iris");
        // begin of the example
        LoadedScenario scenario = Catalog.load("iris", List.of("seed=7", "learning.epochs=2"));
        RunOptions options = RunOptions.defaults().into(directory);
        try (ScenarioRun run = ScenarioRun.start(scenario, options)) {
            RunOutcome outcome = run.await();
            System.out.println(outcome.status() + " " + outcome.end());
            try (RunReader reader = RunReader.open(outcome.directory())) {
                reader.spikes(SpikeQuery.everything().atMost(3), System.out::println);
            }
        }
        // end of the example
        assertThat(directory.resolve("spikes.parquet")).exists();
    }
}
