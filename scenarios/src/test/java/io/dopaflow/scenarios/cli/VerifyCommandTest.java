package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "single-synapse, learning.opportunities=20",
        "theorem-1, learning.cycles=200",
        "schmidt-hieber, learning.epochs=5",
        "xor, learning.epochs=2",
        "iris, learning.epochs=2",
        "digits, task.held_out=0.99"
    })
    void builtInScenario_isVerified(String scenario, String shortened) {
        Path run = folder.resolve("run");
        Cli made = Cli.execute("run", scenario, "--set", shortened, "--out", run);
        assertThat(made.exitCode()).as(made.err()).isZero();

        Cli verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out()).contains("recomputed ", "verified: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "learning.baseline=running-mean",
                "learning.baseline=unperturbed",
                "learning.baseline=antithetic",
                "learning.baseline=previous-cycle; learning.pairing=successive",
                "learning.stdp={A_plus: 2, tau_plus: 5 ms}"
            })
    void everyStrategy_isVerified_andEqualToTheAbstractRule(String strategy) {
        List<List<Object>> forms = List.of(
                List.of("theorem-1", "--set", "learning.cycles=100", "--set", "learning.opportunities=3"),
                List.of(
                        "xor",
                        "--set",
                        "learning.epochs=3",
                        "--set",
                        "learning.rule=single-update",
                        "--set",
                        "learning.cycles=null",
                        "--set",
                        "learning.flow_time=0.001"));
        for (int form = 0; form < forms.size(); form++) {
            Path run = folder.resolve("run" + form);
            List<Object> words = new ArrayList<>(List.of("run"));
            words.addAll(forms.get(form));
            for (String change : strategy.split("; ")) {
                words.addAll(List.of("--set", change));
            }
            words.addAll(List.of("--record", "full", "--out", run));
            Cli made = Cli.execute(words.toArray());
            assertThat(made.exitCode()).as(made.err()).isZero();
            Cli verified = Cli.execute("verify", run);
            assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
            Cli compared = Cli.execute("compare", run, "--out", folder.resolve("compared" + form));
            assertThat(compared.exitCode()).as(compared.err()).isZero();
            assertThat(compared.out()).contains("equal to the last bit");
        }
    }

    @Test
    void arrivalChangedByANanosecond_isFound() throws Exception {
        Path run = recorded();
        Tables.change(
                run.resolve("arrivals.parquet"),
                "UPDATE t SET time_ps = time_ps + 1000 WHERE synapse = 0 AND opportunity = 2 AND cycle = 7");
        requireRefuted(run, "learning opportunity 2, cycle 7", "synapse 0");
    }

    @Test
    void missingArrival_isFound() throws Exception {
        Path run = recorded();
        Tables.change(run.resolve("arrivals.parquet"), "DELETE FROM t WHERE opportunity = 1 AND cycle = 4");
        requireRefuted(run, "learning opportunity 1, cycle 4", "synapse 0");
    }

    @Test
    void missingReward_isFound() throws Exception {
        Path run = recorded();
        Tables.change(run.resolve("rewards.parquet"), "DELETE FROM t WHERE opportunity = 3 AND cycle = 9");
        requireRefuted(run, "learning opportunity 3, cycle 9", "reward");
    }

    @Test
    void changedWeight_isFound() throws Exception {
        Path run = recorded();
        Tables.change(
                run.resolve("weights.parquet"),
                "UPDATE t SET theta = theta + 1e-15 WHERE opportunity = 2 AND cycle = 3");
        requireRefuted(run, "learning opportunity 2, cycle 3", "synapse 0");
    }

    @Test
    void digestOfOtherWeights_isFound() throws Exception {
        Path run = recorded();
        Path manifest = run.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("sha256:[0-9a-f]{4}", "sha256:0000"));
        requireRefuted(run, "digest");
    }

    @Test
    void changedScore_isFound() throws Exception {
        Path run = recorded();
        Tables.change(run.resolve("progress.parquet"), "UPDATE t SET training_loss = 0 WHERE epoch = 3");
        requireRefuted(run, "learning opportunity 2, cycle ", "progress.parquet, training loss: found 0.0, expected ");
    }

    @Test
    void removedDigest_andRemovedTable_areMissed() throws Exception {
        Path run = recorded();
        Path manifest = run.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"sha256:[0-9a-f]*\"", "null"));
        requireRefuted(run, "manifest.json, digest of the last weights: found none, expected one");
        Files.writeString(manifest, text);
        Files.delete(run.resolve("arrivals.parquet"));
        requireRefuted(run, "arrivals.parquet, table: found none, expected one, which scenario.yaml asks for");
    }

    @Test
    void weightsOutsideTheRecomputedOpportunities_areSaidNotToBeChecked() {
        Path run = folder.resolve("thinned");
        String record =
                "record={spikes: {every: 2 opportunities}, arrivals: {every: 2 opportunities}, rewards: all, weights: all}";
        Cli made = Cli.execute(
                "run", "single-synapse", "--set", "learning.opportunities=5", "--set", record, "--out", run);
        assertThat(made.exitCode()).as(made.err()).isZero();
        Cli verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out())
                .contains("recomputed 3 of 5 learning opportunities")
                .containsPattern("verified: the [0-9 ]+ weights of the recomputed learning opportunities follow")
                .doesNotContain("every recorded weight");
    }

    @Test
    void changedScenario_isFound() throws Exception {
        Path run = recorded();
        Path scenario = run.resolve("scenario.yaml");
        Files.writeString(scenario, Files.readString(scenario).replace("flow_time: 0.1", "flow_time: 0.2"));
        requireRefuted(run, "scenario.yaml was changed");
    }

    @Test
    void brokenTable_isNamed() throws Exception {
        Path run = recorded();
        Files.writeString(run.resolve("arrivals.parquet"), "no Parquet");
        requireRefuted(run, "arrivals.parquet");
    }

    private Path recorded() {
        Path run = folder.resolve("run");
        Cli made = Cli.execute("run", "single-synapse", "--set", "learning.opportunities=5", "--out", run);
        assertThat(made.exitCode()).as(made.err()).isZero();
        return run;
    }

    private static void requireRefuted(Path run, String... place) {
        Cli verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isEqualTo(1);
        assertThat(verified.out()).contains("not verified: ").contains(place);
        assertThat(verified.out() + verified.err()).doesNotContain("\tat ");
    }
}
