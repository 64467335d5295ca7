package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that spikes freely, from its file to what the commands say of it. */
class NetworkRunCommandTest {
    private static final String SCENARIO = """
            model: spiking-network
            name: tiny
            duration: 100 ms
            populations:
              cells: {size: 20, neuron: {lif: {synapses: delta}}}
              alone: {size: 3, neuron: {lif: {synapses: exp}}}
            sources:
              noise: {poisson: {rate: 8 kHz}, to: cells, weight: 0.3 mV, delay: 1 ms}
            projections:
              - {from: cells, to: cells, connect: {indegree: 4, multapses: true}, weight: 0.2 mV, delay: 1.5 ms}
            record: {spikes: {cells: 0..9}}
            """;

    @TempDir
    Path folder;

    private Path file;
    private Path run;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("tiny.yaml");
        run = folder.resolve("run");
        Files.writeString(file, SCENARIO);
    }

    /** R30: what is set on nothing is told, with its line. */
    @Test
    void run_endsWithAPopulationsRowAndTellsWhatReachesNothing() {
        Cli cli = Cli.execute("run", file, "--out", run, "--no-progress");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out().strip()).isEqualTo(run.toString());
        assertThat(cli.err())
                .contains(
                        "tiny.yaml:6: populations.alone: nothing reaches it",
                        "engine actor: 23 cells exchange",
                        "tiny finished in",
                        "population  neurons  spikes  rate Hz",
                        "100.000000 ms of biological time",
                        "real time");
        assertThat(cli.err().lines().filter(line -> line.startsWith("cells ")).toList())
                .singleElement()
                .asString()
                .matches("cells +10 .*");
        assertThat(RunDirectory.of(run).manifest().digest()).isPresent();
    }

    /** Choosing what is recorded changes no spike. R26. */
    @Test
    void recordFull_keepsAllSpikesAndSynapsesWithTheSameDigest() {
        assertThat(Cli.execute("run", file, "--out", run, "--quiet").exitCode()).isZero();
        Path full = folder.resolve("full");
        Cli cli = Cli.execute("run", file, "--out", full, "--quiet", "--record", "full");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(RunDirectory.of(full).manifest().digest())
                .isEqualTo(RunDirectory.of(run).manifest().digest());
        Cli verify = Cli.execute("verify", full);
        assertThat(verify.out())
                .contains("verified: 23 of 23 neurons solved again from recorded input", "and the digest");
        assertThat(Cli.execute("verify", run).out())
                .contains("note: of 23 neurons not all inputs", "not verified: nothing to check");
        assertThat(full.resolve("synapses.parquet")).isRegularFile();
    }

    @Test
    void sweep_hasRateVariationAndSynchronyOfEachPopulation() {
        Path sweep = folder.resolve("sweep");
        Cli cli = Cli.execute(
                "sweep", file, "--set", "sources.noise.poisson.rate=8 kHz,10 kHz", "--seeds", "1..2", "--out", sweep);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        List<String> rows = cli.out().lines().toList();
        assertThat(rows.get(0))
                .contains(
                        "sources.noise.poisson.rate",
                        "spikes",
                        "rate cells",
                        "rate alone",
                        "cv cells",
                        "synchrony cells")
                .doesNotContain("cv alone");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(3);
        assertThat(sweep.resolve("results.parquet")).isRegularFile();
        Cli again = Cli.execute(
                "sweep", file, "--set", "sources.noise.poisson.rate=8 kHz,10 kHz", "--seeds", "1..2", "--out", sweep);
        assertThat(again.out()).as("read back").isEqualTo(cli.out());
    }

    /** A single synapse whose weight is drawn between 0 and Wmax: not every seed reaches half of it. The weights are those that runs keep. */
    @Test
    void sweep_hasTheMeanWeightOfAProjectionThatLearns_andHowOftenAndHowFastItGrows() throws Exception {
        Files.writeString(file, """
                model: spiking-network
                name: learns
                duration: 100 ms
                populations: {cell: {size: 1, neuron: {lif: {synapses: delta}}}}
                sources: {clock: {regular: {rate: 200 Hz}, size: 1}, kick: {regular: {rate: 150 Hz}, to: cell, weight: 40 mV, delay: 1 ms}}
                projections:
                  - {name: one-way, from: clock, to: cell, connect: all-to-all, weight: {uniform: [0 mV, 1 mV]}, delay: 1 ms, synapse: {stdp: {lambda: 0.008, alpha: 0.5, Wmax: 1 mV}}}
                record: {weights: {of: one-way, every: 10 ms}}
                """);
        Path sweep = folder.resolve("sweep");
        Cli cli = Cli.execute("sweep", file, "--seeds", "1..6", "--out", sweep);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        List<Double> half = new ArrayList<>();
        for (int seed = 1; seed <= 6; seed++) {
            Path of = folder.resolve("run-" + seed);
            assertThat(Cli.execute("run", file, "--seed", seed, "--out", of, "--quiet")
                            .exitCode())
                    .isZero();
            String weights = "'" + of.resolve("weights.parquet") + "'";
            String results = "'" + sweep.resolve("results.parquet") + "' where seed = " + seed;
            assertThat(number("select weight_one_way from " + results))
                    .isCloseTo(
                            number("select weight from " + weights + " order by time_ps desc limit 1"), within(1e-11));
            half.add(number("select coalesce(min(time_ps) / 1e12, -1) from " + weights + " where weight >= 0.5"));
            assertThat(number("select coalesce(seconds_to_half_one_way, -1) from " + results))
                    .isEqualTo(half.get(seed - 1));
        }
        long often = half.stream().filter(at -> at >= 0).count();
        assertThat(often).isBetween(1L, 5L);
        assertThat(half).as("one grows to it").anyMatch(at -> at > 0);
        assertThat(cli.out()).contains("weight one way", "seconds to half one way", ", " + often + " of 6");
    }

    private static double number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }

    @Test
    void plan_tellsMemoryAndTime() {
        Cli cli = Cli.execute("plan", file);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out())
                .contains(
                        "tiny: 23 cells, 100 synapses, 100.000000 ms of biological time",
                        "memory_mb",
                        "population",
                        "actor");
        Cli cycles = Cli.execute("plan", file, "--cycles", "3");
        assertThat(cycles.exitCode()).isEqualTo(2);
        assertThat(cycles.err()).contains("--cycles: found a network that spikes freely; allowed for learning cycles");
    }
}
