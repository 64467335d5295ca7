package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.store.DuckDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of a run whose synapses have learnt. */
class LearntRunTest {
    private static final String SCENARIO = """
            model: spiking-network
            name: learnt
            duration: 2 s
            populations:
              cells: {size: 10, neuron: {lif: {synapses: delta}}}
            sources:
              inputs: {poisson: {rate: 40 Hz}, size: 30}
            projections:
              - {name: pairs, from: inputs, to: cells, connect: all-to-all, weight: {uniform: [0 mV, 2 mV]}, delay: 1 ms, synapse: {stdp: {lambda: 0.05, Wmax: 2 mV}}}
              - {name: rewarded, from: cells, to: cells, connect: {indegree: 3}, weight: 1 mV, delay: 2 ms, synapse: {dopamine-stdp: {A_plus: 0.1 mV, A_minus: 0.15 mV, modulator: dopamine, Wmax: 2 mV}}}
            modulators: {dopamine: {script: {times: [0.5 s, 1.5 s], amounts: 10}}}
            record: {weights: [{of: pairs, every: 100 ms}, {of: rewarded, every: 50 ms}]}
            """;

    @TempDir
    static Path folder;

    private static Path run;
    private static Cli ran;

    @BeforeAll
    static void run() throws Exception {
        Path file = Files.writeString(folder.resolve("learnt.yaml"), SCENARIO);
        run = folder.resolve("run");
        ran = Cli.execute("run", file, "--out", run, "--no-progress");
    }

    @Test
    void run_endsWithARowForEachPlasticProjection() {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("plastic projection  synapses  recorded  mean weight    s.d.  unit  near Wmin  near Wmax")
                .containsPattern("\\npairs +300 +300 +[0-9.]+ +[0-9.]+ +mV +[0-9.]+ % +[0-9.]+ % +-?[0-9.]+")
                .containsPattern("\\nrewarded +30 +30 ")
                .contains("plot " + run + " weights", "what synapses have learnt");
    }

    @Test
    void verify_recomputesWeightsAndWhatWasReleased() {
        Cli verify = Cli.execute("verify", run);
        assertThat(verify.exitCode()).as(verify.out()).isZero();
        assertThat(verify.out())
                .contains(
                        "verified: 7 530 recorded weights of 330 of 330 synapses that learn follow from spikes and released"
                                + " modulators alone, to 1e-12 of Wmax",
                        "verified: what was released of modulators, 2 events, follows from spikes and scripts",
                        "verified: 40 of 40 neurons solved again from recorded input",
                        "note: the digest is not compared");
    }

    @Test
    void verifyOfAChangedWeight_namesSynapseAndTimeAndEndsWithOne() throws Exception {
        Path other = folder.resolve("changed");
        Files.createDirectories(other);
        for (String file : List.of(
                "manifest.json",
                "scenario.yaml",
                "spikes.parquet",
                "states.parquet",
                "neurons.parquet",
                "synapses.parquet",
                "events.parquet",
                "modulators.parquet")) {
            Files.copy(run.resolve(file), other.resolve(file));
        }
        try (DuckDb database = new DuckDb("128MB", 1)) {
            database.copy(
                    "SELECT * REPLACE (if(synapse = 31 AND time_ps = 700000000000, weight + 1e-11, weight) AS weight) FROM "
                            + DuckDb.parquet(List.of(run.resolve("weights.parquet"))) + " ORDER BY time_ps, synapse",
                    other.resolve("weights.parquet"),
                    "zstd");
        }
        Cli verify = Cli.execute("verify", other);
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out())
                .contains("not verified: synapse 31 (pairs: inputs[1] to cells[1]) at 700.0 ms: the weight ");
    }

    @Test
    void plot_drawsWhatWasLearnt() {
        for (String kind : List.of("weights", "weight-histogram", "weight-matrix", "modulators")) {
            Path image = folder.resolve(kind + ".svg");
            Cli plot = Cli.execute("plot", run, kind, "--file", image);
            assertThat(plot.exitCode()).as(plot.err()).isZero();
            assertThat(image).isNotEmptyFile();
        }
        Cli none = Cli.execute("plot", run, "stdp");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("there is no pairing protocol");
    }

    @Test
    void report_hasWeightsOfEachProjection() throws Exception {
        Path page = folder.resolve("report.html");
        assertThat(Cli.execute("report", run, "--out", page).exitCode()).isZero();
        assertThat(Files.readString(page))
                .contains("Weights of pairs", "Weights of rewarded", "near Wmax", "Modulators");
    }
}
