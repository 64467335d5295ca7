package io.dopaflow.scenarios.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.sweep.Seeds;
import io.dopaflow.scenarios.sweep.SweepPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolvedScenarioTest {

    static List<String> builtIn() {
        return Catalog.names();
    }

    private static void assertRoundTrip(LoadedScenario loaded) throws InvalidScenarioException {
        String resolved = loaded.resolved();
        LoadedScenario again =
                ScenarioLoader.load(new ScenarioSource(resolved, "resolved.yaml", Path.of("/elsewhere")), List.of());
        assertThat(again.scenario()).isEqualTo(loaded.scenario());
        assertThat(again.resolved()).isEqualTo(resolved);
        if (loaded instanceof LoadedCycle cycle) {
            assertThat(again.cycle().model().initialTheta())
                    .isEqualTo(cycle.model().initialTheta());
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void builtInScenarios_areEqualAfterARoundTrip(String name) throws InvalidScenarioException {
        assertRoundTrip(Catalog.load(name, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description=\"two: words # no comment\"",
                "description=\"  indented\\n\\n\\nthree lines\"",
                "description=\"a\\n  b\\n\\nc\\n\"",
                "description=\"a\\tb \\u0007 \\u00e9 \\U0001F600 \\\\ \\\" '\"",
                "description=\"yes\"",
                "description=\"12\"",
                "description=\"1e3 s\"",
                "description=\"- x\"",
                "description=\"trailing \\n\"",
                "seed=-9223372036854775808",
                "timing.time_constant=1.000000001 ms",
                "timing.conduction_delay=0 s",
                "learning.half_window=0.1234567890123456789",
                "learning.half_window=1e-7",
                "learning.learning_rate=3.3e11",
                "learning.rule=multi-update",
                "network.initial_weight={median: 1e-300, spread: 0}",
                "network.hidden=[]",
                "record=" + "{spikes: none, weights: all}"
            })
    void unusualValues_areEqualAfterARoundTrip(String override) throws InvalidScenarioException {
        assertRoundTrip(Catalog.load("iris", List.of(override)).cycle());
    }

    @Test
    void classesThatLookLikeNumbersOrSwitches_areEqualAfterARoundTrip() throws InvalidScenarioException {
        assertRoundTrip(Catalog.load(
                        "xor",
                        List.of(
                                "task.inline.rows=[[0, 1, \"0\"], [-1.50, +2e3, 'off'], [1, 1, \"true\"], [1, 1, '#']]"))
                .cycle());
    }

    @Test
    void pathOfData_isAbsoluteSoThatTheFileCanMove(@TempDir Path folder) throws IOException, InvalidScenarioException {
        Files.writeString(folder.resolve("some data.csv"), "x,y\n1,a\n2,b\n");
        Path file = Files.writeString(folder.resolve("file.yaml"), """
                name: file
                task: {data: ./some data.csv, held_out: 0}
                network: {}
                learning: {flow_time: 0.1, opportunities: 5}
                """);
        LoadedCycle loaded = ScenarioLoader.load(file, List.of()).cycle();
        assertThat(loaded.scenario().task().data())
                .isEqualTo(new DataSource.CsvFile(folder.toAbsolutePath().resolve("some data.csv")));
        assertRoundTrip(loaded);
    }

    /** Before Java 19, {@link Double#toString} writes 6.32E-322. Digests of scenarios and sweeps are over this text. */
    @Test
    @Tag("digest")
    void numbers_areWrittenAlikeOnEveryJava() throws Exception {
        assertThat(Catalog.load("iris", List.of("learning.flow_time=6.3e-322"))
                        .cycle()
                        .resolved())
                .contains("flow_time: 6.3E-322\n");
        String content = Batch.content(
                Catalog.load("iris", List.of("seed=1", "engine=auto")).cycle());
        SweepPlan sweep = SweepPlan.of("iris", List.of("learning.flow_time=6.3e-322"), new Seeds(List.of(1L)));
        assertThat(sweep.digest())
                .isEqualTo(ContentDigest.of("[1]" + content.replaceFirst("flow_time: .*", "flow_time: 6.3E-322")));
    }

    @Test
    void everyDefault_isWrittenOutWithItsUnit() throws InvalidScenarioException {
        assertThat(Catalog.load("iris", List.of("record=null", "task.held_out=null", "engine=null"))
                        .cycle()
                        .resolved())
                .contains("engine: auto\n", "held_out: 0.2\n", "time_constant: 20 ms\n", "conduction_delay: 1 ms\n")
                .contains("spikes:\n    every: 64 opportunities\n", "within: 8 cycles\n", "bias: true\n");
    }
}
