package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    @TempDir
    Path folder;

    @Test
    void run_leavesAFinishedDirectoryThatRepeatsIt() {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Cli run =
                Cli.execute("run", "single-synapse", "--set", "learning.opportunities=4", "--seed", 7, "--out", first);
        assertThat(run.exitCode()).as(run.err()).isZero();

        Cli again = Cli.execute("run", first.resolve("scenario.yaml"), "--out", second);
        assertThat(again.exitCode()).as(again.err()).isZero();
        RunManifest manifest = manifest(first);
        assertThat(manifest.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(manifest.seed()).isEqualTo(7);
        assertThat(manifest.cycleWork().cyclesDone()).isEqualTo(4 * 201);
        assertThat(manifest.digest()).isPresent().isEqualTo(manifest(second).digest());
        assertThat(manifest.scenarioDigest()).isEqualTo(manifest(second).scenarioDigest());
    }

    @Test
    void summary_saysWhereTheRunIsAndWhatCameOut() {
        Path out = folder.resolve("out");
        Cli run = Cli.execute("run", "iris", "--set", "learning.epochs=1", "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(out + "\n");
        assertThat(run.err())
                .contains("iris finished in")
                .contains(out.toString())
                .containsPattern("train +accuracy \\d+\\.\\d %, loss [\\d.]+ \\(120 samples\\)")
                .containsPattern("held out +accuracy \\d+\\.\\d %, loss [\\d.]+ \\(30 samples\\)")
                .containsPattern("done +[\\d ]+ spikes, [\\d ]+ cycles, [\\d ]+ synaptic events, [\\d ]+ messages")
                .contains("synaptic events per second")
                .containsPattern(
                        "gradient flow +log-weights end [\\d.]+ from it, which has travelled [\\d.]+ \\([\\d.]+ %\\)")
                .containsPattern("in short +[\\d.]+ % of the held-out samples are classified correctly"
                        + " \\(higher is better\\), and the weights end\n +[\\d.]+ % of the flow's path away")
                .doesNotContain("noise outweighs")
                .containsPattern("./dopaflow compare " + Pattern.quote(out.toString()) + " +the emergent weights");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iris           | task={data: iris, target: sepal_length_cm, kind: regression, leave_out: [species]} | learning.epochs=2 | R2 is -?[\\d.]+ on the held-out samples \\(1 is best\\)
            iris           | learning.cycles=2 | learning.epochs=2 | noise outweighs the gradient here
            single-synapse | learning.opportunities=2 | seed=3 | the loss of the training samples is [\\d.]+ \\(lower is better\\)
            """)
    void summary_saysInShortWhatCameOut(String scenario, String first, String second, String sentence) {
        Cli run = Cli.execute(
                "run",
                scenario,
                "--set",
                first,
                "--set",
                second,
                "--set",
                "loss=pseudo-huber",
                "--engine",
                "population",
                "--out",
                folder.resolve("short"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern(sentence);
    }

    @Test
    void progress_hasTheStartAndTheEndOfEveryEpoch() {
        Path out = folder.resolve("out");
        Cli run = Cli.execute("run", "xor", "--set", "learning.epochs=3", "--out", out, "--quiet");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        try (RunReader reader = RunReader.open(out)) {
            List<Progress> progress = reader.progress();
            assertThat(progress).extracting(Progress::epoch).containsExactly(0, 1, 2, 3);
            assertThat(progress).extracting(Progress::opportunity).containsExactly(0L, 4L, 8L, 12L);
            assertThat(progress.get(3).steps())
                    .isEqualTo(reader.manifest().cycleWork().cyclesDone());
        }
    }

    @Test
    void endInTheMiddleOfAnEpoch_isScoredToo() {
        Path out = folder.resolve("out");
        Cli run = Cli.execute(
                "run", "xor", "--set", "learning.epochs=null", "--set", "learning.opportunities=6", "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (RunReader reader = RunReader.open(out)) {
            assertThat(reader.progress()).extracting(Progress::opportunity).containsExactly(0L, 4L, 6L);
        }
    }

    @Test
    void recordFull_keepsEverythingWhateverTheScenarioSays() {
        Path out = folder.resolve("out");
        Cli run = Cli.execute("run", "xor", "--record", "full", "--set", "learning.epochs=1", "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (RunReader reader = RunReader.open(out)) {
            assertThat(reader.coverage()).hasSize(4).allMatch(coverage -> coverage.isWhole());
            int cycles = reader.cyclesPerOpportunity();
            assertThat(reader.snapshots()).hasSize(4 * (cycles + 1));
        }
    }

    @Test
    void log_hasStartScoresAndEndAsKeysAndValues() throws IOException {
        Path out = folder.resolve("out");
        Cli.execute("run", "single-synapse", "--set", "learning.opportunities=2", "--out", out);
        List<String> lines = Files.readAllLines(out.resolve("run.log"));
        assertThat(lines).hasSize(5).allMatch(line -> line.matches("time=\"[^\"]*Z\" level=INFO logger=run event=.*"));
        assertThat(lines.get(0)).contains("event=\"start\"", "scenario=\"single-synapse\"", "seed=\"1\"");
        assertThat(lines.get(1)).contains("event=\"score\"", "epoch=\"0\"", "training_loss=\"");
        assertThat(lines.get(4)).contains("event=\"end\"", "status=\"finished\"", "cycles=\"402\"");
    }

    @Test
    void existingRun_isReplacedWithForceOnly() {
        Path out = folder.resolve("out");
        Object[] command = {"run", "single-synapse", "--set", "learning.opportunities=2", "--out", out};
        assertThat(Cli.execute(command).exitCode()).isZero();
        RunManifest first = manifest(out);

        Cli refused = Cli.execute(command);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--out", out.toString(), "--force");
        assertThat(manifest(out)).isEqualTo(first);

        Cli forced = Cli.execute("run", "single-synapse", "--set", "learning.opportunities=3", "--out", out, "--force");
        assertThat(forced.exitCode()).as(forced.err()).isZero();
        assertThat(manifest(out).cycleWork().opportunities()).isEqualTo(3);
    }

    @Test
    void force_replacesRunsOnly() throws IOException {
        Path precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");
        Cli refused = Cli.execute("run", "single-synapse", "--out", folder, "--force");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("only runs are overwritten");
        assertThat(folder).isDirectoryContaining(precious::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    private static RunManifest manifest(Path directory) {
        try (RunReader reader = RunReader.open(directory)) {
            return reader.manifest();
        }
    }
}
