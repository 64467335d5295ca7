package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedCycle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is warned, and who is not. The rows of iris are those whose fate was measured with a program of its own. */
class ForewarningTest {
    @TempDir
    Path folder;

    private static List<String> iris(int hidden, int cycles, double time, double halfWindow, int epochs) {
        return List.of(
                "network.hidden=[{size: " + hidden + "}]",
                "network.initial_weight={median: 1, spread: 0.5}",
                "learning.baseline=previous-cycle",
                "learning.cycles=" + cycles,
                "learning.flow_time=" + time,
                "learning.half_window=" + halfWindow,
                "learning.epochs=" + epochs);
    }

    private static LearningCycle model(List<String> overrides, int seed) throws InvalidScenarioException {
        List<String> all = new ArrayList<>(overrides);
        all.add("seed=" + seed);
        return Catalog.load("iris", all).cycle().model();
    }

    static List<String> builtIn() throws InvalidScenarioException {
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
    void noBuiltInScenario_isWarnedOf(String name) throws InvalidScenarioException {
        assertThat(Forewarning.of(Catalog.load(name, List.of()).cycle().model()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8, 200, 0.03, 0.1, 30", "8, 1000, 0.1, 0.1, 20", "4, 100, 0.03, 0.3, 60"})
    void rowsThatLearn_areNotWarnedOf(int hidden, int cycles, double time, double halfWindow, int epochs)
            throws InvalidScenarioException {
        for (int seed = 1; seed <= 3; seed++) {
            assertThat(Forewarning.of(model(iris(hidden, cycles, time, halfWindow, epochs), seed)))
                    .isEmpty();
        }
    }

    @Test
    void rowThatDiverges_isWarnedOf_withWhatToDo() throws InvalidScenarioException {
        for (int seed = 1; seed <= 3; seed++) {
            assertThat(Forewarning.of(model(iris(8, 200, 0.3, 0.1, 5), seed)))
                    .get()
                    .asString()
                    .startsWith(
                            "200 cycles are too few for 110 synapses and a flow time of T = 0.3000 per learning opportunity")
                    .containsPattern("at the start the noise of a step is (0\\.[89]|1\\.[0-3])\\d+ times its length")
                    .containsPattern("raise learning.cycles to about (400|800|1 600), or lower learning.flow_time to"
                            + " about 0.(15|075)");
        }
    }

    @Test
    void adviceThatIsTaken_isWarnedOfNoMore() throws InvalidScenarioException {
        assertThat(Forewarning.of(model(iris(8, 1600, 0.3, 0.1, 5), 1))).isEmpty();
        assertThat(Forewarning.of(model(iris(8, 200, 0.075, 0.1, 5), 1))).isEmpty();
    }

    @Test
    void flowTimeThatOvershoots_isNotBlamedOnTheCycles() throws InvalidScenarioException {
        assertThat(Forewarning.of(Catalog.load("iris", List.of("learning.flow_time=200", "learning.epochs=5"))
                        .cycle()
                        .model()))
                .get()
                .asString()
                .startsWith(
                        "a flow time of T = 200.0 per learning opportunity is too long, even for a thousand times as"
                                + " many cycles")
                .doesNotContain("learning.cycles");
    }

    /** The step's noise says nothing by itself: n = 20 cycles for 2120 synapses learn, with a small T. */
    @Test
    void noisySteps_areNotWarnedOf_whereTheyAreSmall() throws InvalidScenarioException {
        assertThat(Forewarning.of(
                        Catalog.load("digits", List.of("seed=2")).cycle().model()))
                .isEmpty();
    }

    @Test
    void warnedRun_goesAstray_andTheOtherDoesNot() {
        Cli astray = run("astray", iris(8, 200, 0.3, 0.1, 5));
        assertThat(astray.err())
                .contains("warning: 200 cycles are too few")
                .contains("for details see dopaflow plan iris");
        assertThat(astray.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(astray.err()).contains("learning diverged");

        Cli fine = run("fine", iris(8, 200, 0.03, 0.1, 10));
        assertThat(fine.exitCode()).as(fine.err()).isZero();
        assertThat(fine.err()).doesNotContain("warning").containsPattern("train +accuracy (9\\d|8[5-9])\\.\\d %");
    }

    private Cli run(String name, List<String> overrides) {
        List<Object> arguments =
                new ArrayList<>(List.of("run", "iris", "--engine", "population", "--out", folder.resolve(name)));
        overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
        return Cli.execute(arguments.toArray());
    }
}
