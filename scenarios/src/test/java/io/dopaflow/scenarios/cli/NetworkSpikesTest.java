package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.run.ExampleNetwork;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.run.ScenarioRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands tell of a network that spikes freely. */
class NetworkSpikesTest {
    @TempDir
    static Path folder;

    private static Path run;
    private static RunOutcome outcome;

    @BeforeAll
    static void execute() throws Exception {
        run = folder.resolve("run");
        try (ScenarioRun started =
                ScenarioRun.start(ExampleNetwork.loaded(), RunOptions.defaults().into(run))) {
            outcome = started.await();
        }
    }

    private static List<String> lines(Object... args) {
        Cli cli = Cli.execute(args);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli.out().lines().toList();
    }

    @Test
    void list_hasEverySpikeOfThePopulationsInOrderOfTime() {
        List<String> all = lines("spikes", run, "--format", "csv");
        assertThat(all).hasSize(1 + Math.toIntExact(outcome.manifest().work().spikes()));
        assertThat(all.get(0)).isEqualTo("time_ps,neuron,name,population");
        assertThat(lines("spikes", run, "--population", "given", "--format", "csv"))
                .containsExactly(
                        "time_ps,neuron,name,population",
                        "5000000000,80,given[0],given",
                        "50000000000,80,given[0],given",
                        "120000000000,81,given[1],given");
        assertThat(lines("spikes", run, "--neuron", "given[0]", "--from", "5 ms", "--to", "50 ms", "--format", "csv"))
                .containsExactly("time_ps,neuron,name,population", "5000000000,80,given[0],given");
    }

    @Test
    void stats_haveARowForEachPopulation() {
        List<String> rows = lines("spikes", run, "--stats", "--format", "csv");
        assertThat(rows.get(0))
                .isEqualTo("population,neurons,spikes,rate_hz,cv,cv2,fano,correlation,synchrony,silent,peak_hz");
        assertThat(rows).hasSize(4);
        assertThat(rows.get(3)).startsWith("given,2,3,7.5,,,");
        assertThat(lines("spikes", run, "--isi", "--population", "given", "--format", "csv"))
                .containsExactly(
                        "neuron,name,population,spikes,mean_interval_ms,cv,cv2",
                        "80,given[0],given,2,45.0,,",
                        "81,given[1],given,1,,,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--depth 1 | --depth: found a run of a network that spikes freely",
                "--kind onset | --kind: found a run of a network that spikes freely",
                "--population nobody | population nobody: found none; allowed are jumps, currents, given",
                "--neuron jumps[50] | neuron jumps[50]: found none; allowed are 0 to 49",
                "--neuron 82 | neuron 82: found none; allowed are 0 to 81",
                "--to 300ms | --to: found 300.000000 ms; allowed: within the run, up to 200.000000 ms",
            })
    void whatThereIsNot_isAnErrorInOneLine(String options, String problem) {
        Cli cli = Cli.execute("spikes", run, options.split(" ")[0], options.split(" ")[1]);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains(problem);
        assertThat(cli.err().lines()).hasSize(1);
    }

    @Test
    void figures_areDrawn() throws Exception {
        for (String what : List.of("raster", "rates", "states")) {
            lines("plot", run, what);
            assertThat(Files.size(run.resolve(what + ".png"))).isGreaterThan(10_000);
        }
        Path svg = folder.resolve("own.svg");
        lines("spikes", run, "--raster", svg);
        assertThat(Files.readString(svg)).contains("<svg", "</svg>");
        Cli none = Cli.execute("plot", run, "states", "--population", "jumps", "--force");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no states of these neurons and times were recorded");
    }

    @Test
    void diff_findsWhereSpikesPart() throws Exception {
        Path csv = folder.resolve("spikes.csv");
        List<String> rows = lines("spikes", run, "--format", "csv");
        Files.write(csv, rows);
        assertThat(lines("diff", run, csv))
                .containsExactly(
                        String.format(
                                "spikes        %1$s and %1$s, %1$s in common",
                                Text.count(outcome.manifest().work().spikes())),
                        "first parting none: all spikes are the same",
                        "distance      mean 0");
        String[] dropped = rows.get(12).split(",");
        Files.write(csv, rows.stream().filter(row -> !row.equals(rows.get(12))).toList());
        Cli differ = Cli.execute("diff", run, csv);
        assertThat(differ.exitCode()).isEqualTo(1);
        assertThat(differ.out())
                .contains(
                        "first parting at " + Text.time(Long.parseLong(dropped[0])),
                        "only RUN has the spike of " + dropped[2]);
        assertThat(Cli.execute("diff", run, run).exitCode()).isZero();
    }
}
