package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks in episodes learn samples of one's own, from a CSV file. */
class EpisodeDataTest {
    private static final String TASK = "{data: data/mine.csv, leave_out: [id], target: kind, separator: semicolon}";
    private static final String ROWS =
            "id;x1;kind;x2\n1;0;no;2\n2;1;yes;4\n3;0.5;no;3\n4;0.75;yes;8\n5;0;yes;4\n6;1;no;2\n";

    @TempDir
    Path folder;

    private Path scenario;
    private Path csv;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        csv = Files.writeString(folder.resolve("data/mine.csv"), ROWS);
        scenario = Files.writeString(folder.resolve("mine.yaml"), """
                model: spiking-network
                name: mine
                duration: 1200 ms
                time: {grid: 2 ms}
                task: TASK
                populations: {output: {size: 2, neuron: {escape: {E_L: 0 mV, V_reset: 0 mV, V_th: 5 mV, t_ref: 2 ms, Delta_u: 1 mV}}}}
                episodes: {duration: 20 ms, pause: 10 ms, encode: {rate: 400 Hz}}
                projections:
                  - {from: input, to: output, connect: all-to-all, weight: {uniform: [0 mV, 8 mV]}, delay: 2 ms, synapse: {score: {flow_time: 0.1 mV^2}}}
                modulators: {dopamine: {}}
                rewards: [{modulator: dopamine, episode: {outputs: output, loss: cross-entropy}, delay: 2 ms}]
                record: {weights: {of: input->output, every: 300 ms}}
                """.replace("TASK", TASK));
    }

    private static String execute(Object... words) {
        Cli cli = Cli.execute(words);
        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isZero();
        return cli.out() + cli.err();
    }

    @Test
    void fileBesideTheScenario_hasItsColumnsAndSamples() throws InvalidScenarioException {
        LoadedNetwork loaded = (LoadedNetwork)
                ScenarioLoader.load(scenario, List.of("task.held_out=0", "episodes.encode={latency: 10 ms}"));
        assertThat(loaded.network().groups().get(0).size()).as("x1 and x2").isEqualTo(2);
        assertThat(loaded.network().episodeReward().orElseThrow().plan().samples())
                .extracting(sample -> List.of(sample.inputs().get(0)[0], Math.round(sample.target()[0][0])))
                .as("x1 = 0 comes at 10 ms, x1 = 1 at once; output 0 stands for no")
                .contains(List.of(10_000_000_000L, 1L), List.of(0L, 0L));
        assertThat(loaded.heldOut()).isEmpty();
    }

    /** The run keeps the file. */
    @Test
    void run_isVerifiedAndRepeatedWithoutItsFile() throws IOException {
        Path run = folder.resolve("run");
        execute("run", scenario, "--out", run);
        Files.delete(csv);
        Files.delete(scenario);
        Path moved = Files.move(
                run, Files.createDirectory(folder.resolve("elsewhere")).resolve("received"));
        assertThat(Files.readString(moved.resolve("scenario.yaml"))).contains("data: inputs/mine.csv", "semicolon");
        assertThat(moved.resolve("inputs/mine.csv")).hasContent(ROWS);
        assertThat(execute("verify", moved)).contains("verified");
        execute("run", moved.resolve("scenario.yaml"), "--out", folder.resolve("again"));
        RunManifest again = RunDirectory.of(folder.resolve("again")).manifest();
        assertThat(again.digest())
                .isPresent()
                .isEqualTo(RunDirectory.of(moved).manifest().digest());
        assertThat(again.dataDigest())
                .isPresent()
                .isEqualTo(RunDirectory.of(moved).manifest().dataDigest());
    }

    @Test
    void sweepIsNotResumed_withOtherSamples() throws IOException {
        Object[] sweep = {"sweep", scenario, "--seeds", "1..2", "--out", folder.resolve("sweep")};
        assertThat(execute(sweep)).contains("finished 2 runs");
        assertThat(execute(sweep)).contains("2 of them made earlier");
        Files.writeString(csv, ROWS.replace("1;0;no;2", "1;0;no;7"));
        assertThat(Cli.execute(sweep).exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    }

    private static List<String> problems(Path file) {
        return catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioLoader.load(file, List.of()))
                .lines();
    }

    /** What is wrong with a file is told in the words that learning cycles have for it, with the same places. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,x1,kind,x2\n1,0,no,2\n",
                "id;x1;kind;x2\n1;0;no;2\n2;1;yes\n",
                "id;x1;kind;x2\n1;0;no;2\n2;one;yes;4\n",
                "id;x1;x1;x2\n1;0;no;2\n",
                "id;x1;kind;x2\n1;0;no;\u00e9\n",
                "id;x1;kind;x2\n"
            })
    void wrongFiles_areToldAsOfLearningCycles(String rows) throws IOException {
        Files.write(csv, rows.getBytes(StandardCharsets.ISO_8859_1));
        // The task in the same line, so that places are the same.
        Path cycles = folder.resolve("cycles/mine.yaml");
        Files.createDirectories(folder.resolve("cycles/data"));
        Files.copy(csv, folder.resolve("cycles/data/mine.csv"));
        Files.writeString(
                cycles,
                "name: mine\nnetwork: {hidden: []}\nlearning: {cycles: 10, flow_time: 0.05, epochs: 1}\n\ntask: " + TASK
                        + "\n");
        List<String> ofCycles = problems(cycles).stream()
                .map(line -> line.replace(folder.resolve("cycles").toString(), folder.toString()))
                .toList();
        assertThat(problems(scenario)).isNotEmpty().containsExactlyElementsOf(ofCycles);
    }
}
