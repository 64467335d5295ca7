package io.dopaflow.scenarios.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.run.ExampleLearning;
import io.dopaflow.scenarios.run.ExampleNetwork;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFiguresTest {
    private static final Set<FigureKind> OF_LEARNING =
            Set.of(FigureKind.WEIGHTS, FigureKind.STDP, FigureKind.MODULATORS);

    @TempDir
    Path folder;

    private Path run(LoadedNetwork network) throws Exception {
        Path run = folder.resolve("run");
        try (ScenarioRun started =
                ScenarioRun.start(network, RunOptions.defaults().into(run))) {
            started.await();
        }
        return run;
    }

    /** What is said to apply before a run is read, and what can be made of it, are the same. */
    private static void kindsAreThoseThatApply(Path run) {
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            assertThat(NetworkFigures.of(reader, NetworkFigures.Selection.of(reader))
                            .kinds())
                    .containsExactlyElementsOf(Arrays.stream(FigureKind.values())
                            .filter(kind -> NetworkFigures.applies(kind, RunDirectory.of(run)))
                            .toList());
        }
    }

    @Test
    void staticNetwork_hasNoFiguresOfLearning() throws Exception {
        Path run = run(ExampleNetwork.loaded());
        kindsAreThoseThatApply(run);
        assertThat(OF_LEARNING).noneMatch(kind -> NetworkFigures.applies(kind, RunDirectory.of(run)));
    }

    @Test
    void learningNetwork_hasThemAll() throws Exception {
        Path run = run(ExampleLearning.loaded(new TimeMode.Grid(100_000_000), EngineChoice.POPULATION));
        kindsAreThoseThatApply(run);
        assertThat(OF_LEARNING).allMatch(kind -> NetworkFigures.applies(kind, RunDirectory.of(run)));
    }
}
