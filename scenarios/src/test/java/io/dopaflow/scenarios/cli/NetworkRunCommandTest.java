package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
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
