package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.compare.PhasedComparison;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.scenarios.run.RecordedPhases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command does with phased learning. */
class PhasedCommandsTest {
    @TempDir
    static Path folder;

    private static Path file;
    private static Path run;
    private static Cli done;

    @BeforeAll
    static void run() throws Exception {
        file = Files.writeString(folder.resolve("flowers.yaml"), """
                model: phased-learning
                name: flowers
                seed: 3
                task: {data: iris, held_out: 0.2}
                network: {hidden: [{size: 4, activation: tanh}]}
                learning: {rule: feedback-alignment, rate: 0.05, epochs: 3}
                record: {spikes: {every: 60 opportunities}, losses: all, weights: {every: 60 opportunities}}
                """);
        run = folder.resolve("run");
        done = Cli.execute("run", file, "--out", run, "--no-progress");
    }

    @Test
    void run_sumsUpRuleScoresAndWork() {
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err())
                .contains("flowers finished")
                .contains("feedback-alignment, 2 phases; it claims to follow the gradient of the loss")
                .contains(" of W, ", " of B")
                .contains("held out")
                .contains("of the held-out samples are classified correctly")
                .contains("360 learning opportunities");
    }

    @Test
    void fullRecord_keepsUpdates() {
        Path full = folder.resolve("full");
        Cli cli = Cli.execute("run", file, "--set", "learning.epochs=1", "--record", "full", "--out", full);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        Cli counted = Cli.execute(
                "sql",
                full,
                "SELECT count(*) = 120 * (SELECT count(*) FROM synapses WHERE projection = 'W') AS ok FROM updates",
                "--format",
                "csv");
        assertThat(counted.out()).as(counted.err()).contains("true");
    }

    @Test
    void spikes_areListedCountedAndDrawn() {
        Cli listed = Cli.execute("spikes", run, "--opportunity", "60", "--phase", "error", "--format", "csv");
        assertThat(listed.exitCode()).as(listed.err()).isZero();
        assertThat(listed.out())
                .startsWith("time_ps,neuron,name,phase,amplitude,opportunity\n")
                .contains(",error,")
                .doesNotContain(",free,");
        Cli counted = Cli.execute("spikes", run, "--counts", "--neuron", "0", "--format", "csv");
        assertThat(counted.out())
                .as(counted.err())
                .contains("neuron,name,phase,spikes,mean_amplitude\n0,")
                .contains(",free,6,");
        Path raster = folder.resolve("raster.svg");
        assertThat(Cli.execute("spikes", run, "--raster", raster, "--opportunity", "0")
                        .exitCode())
                .isZero();
        assertThat(raster).content().contains("<svg").contains("in bins of 1 ms");
    }

    @Test
    void spikesOfOtherFamilies_areRefused() {
        assertRefused(Cli.execute("spikes", run, "--kind", "onset"), "--kind: found a run of phased learning");
        assertRefused(Cli.execute("spikes", run, "--stats"), "--stats: found a run of phased learning");
        assertRefused(
                Cli.execute("spikes", run, "--phase", "nudged"), "phase nudged: found none; allowed are free, error");
    }

    @Test
    void sql_hasViewsOfPhases() {
        Cli cli = Cli.execute(
                "sql",
                run,
                "SELECT p.name, p.kind, count(l.loss) AS losses, max(s.projection) AS last FROM phases p"
                        + " LEFT JOIN losses l USING (phase), synapses s GROUP BY ALL ORDER BY p.name",
                "--format",
                "csv");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("error,feedback,0,W").contains("free,forward,");
        assertThat(Cli.execute("sql", "--views").out())
                .contains("a number that was told to all synapses (phased-learning)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"raster", "loss", "accuracy", "weights", "weight-histogram"})
    void plot_draws(String kind) {
        Path drawn = folder.resolve(kind + ".png");
        Cli cli = Cli.execute("plot", run, kind, "--file", drawn);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(drawn).isNotEmptyFile();
    }

    /** What a network makes up is drawn of rules that tell inputs what is made of them, and of no others. */
    @Test
    void samples_areDrawnOfModelsOfTheInputs() throws Exception {
        Path dreams = Files.writeString(folder.resolve("dreams.yaml"), """
                model: phased-learning
                name: dreams
                task: {data: iris}
                network: {hidden: [{size: 4, activation: sigmoid}]}
                learning: {rule: contrastive-divergence, epochs: 1}
                """);
        Path dreamt = folder.resolve("dreamt");
        assertThat(Cli.execute("run", dreams, "--out", dreamt, "--no-progress").exitCode())
                .isZero();
        Path drawn = folder.resolve("samples.svg");
        Cli cli = Cli.execute("plot", dreamt, "samples", "--file", drawn);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(drawn)
                .content()
                .contains("dreams: inputs that the network makes up", "Each chain starts from noise");
        Path page = folder.resolve("dreams.html");
        assertThat(Cli.execute("report", dreamt, "--out", page).exitCode()).isZero();
        assertThat(Files.readString(page)).contains("inputs that the network makes up");
        assertThat(Cli.execute("plot", run, "samples", "--file", drawn, "--force")
                        .err())
                .contains("the rule does not tell inputs what is made of them");
    }

    @Test
    void report_hasCurveWeightsAndRule() throws Exception {
        Path page = folder.resolve("report.html");
        Cli cli = Cli.execute("report", run, "--out", page);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(Files.readString(page))
                .contains("by the local rule feedback-alignment", "learning opportunities of 2 phases")
                .contains("phase error: feedback through B", "update hidden: rate 0.05")
                .contains("Accuracy", "Weight histogram")
                .doesNotContain("verify repeated", "Christensen", "Samples");
    }

    @Test
    void sweep_hasAScoreForEachSeed() throws Exception {
        Path swept = folder.resolve("sweep");
        Cli cli = Cli.execute(
                "sweep", file, "--seeds", "1..3", "--set", "learning.rate=0.02,0.05", "--out", swept, "--no-progress");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out() + cli.err()).contains("held-out accuracy", "flowers finished 6 runs");
    }

    /** A task of three epochs, and another: the first after it and at the end, the second at the end. */
    @Test
    void tasks_areToldApart_byRunTableAndSweep() throws Exception {
        Path tasks = folder.resolve("tasks");
        Cli cli = Cli.execute("run", file, "--set", "learning.tasks=2", "--out", tasks, "--no-progress");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err())
                .containsPattern("task 1 +held out accuracy .* after it; accuracy .* at the end")
                .containsPattern("task 2 +held out accuracy .* at the end")
                .contains("of the first task, ")
                .contains("720 learning opportunities");
        Cli counted = Cli.execute(
                "sql",
                tasks,
                "SELECT task, count(*) AS scores FROM tasks GROUP BY task ORDER BY task",
                "--format",
                "csv");
        assertThat(counted.out()).as(counted.err()).contains("1,7\n2,7");
        Path swept = folder.resolve("sweep-of-tasks");
        Cli sweep = Cli.execute(
                "sweep", file, "--seeds", "3", "--set", "learning.tasks=2", "--out", swept, "--no-progress");
        assertThat(sweep.exitCode()).as(sweep.err()).isZero();
        String scores = "SELECT any_value(held_out_accuracy) FILTER (task = 1 AND opportunity = 360),"
                + " any_value(held_out_accuracy) FILTER (task = 1 AND opportunity = 720),"
                + " any_value(held_out_accuracy) FILTER (task = 2 AND opportunity = 720) FROM '"
                + tasks.resolve("tasks.parquet") + "'";
        String columns = "SELECT task_1_accuracy_after_it, task_1_accuracy_at_end, task_2_accuracy_at_end FROM '"
                + swept.resolve("results.parquet") + "'";
        assertThat(threeNumbers(columns)).isEqualTo(threeNumbers(scores));
    }

    private static List<Double> threeNumbers(String query) throws SQLException {
        return numbers(query, 3);
    }

    private static List<Double> numbers(String query, int count) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            List<Double> numbers = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                numbers.add(row.getDouble(i));
            }
            return numbers;
        }
    }

    /** A sweep tells what came of the second half of a run in an environment. */
    @ParameterizedTest
    @CsvSource({"bandit, regret", "jumping-mean, squared_error_of_the_estimate"})
    void sweepInAnEnvironment_hasMeansOfTheSecondHalf(String scenario, String measure) throws Exception {
        Path run = folder.resolve("run-" + scenario);
        Path swept = folder.resolve("sweep-" + scenario);
        String few = "learning.opportunities=400";
        assertThat(Cli.execute("run", scenario, "--seed", "3", "--out", run, "--set", few, "--no-progress")
                        .exitCode())
                .isZero();
        Cli sweep = Cli.execute("sweep", scenario, "--seeds", "3", "--out", swept, "--set", few, "--no-progress");
        assertThat(sweep.exitCode()).as(sweep.err()).isZero();
        assertThat(sweep.out()).contains(measure.replace('_', ' '));
        List<Double> recorded = numbers(
                "SELECT coalesce(avg(reward) FILTER (reward <> 0), 0), avg(measure) FROM '"
                        + run.resolve("steps.parquet") + "' WHERE opportunity >= 200",
                2);
        List<Double> told = numbers(
                "SELECT coalesce(reward, 0), " + measure + " FROM '" + swept.resolve("results.parquet") + "'", 2);
        assertThat(told.get(0)).isCloseTo(recorded.get(0), within(1e-12));
        assertThat(told.get(1)).isCloseTo(recorded.get(1), within(1e-12));
    }

    @Test
    void exportAndPlanAndAlign_sayWhatIsAllowed() {
        assertRefused(
                Cli.execute("export", run),
                "found a run of phased learning; allowed: one of learning cycles or of a spiking network");
        assertRefused(Cli.execute("plan", file), "allowed: a learning cycle or a spiking network");
        assertRefused(Cli.execute("align", file), "found phased learning; allowed: a spiking network in episodes");
    }

    /** Tables that are loaded first are whole: a process reads no run before. */
    @Test
    void report_isWrittenByAProcessThatReadsNothingElse() throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, List.of(), "report", run, "--out", "alone.html")) {
            assertThat(child.exitCode()).as(child.err()).isZero();
        }
    }

    @Test
    void verify_refusesTheRun() {
        assertRefused(Cli.execute("verify", run), "found a run of the family phased-learning");
    }

    /** Through backpropagation the rule is the gradient descent that it is compared with; through fixed weights it is not. */
    @Test
    void compare_setsTheRuleBesideFlowAndDescent() {
        Path out = folder.resolve("compared");
        Cli cli = Cli.execute("compare", run, "--out", out, "--no-progress");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("rule to flow").contains("has the recorded weights to the last bit");
        assertThat(out.resolve("compare-run.png")).isNotEmptyFile();
        assertThat(out.resolve("compare.parquet")).isNotEmptyFile();
        Path reference = folder.resolve("reference");
        Cli.execute("run", file, "--set", "learning.rule=backpropagation", "--out", reference, "--no-progress");
        try (RecordedPhases recorded = RecordedPhases.open(reference)) {
            PhasedComparison comparison = PhasedComparison.of(
                    recorded.reader(), recorded.scenario().model(), RecordedPhases::replay, done -> {});
            assertThat(comparison.difference()).isEmpty();
            for (PhasedComparison.Point point : comparison.points()) {
                assertThat(point.toFlow()).isCloseTo(point.descentToFlow(), within(1e-12));
                assertThat(point.loss()).isCloseTo(point.descentLoss(), within(1e-12));
            }
            assertThat(comparison.points().get(6).toFlow()).isPositive();
            PhasedComparison ofAnother = PhasedComparison.of(
                    recorded.reader(),
                    recorded.scenario().model(),
                    simulation -> {
                        PhasedState end = RecordedPhases.replay(simulation).copy();
                        end.stored()[3] = Math.nextUp(end.stored()[3]);
                        return end;
                    },
                    done -> {});
            assertThat(ofAnother.difference().orElseThrow())
                    .startsWith("synapse 3 (")
                    .contains(" learning opportunities: recorded ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"converge", "plan"})
    void commandsOfLearningCycles_refuseTheScenario(String command) {
        assertRefused(Cli.execute(command, file), "phased");
    }

    private static void assertRefused(Cli cli, String reason) {
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        assertThat(cli.err()).contains(reason);
    }
}
