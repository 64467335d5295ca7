package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.run.RunListener;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.ScenarioRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a network is whole in itself: it can be sent to somebody who has neither the scenario's file nor those that it names. */
class MovedNetworkTest {
    @TempDir
    Path folder;

    private Path origin;
    private Path scenario;

    /** Two files of one name, in two folders. */
    @BeforeEach
    void files() throws IOException {
        origin = Files.createDirectory(folder.resolve("origin"));
        Files.createDirectory(origin.resolve("more"));
        StringBuilder spikes = new StringBuilder("neuron,time_ms\n");
        StringBuilder edges = new StringBuilder("pre,post,weight,delay\n");
        for (int i = 0; i < 400; i++) {
            spikes.append(i % 7).append(',').append(1 + i / 4.0).append('\n');
            edges.append(i % 10)
                    .append(',')
                    .append(i * 7 % 10)
                    .append(",")
                    .append(i % 3 - 0.9)
                    .append(" mV,1.")
                    .append(i % 9)
                    .append(" ms\n");
        }
        Files.writeString(origin.resolve("table.csv"), spikes);
        Files.writeString(origin.resolve("more/table.csv"), edges);
        scenario = origin.resolve("net.yaml");
    }

    private void write(String duration) throws IOException {
        Files.writeString(scenario, """
                model: spiking-network
                name: net
                duration: %s
                time: precise
                populations:
                  a: {size: 10, neuron: {lif: {synapses: delta, I_e: 380 pA}}}
                sources:
                  input: {spikes: {file: table.csv}, size: 7}
                projections:
                  - {from: input, to: a, connect: {indegree: 3}, weight: 2 mV, delay: 1 ms}
                  - {from: a, to: a, connect: {file: more/table.csv}}
                record: {spikes: all, states: {of: a, neurons: 0..2, variables: V_m}}
                """.formatted(duration));
    }

    /** Takes everything away from a run but its directory, and that to another place. */
    private Path moved(Path run) throws IOException {
        for (String name : List.of("table.csv", "more/table.csv", "more", "net.yaml", "")) {
            Files.delete(origin.resolve(name));
        }
        return Files.move(
                run, Files.createDirectory(folder.resolve("elsewhere")).resolve("received"));
    }

    private static String execute(Object... words) {
        Cli cli = Cli.execute(words);
        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isZero();
        return cli.out() + cli.err();
    }

    @Test
    void run_isShownVerifiedComparedAndRepeatedWithoutItsFiles() throws IOException {
        write("200 ms");
        Path made = folder.resolve("run");
        execute("run", scenario, "--out", made);
        byte[] spikes = Files.readAllBytes(origin.resolve("table.csv"));
        byte[] edges = Files.readAllBytes(origin.resolve("more/table.csv"));
        Path run = moved(made);
        assertThat(run.resolve("inputs/table.csv")).hasBinaryContent(spikes);
        assertThat(run.resolve("inputs/table-2.csv")).hasBinaryContent(edges);
        assertThat(Files.readString(run.resolve("scenario.yaml")))
                .contains("file: inputs/table.csv", "file: inputs/table-2.csv")
                .doesNotContain(folder.toString());
        assertThat(RunDirectory.of(run).manifest().dataDigest()).isPresent();
        assertThat(execute("verify", run, "--all")).contains("verified", "and the digest");
        execute("spikes", run, "--stats");
        execute("show", run.resolve("scenario.yaml"));
        Path again = folder.resolve("again");
        execute("run", run.resolve("scenario.yaml"), "--out", again);
        assertThat(RunDirectory.of(again).manifest().digest())
                .isPresent()
                .isEqualTo(RunDirectory.of(run).manifest().digest());
        assertThat(again.resolve("scenario.yaml")).hasSameTextualContentAs(run.resolve("scenario.yaml"));
        assertThat(RunDirectory.of(again).manifest().dataDigest())
                .isEqualTo(RunDirectory.of(run).manifest().dataDigest());
        assertThat(execute("diff", run, again)).contains("same");
    }

    /** What is read is not taken away before it is kept. */
    @Test
    void run_isRepeatedInItsOwnDirectory() throws IOException {
        write("50 ms");
        Path made = folder.resolve("run");
        execute("run", scenario, "--out", made);
        Path run = moved(made);
        String digest = RunDirectory.of(run).manifest().digest().orElseThrow();
        execute("run", run.resolve("scenario.yaml"), "--out", run, "--force");
        assertThat(RunDirectory.of(run).manifest().digest()).hasValue(digest);
        assertThat(execute("verify", run)).contains("verified");
    }

    @Test
    void cancelledRun_isResumedWithoutItsFiles() throws Exception {
        write("20 s");
        Path whole = folder.resolve("whole");
        execute("run", scenario, "--engine", "population", "--out", whole);
        CountDownLatch some = new CountDownLatch(2);
        Path made = folder.resolve("run");
        RunListener listener = new RunListener() {
            @Override
            public void onProgress(long done, long planned) {
                some.countDown();
            }
        };
        RunOptions options = RunOptions.defaults().into(made).but(parts -> parts.listener = listener);
        try (ScenarioRun run =
                ScenarioRun.start(ScenarioLoader.load(scenario, List.of("engine=population")), options)) {
            some.await();
            run.cancel();
            assertThat(run.await().status()).isEqualTo(RunStatus.CANCELLED);
        }
        Path run = moved(made);
        execute("resume", run, "--engine", "population");
        assertThat(RunDirectory.of(run).manifest().digest())
                .isPresent()
                .isEqualTo(RunDirectory.of(whole).manifest().digest());
    }

    @Test
    void inputsThatWereChanged_areNoticed() throws IOException {
        write("50 ms");
        Path run = folder.resolve("run");
        execute("run", scenario, "--out", run);
        Path kept = run.resolve("inputs/table.csv");
        Files.writeString(kept, Files.readString(kept).replaceFirst("0,1.0\n", "0,1.1\n"));
        Cli verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("a file in its inputs was changed since the run started");
        Files.delete(kept);
        verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("inputs/table.csv, no such file");
    }
}
