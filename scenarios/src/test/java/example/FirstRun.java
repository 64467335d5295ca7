package example;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.run.ScenarioRun;
import java.util.List;

public class FirstRun {
    public static void main(String[] args) throws Exception {
        LoadedCycle scenario = Catalog.load("single-synapse", List.of("seed=7", "learning.epochs=5"))
                .cycle();
        try (ScenarioRun run = ScenarioRun.start(scenario, RunOptions.defaults())) {
            RunOutcome outcome = run.await();
            long cycles = outcome.end().orElseThrow().steps();
            System.out.println(outcome.status() + " after " + cycles + " cycles");
            try (RunReader reader = RunReader.open(outcome.directory())) {
                reader.spikes(SpikeQuery.everything().atMost(3), System.out::println);
            }
        }
    }
}
