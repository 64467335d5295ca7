package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.SpikingRunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that was exported and imported again spikes as it did, to the picosecond. */
class NetworkExchangeTest {
    /** Models with weight and current that make them spike now and then. */
    private static final List<String[]> MODELS = List.of(
            new String[] {"{lif: {synapses: delta}}", "mV", "8", "450 pA"},
            new String[] {"{lif: {synapses: exp}}", "pA", "900", "450 pA"},
            new String[] {"{lif: {synapses: alpha}}", "pA", "500", "450 pA"},
            new String[] {"{lif: {synapses: cond-exp}}", "nS", "30", "450 pA"},
            new String[] {"{lif: {synapses: cond-alpha}}", "nS", "30", "450 pA"},
            new String[] {"{adex: {}}", "nS", "40", "900 pA"},
            new String[] {"{hodgkin-huxley: {}}", "pA", "900", "800 pA"});

    @TempDir
    Path folder;

    private static Cli done(Object... args) {
        Cli cli = Cli.execute(args);
        assertThat(cli.exitCode()).as(Arrays.toString(args) + cli.err()).isZero();
        return cli;
    }

    private List<String> spikes(Path scenario, String engine, List<String> populations) {
        Path run = folder.resolve("run");
        done("run", scenario, "--engine", engine, "--out", run, "--quiet", "--force");
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            List<String> spikes = new ArrayList<>();
            for (String population : populations) {
                NetworkCells.Group group = reader.cells().group(population);
                reader.spikes(
                        reader.everything().of(group.cells()),
                        (time, cell) -> spikes.add(population + "[" + (cell - group.first()) + "] " + time));
            }
            return spikes;
        }
    }

    private Path exportedAndImported(Path scenario) throws Exception {
        Path exported = folder.resolve("exported");
        done("export", scenario, "--out", exported);
        Path imported = folder.resolve("imported.yaml");
        Cli cli = done("import", exported.resolve("simulation_config.json"), "--out", imported);
        assertThat(cli.err()).doesNotContain("moved to the nearest point");
        return imported;
    }

    private static List<Path> filesEndingIn(String ending, Path in) throws IOException {
        try (Stream<Path> files = Files.list(in.resolve("network"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The rules of SONATA for nodes and edges, and its indices under both names that tools look for. */
    @Test
    void nodesAndEdges_keepTheRules() throws Exception {
        Path out = folder.resolve("out");
        Path scenario = folder.resolve("random.yaml");
        List<String> populations = new ArrayList<>();
        Files.writeString(scenario, network(new Random(5), 5, true, populations));
        done("export", scenario, "--out", out);
        List<Path> edges = filesEndingIn("_edges.h5", out);
        assertThat(Hdf5Check.lines("edges", edges)).hasSameSizeAs(edges);
        assertThat(Hdf5Check.lines("nodes", filesEndingIn("_nodes.h5", out)))
                .contains("given 1")
                .hasSize(2 * populations.size() + 2);
    }

    /** All models, delays, laws, autapses, multapses, given trains, Poisson processes, currents, on a grid and in continuous time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void randomNetworks_spikeAsBefore(int seed) throws Exception {
        Random random = new Random(seed);
        List<String> populations = new ArrayList<>();
        String text = network(random, seed, seed % 2 == 0, populations);
        Path scenario = Files.writeString(folder.resolve("random.yaml"), text);
        Path imported = exportedAndImported(scenario);
        String engine = seed % 3 == 0 ? "actor" : "population";
        assertThat(spikes(imported, engine, populations))
                .as(text)
                .isEqualTo(spikes(scenario, engine, populations))
                .hasSizeGreaterThan(20);
    }

    private static String network(Random random, int seed, boolean isOnGrid, List<String> populations) {
        StringBuilder text = new StringBuilder("name: random\nmodel: spiking-network\nduration: 60 ms\nseed: " + seed
                + "\ntime: " + (isOnGrid ? "{grid: 0.1 ms}" : "precise") + "\npopulations:\n");
        List<String[]> models = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            // In continuous time there are not all models.
            String[] model = MODELS.get((seed + i) % MODELS.size());
            models.add(model);
            populations.add("p" + i);
            text.append("  p" + i + ": {size: " + (4 + random.nextInt(12)) + ", neuron: " + model[0] + "}\n");
        }
        text.append(
                "sources:\n  given: {spikes: {times: [3 ms, 5.5 ms, 17.3 ms]}, size: 1}\n  trains: {poisson: {rate: 50 Hz}, size: 4}\n");
        for (int i = 0; i < count; i++) {
            text.append("  noise" + i + ": {poisson: {rate: " + (1 + random.nextInt(15)) + " kHz}, to: p" + i
                    + ", weight: " + weight(random, models.get(i), 0.1) + ", delay: 1.5 ms}\n");
            text.append("  current" + i + ": {current: {steps: [{from: 10 ms, amplitude: " + models.get(i)[3]
                    + "}, {from: 45.5 ms, amplitude: 10 pA}]}, to: p" + i + ", neurons: 0..2}\n");
        }
        text.append("projections:\n");
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                String rule = List.of("indegree: 3", "outdegree: 2", "probability: 0.4", "total: 15")
                        .get(random.nextInt(4));
                text.append("  - {from: p" + i + ", to: p" + j + ", connect: {" + rule + "}, weight: "
                        + weight(random, models.get(j), 0.3) + ", delay: "
                        + (random.nextBoolean() ? "{uniform: [0.5 ms, 4 ms]}" : "0.7 ms") + "}\n");
            }
        }
        text.append("  - {from: given, to: p0, connect: all-to-all, weight: " + weight(random, models.get(0), 0.4)
                + ", delay: 2.3 ms}\n");
        text.append("  - {from: trains, to: p1, connect: all-to-all, weight: " + weight(random, models.get(1), 0.4)
                + ", delay: 2 ms}\n");
        return text.toString();
    }

    private static String weight(Random random, String[] model, double share) {
        double middle = Double.parseDouble(model[2]) * share;
        return random.nextBoolean()
                ? String.format(Locale.ROOT, "%.3f %s", middle, model[1])
                : String.format(
                        Locale.ROOT, "{uniform: [%.3f %s, %.3f %s]}", middle / 2, model[1], middle * 2, model[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lif-current", "adex-patterns"})
    void builtInNetworks_spikeAsBefore(String name) throws Exception {
        Path scenario = folder.resolve("original.yaml");
        Files.writeString(
                scenario,
                done("show", name, "--resolved", "--set", "duration=60 ms").out());
        Path imported = exportedAndImported(scenario);
        List<String> populations = new ArrayList<>();
        Path run = folder.resolve("first");
        done("run", scenario, "--out", run, "--quiet");
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            reader.cells().groups().stream()
                    .filter(group -> !group.model().equals("given"))
                    .map(NetworkCells.Group::name)
                    .forEach(populations::add);
        }
        assertThat(spikes(imported, "population", populations))
                .isEqualTo(spikes(scenario, "population", populations))
                .isNotEmpty();
    }

    /** Whoever exports twice gets the same bytes. */
    @Test
    void export_isTheSameEachTime() throws Exception {
        done("export", "ring", "--out", folder.resolve("one"));
        done("export", "ring", "--out", folder.resolve("two"));
        try (Stream<Path> files = Files.walk(folder.resolve("one"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(folder.resolve("two").resolve(folder.resolve("one").relativize(file)))
                        .hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void whatSonataCannotSay_isRefusedByNameAllAtOnce() {
        Path out = folder.resolve("out");
        Cli cli = Cli.execute("export", "izhikevich", "--out", out);
        assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(cli.err().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("sources.thalamus-to-", "allowed in SONATA"));
        assertThat(out).doesNotExist();
    }

    @Test
    void nothingIsReplacedWithoutForce() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Cli cli = Cli.execute("export", "ring", "--out", out);
        assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(cli.err()).contains("--out: found " + out, "--force");
        done("export", "ring", "--out", out, "--force");
        assertThat(out.resolve("circuit_config.json")).exists();
    }
}
