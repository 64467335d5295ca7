package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.exchange.SpikeFile;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.SpikingRunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A network that others publish, from its files to its spikes: the 300 point neurons of the SONATA repository, with the spikes that
 * NEST 3.9 makes of them (README.md beside the data).
 */
class ImportCommandTest {
    private static final Path PUBLISHED = Path.of("src/test/resources/sonata-300-pointneurons");

    @TempDir
    Path folder;

    private Path network;

    @BeforeEach
    void copy() throws IOException {
        network = folder.resolve("network");
        try (Stream<Path> files = Files.walk(PUBLISHED)) {
            for (Path file : files.toList()) {
                Files.copy(file, network.resolve(PUBLISHED.relativize(file).toString()));
            }
        }
    }

    /** R24: the legacy inputs of it are read, by {@code gids}. */
    @ParameterizedTest
    @CsvSource({"0.1, population", "0.1, actor", "0.01, population"})
    void publishedNetwork_hasEverySpikeOfNestAtItsStep(String stepMs, String engine) throws Exception {
        assertThat(spikes(stepMs, engine)).isEqualTo(expected(stepMs)).hasSizeGreaterThan(18_000);
    }

    @Test
    @Tag("slow")
    void publishedNetwork_hasEverySpikeOfNestOnActorsWithAFineStep() throws Exception {
        assertThat(spikes("0.01", "actor")).isEqualTo(expected("0.01"));
    }

    private List<String> expected(String stepMs) {
        NamedSpikes nest = SpikeFile.read(PUBLISHED.resolve("expected-spikes-" + stepMs + ".csv"))
                .get(0);
        List<String> spikes = new ArrayList<>();
        for (int i = 0; i < nest.ids().length; i++) {
            spikes.add(nest.timesPs()[i] + " ps: " + nest.ids()[i]);
        }
        return spikes;
    }

    private List<String> spikes(String stepMs, String engine) {
        Path scenario = folder.resolve("points.yaml");
        Path run = folder.resolve("run");
        Cli imported = Cli.execute("import", network.resolve("config.json"), "--out", scenario, "--dt", stepMs + " ms");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        Cli cli = Cli.execute("run", scenario, "--engine", engine, "--out", run, "--quiet");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(RunDirectory.of(run).manifest().environment().engine()).isEqualTo(engine);
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            List<String> spikes = new ArrayList<>();
            reader.spikes(
                    reader.everything().of(reader.cells().group("internal").cells()),
                    (timePs, cell) -> spikes.add(timePs + " ps: " + cell));
            return spikes;
        }
    }

    @Test
    void import_tellsWhatItTookForWhatTheFilesDoNotSay() {
        Cli cli = Cli.execute("import", network.resolve("config.json"), "--out", folder.resolve("points.yaml"));
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err())
                .contains(
                        "edges of external_to_internal without a delay got 1 ms, NEST's default",
                        "4334 spikes of inputs were moved to the nearest point of the grid",
                        "conditions.v_init was left out",
                        "reports were left out");
    }

    /** Scenario and data are moved together; what the run keeps is enough to verify it when both are gone. */
    @Test
    void scenario_runsFromAnywhereAndItsRunIsWholeInItself() throws Exception {
        Path scenario = folder.resolve("points.yaml");
        assertThat(Cli.execute("import", network.resolve("simulation_config.json"), "--out", scenario)
                        .exitCode())
                .isZero();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.move(scenario, elsewhere.resolve("points.yaml"));
        Files.move(folder.resolve("points-data"), elsewhere.resolve("points-data"));
        Path run = folder.resolve("run");
        Cli cli = Cli.execute(
                "run", elsewhere.resolve("points.yaml"), "--set", "duration=50 ms", "--out", run, "--quiet");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        Files.move(elsewhere, folder.resolve("gone"));
        Cli verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).as(verified.err()).isZero();
    }

    @Test
    void nothingIsReplacedWithoutForce() throws Exception {
        Path scenario = folder.resolve("points.yaml");
        Files.writeString(scenario, "mine");
        Files.createDirectory(folder.resolve("points-data"));
        Cli cli = Cli.execute("import", network.resolve("config.json"), "--out", scenario);
        assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(cli.err().lines()).hasSize(2).allMatch(line -> line.contains("--force"));
        assertThat(scenario).hasContent("mine");
        assertThat(Cli.execute("import", network.resolve("config.json"), "--out", scenario, "--force")
                        .exitCode())
                .isZero();
    }

    @Test
    void whatCannotBeImported_isRefusedAllAtOnceByNameAndPlace() throws Exception {
        change("network/internal_node_types.csv", "104 i nest:iaf_psc_alpha", "104 i nest:glif_psc");
        change("nest_models/cell_models/472363762_point.json", "\"V_th\"", "\"V_treshold\"");
        change(
                "network/internal_internal_edge_types.csv",
                "ExcToExc.json static_synapse",
                "ExcToExc.json stdp_synapse");
        change("simulation_config.json", "\"input_type\": \"spikes\"", "\"input_type\": \"noise\"");
        change("simulation_config.json", "\"tstop\": 1500.0", "\"tstop\": 1500.005");
        Cli cli = Cli.execute("import", network.resolve("config.json"), "--out", folder.resolve("points.yaml"));
        assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(cli.err())
                .contains(
                        "internal_node_types.csv: found model_template nest:glif_psc of node_type_id 104",
                        "internal_internal_edge_types.csv: found model_template stdp_synapse of edge_type_id 100",
                        "simulation_config.json: inputs.external_spike_trains.input_type: found noise",
                        "simulation_config.json: run.tstop: found 1500.005 ms");
        assertThat(folder.resolve("points.yaml")).doesNotExist();
        assertThat(folder.resolve("points-data")).doesNotExist();
        change("network/internal_node_types.csv", "nest:glif_psc", "nest:iaf_psc_alpha");
        assertThat(Cli.execute("import", network.resolve("config.json")).err())
                .contains("472363762_point.json: found V_treshold: -43.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network/internal_nodes.h5",
                "network/internal_internal_edges.h5",
                "inputs/external_spike_trains.h5",
                "network/internal_node_types.csv",
                "network/external_internal_edge_types.csv",
                "simulation_config.json",
                "circuit_config.json",
                "node_sets.json"
            })
    void damagedFiles_areOneClearMessage(String name) throws Exception {
        Path file = network.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 12; i++) {
            byte[] damaged = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i % 3 == 1 && damaged.length > 0) {
                for (int k = 0; k < 200; k++) {
                    damaged[random.nextInt(Math.min(damaged.length, 4000))] = (byte) random.nextInt();
                }
            } else if (i % 3 == 2) {
                random.nextBytes(damaged);
            }
            Files.write(file, damaged);
            Cli cli = Cli.execute(
                    "import", network.resolve("config.json"), "--out", folder.resolve("points.yaml"), "--force");
            // Some bytes mean nothing to a reader, or the same.
            assertThat(cli.exitCode()).as(name + " " + i + ": " + cli.err()).isIn(ExitCode.DONE, ExitCode.WRONG_INPUT);
            assertThat(cli.err()).doesNotContain("internal error", "\tat ");
            if (i % 3 == 2) {
                assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
                assertThat(cli.err()).contains(file.getFileName().toString());
            }
        }
    }

    private void change(String name, String from, String to) throws IOException {
        Path file = network.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
