package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Warning;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkLoaderTest {
    private static final long MS = 1_000_000_000L;

    @TempDir
    Path folder;

    private LoadedNetwork load(String sections, String... overrides) throws InvalidScenarioException {
        String text = "model: spiking-network\nname: net\nduration: 1000 s\n" + sections;
        return (LoadedNetwork) ScenarioLoader.load(new ScenarioSource(text, "net.yaml", folder), List.of(overrides));
    }

    private static String populations(String others) {
        return "populations: {a: {size: 4, neuron: {lif: {I_e: 1 pA}}}, b: {size: 3, neuron: {lif: {I_e: 1 pA}}}}\n"
                + others;
    }

    private static SpikeSource train(LoadedNetwork network, String name) {
        return network.network().groups().stream()
                .filter(group -> group.name().equals(name))
                .map(group -> ((CellGroup.Trains) group).trains().get(0))
                .findFirst()
                .orElseThrow();
    }

    /** R14. */
    @Test
    void givenTimes_areReadAsExactDecimals() throws InvalidScenarioException {
        LoadedNetwork network = load(
                populations(
                        "time: precise\nsources: {s: {spikes: {times: [353538.4 ms, 0.000000001 ms]}, to: a, weight: 1 mV, delay: 1 ms}}"));
        assertThat(train(network, "s").next(-1)).isEqualTo(1);
        assertThat(train(network, "s").next(1)).isEqualTo(353_538_400_000_000L);
    }

    /** R15. */
    @Test
    void unsortedSpikesOfAFile_areThoseOfTheSortedOne() throws Exception {
        Files.writeString(folder.resolve("spikes.csv"), "neuron,time_ms\n1,3.5\n0,2\n1,0.5\n");
        LoadedNetwork network = load(populations("sources: {s: {spikes: {file: spikes.csv}, size: 2}}\n"
                + "projections: [{from: s, to: a, connect: all-to-all, weight: 1 mV, delay: 1 ms}]"));
        List<SpikeSource> trains =
                ((CellGroup.Trains) network.network().groups().get(2)).trains();
        assertThat(trains.get(0).next(-1)).isEqualTo(2 * MS);
        assertThat(trains.get(1).next(-1)).isEqualTo(MS / 2);
        assertThat(trains.get(1).next(MS)).isEqualTo(7 * MS / 2);
        assertThat(load(network.resolved().substring(network.resolved().indexOf("time:")))
                        .scenario()
                        .sources())
                .isEqualTo(network.scenario().sources());
    }

    /** What Python prints of 0.1 + 0.2, and of 1.1 * 3 s. */
    @Test
    void timesOfAFileThatAreSumsOfDoubles_areWholeWithoutTheirRounding() throws Exception {
        Files.writeString(
                folder.resolve("spikes.csv"), "time_ms\n0.30000000000000004\n3300.0000000000005\n1.6400000000000001\n");
        LoadedNetwork network = load(populations(
                "time: precise\nsources: {s: {spikes: {file: spikes.csv}, to: a, weight: 1 mV, delay: 1 ms}}"));
        assertThat(train(network, "s").next(-1)).isEqualTo(3 * MS / 10);
        assertThat(train(network, "s").next(MS)).isEqualTo(164 * MS / 100);
        assertThat(train(network, "s").next(2 * MS)).isEqualTo(3300 * MS);
    }

    @Test
    void nestsFile_countsFromItsSmallestSender() throws Exception {
        Files.writeString(folder.resolve("s.dat"), "# NEST version: 3.9\nsender\ttime_ms\n11\t1.000\n10\t2.000\n");
        LoadedNetwork network = load(populations("sources: {s: {spikes: {file: s.dat}, size: 2}}\n"
                + "projections: [{from: s, to: a, connect: all-to-all, weight: 1 mV, delay: 1 ms}]"));
        assertThat(train(network, "s").next(-1)).isEqualTo(2 * MS);
    }

    @Test
    void nestsFileOfOld_hasNoHeader() throws Exception {
        Files.writeString(folder.resolve("s.gdf"), "11\t1.000\n10\t2.000\n");
        LoadedNetwork network = load(populations("sources: {s: {spikes: {file: s.gdf}, size: 2}}\n"
                + "projections: [{from: s, to: a, connect: all-to-all, weight: 1 mV, delay: 1 ms}]"));
        assertThat(train(network, "s").next(-1)).isEqualTo(2 * MS);
    }

    private WritableGroup sonata(WritableHdfFile file, String kind) {
        return file.putGroup(kind).putGroup("p");
    }

    @Test
    void spikesOfSonata_areThoseOfTheirNodes() throws Exception {
        try (WritableHdfFile file = HdfFile.write(folder.resolve("s.h5"))) {
            WritableGroup group = sonata(file, "spikes");
            group.putDataset("timestamps", new double[] {0.3, 0.1 + 0.2, 7}).putAttribute("units", "ms");
            group.putDataset("node_ids", new long[] {0, 1, 0});
        }
        String projection = "projections: [{from: s, to: a, connect: all-to-all, weight: 1 mV, delay: 1 ms}]";
        LoadedNetwork network = load(populations("sources: {s: {spikes: {file: s.h5}, size: 2}}\n" + projection));
        assertThat(train(network, "s").next(-1)).isEqualTo(3 * MS / 10);
        assertThat(train(network, "s").next(MS)).isEqualTo(7 * MS);
        assertThatThrownBy(() -> load(populations("sources: {s: {spikes: {file: s.h5}, size: 1}}\n" + projection)))
                .hasMessageContaining(
                        "s.h5: found the spike of node 1 at 0.3 ms; allowed: nodes from 0 to 0, as the size is 1");
        assertThatThrownBy(() ->
                        load(populations("sources: {s: {spikes: {file: s.h5}, to: a, weight: 1 mV, delay: 1 ms}}")))
                .hasMessageContaining("s.h5: found a second spike of cell 0 at 0.3 ms");
    }

    @Test
    void edgesOfSonata_haveWeightsInTheUnitOfTheTargetAndDelaysInMilliseconds() throws Exception {
        try (WritableHdfFile file = HdfFile.write(folder.resolve("e.h5"))) {
            WritableGroup group = sonata(file, "edges");
            group.putDataset("source_node_id", new long[] {3, 0, 1});
            group.putDataset("target_node_id", new long[] {0, 2, 0});
            group.putDataset("edge_group_index", new long[] {2, 1, 0});
            WritableGroup own = group.putGroup("0");
            own.putDataset("syn_weight", new double[] {2, -0.5, 1});
            own.putDataset("delay", new double[] {0.3, 2, 1});
        }
        SpikingNetwork network = load(populations("projections: [{from: a, to: b, connect: {file: e.h5}}]"))
                .network();
        Afferents all = Afferents.of(network, network.projections().get(0), 0, 3);
        assertThat(List.of(all.weight(0), all.weight(1), all.weight(2))).containsExactly(1.0, 2.0, -0.5);
        assertThat(List.of(all.delayPs(0), all.delayPs(1), all.delayPs(2))).containsExactly(MS, 3 * MS / 10, 2 * MS);
        assertThatThrownBy(() -> load(populations("projections: [{from: b, to: b, connect: {file: e.h5}}]")))
                .hasMessageContaining("e.h5, edge 0: found pre 3; allowed: from 0 to 2, the cells of b");
        Files.writeString(folder.resolve("no.h5"), "text");
        assertThatThrownBy(() -> load(populations("projections: [{from: a, to: b, connect: {file: no.h5}}]")))
                .hasMessageContaining("projections.0.connect.file: found", "damaged or no HDF5 file");
    }

    /** Each row is checked, whatever is wrong in others. */
    @Test
    void rowsOfEdges_areReportedWithTheirLines() throws IOException {
        Files.writeString(
                folder.resolve("edges.csv"),
                "pre,post,weight,delay\n3,0,1,1 ms\n0,3,-0.5 mV,2 ms\n4,0,20 pA,0.01 ms\n");
        assertThatThrownBy(() -> load(populations("projections: [{from: a, to: b, connect: {file: edges.csv}}]")))
                .hasMessageContaining("edges.csv:2: found weight 1; allowed: a weight with its unit, such as 0.1 mV")
                .hasMessageContaining("edges.csv:3: found post 3; allowed: from 0 to 2, the neurons of b")
                .hasMessageContaining("edges.csv:4: found pre 4; allowed: from 0 to 3, the cells of a")
                .hasMessageContaining("edges.csv:4: found 20 pA; allowed: a weight in V, mV, uV")
                .hasMessageContaining("edges.csv:4: found 0.01 ms; allowed: positive multiples of the step");
    }

    /** R14, R11 in files: with their line. */
    @Test
    void wrongRowsOfFiles_areReportedWithTheirLines() throws IOException {
        Files.writeString(folder.resolve("s.csv"), "time_ms\n1\n0.0000000001\n1\n0.05\n");
        assertThatThrownBy(() ->
                        load(populations("sources: {s: {spikes: {file: s.csv}, to: a, weight: 1 mV, delay: 1 ms}}")))
                .hasMessageContaining(
                        "s.csv:3: found time_ms 0.0000000001; allowed: a time from 0 in whole picoseconds")
                .hasMessageContaining("s.csv:4: found a second spike of cell 0 at 1 ms")
                .hasMessageContaining("s.csv:5: found time_ms 0.05; allowed: multiples of the step, 0.1 ms");
    }

    @Test
    void synapsesOfAFile_haveTheirOwnWeightsAndDelays() throws Exception {
        Files.writeString(
                folder.resolve("edges.csv"),
                "pre,post,weight,delay\n3,0,1 mV,1 ms\n0,2,-0.5 mV,2 ms\n1,0,2000 uV,300 us\n");
        SpikingNetwork network = load(populations("projections: [{from: a, to: b, connect: {file: edges.csv}}]"))
                .network();
        Projection projection = network.projections().get(0);
        Afferents all = Afferents.of(network, projection, 0, 3);
        assertThat(all.incoming().size()).isEqualTo(3);
        assertThat(List.of(all.weight(0), all.weight(1), all.weight(2))).containsExactly(1.0, 2.0, -0.5);
        assertThat(List.of(all.delayPs(0), all.delayPs(1), all.delayPs(2))).containsExactly(MS, 3 * MS / 10, 2 * MS);
        Afferents last = Afferents.of(network, projection, 2, 3);
        assertThat(last.weight(0)).isEqualTo(-0.5);
        assertThat(last.delayPs(0)).isEqualTo(2 * MS);
    }

    /** R23. */
    @Test
    void emptySelection_selectsNothing() throws InvalidScenarioException {
        LoadedNetwork network = load(
                populations("sources: {s: {poisson: {rate: 1 Hz}, to: a, neurons: [], weight: 1 mV, delay: 1 ms}}\n"
                        + "record: {spikes: {a: [], b: [0, 2]}, states: {of: a, neurons: [], variables: V_m}}"));
        assertThat(network.network().drives()).isEmpty();
        assertThat(network.network().projections()).isEmpty();
        assertThat(network.plan().spikes().stream()).containsExactly(4, 6);
        assertThat(network.plan().probes()).isEmpty();
        assertThat(network.warnings())
                .extracting(Warning::key)
                .containsExactly("sources.s.neurons", "record.spikes.a", "record.states");
    }

    /** R30. */
    @Test
    void whatDoesNothing_isAWarningWithItsLine() throws InvalidScenarioException {
        LoadedNetwork network = load("""
                populations:
                  a: {size: 4, neuron: {lif: {I_e: 1 pA}}}
                  b: {size: 3, neuron: {lif: {}}}
                sources:
                  unused: {poisson: {rate: 1 Hz}, size: 2}
                projections:
                  - {from: a, to: b, connect: {indegree: 0}, weight: 1 mV, delay: 1 ms}
                record: {spikes: []}
                """);
        assertThat(network.warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "net.yaml:6: populations.b: nothing reaches it: no source, no projection that makes synapses, and I_e"
                                + " is 0",
                        "net.yaml:8: sources.unused: no projection comes from it, so that it reaches nothing",
                        "net.yaml:10: projections.0: a->b makes no synapse",
                        "net.yaml:11: record.spikes: names no group, so that no spike is recorded; `none` says the same");
    }

    @Test
    void overrides_reachEveryKey() throws InvalidScenarioException {
        LoadedNetwork network = load(
                populations("projections: [{from: a, to: b, connect: {indegree: 2}, weight: 1 mV, delay: 1 ms}]"),
                "populations.a.size=7",
                "populations.b.neuron.lif.tau_m=5 ms",
                "projections.0.connect.indegree=3",
                "projections.1={from: b, to: a, connect: all-to-all, weight: -1 mV, delay: 2 ms}",
                "sources.s={poisson: {rate: 5 Hz}, to: b, weight: 1 mV, delay: 1 ms}",
                "record.states={of: a, neurons: 1..2, variables: V_m, every: 2 ms}");
        assertThat(network.network().cells()).isEqualTo(10);
        assertThat(network.network().expectedSynapses()).isEqualTo(3 * 3 + 3 * 7 + 3);
        assertThat(network.plan().probes().get(0).neurons()).containsExactly(1, 2);
    }

    /** An added source or a projection at the end leaves what is drawn for the others as it is. */
    @Test
    void idsOfProjections_doNotDependOnSources() throws InvalidScenarioException {
        String projection = "projections: [{from: a, to: b, connect: {indegree: 2}, weight: 1 mV, delay: 1 ms}]\n";
        LoadedNetwork plain = load(populations(projection));
        LoadedNetwork more = load(
                populations(projection + "sources: {s: {poisson: {rate: 5 Hz}, to: b, weight: 1 mV, delay: 1 ms}}\n"));
        assertThat(sources(more)).isEqualTo(sources(plain));
    }

    private static int[] sources(LoadedNetwork loaded) {
        SpikingNetwork network = loaded.network();
        Afferents all = Afferents.of(network, network.projections().get(0), 0, 3);
        int[] sources = new int[all.incoming().size()];
        Arrays.setAll(sources, all.incoming()::source);
        return sources;
    }

    @Test
    void lawsOfEveryKind_areEqualAfterARoundTrip() throws InvalidScenarioException {
        LoadedNetwork network = load("""
                populations:
                  a:
                    size: 4
                    neuron:
                      lif:
                        I_e: {normal: {mean: 1 pA, sd: 0.1 nA, high: 300 pA, outside: clipped}}
                        C_m: {lognormal: {median: 0.25 nF, sigma: 0.3}}
                        tau_m: {uniform: [0.01 s, 20 ms]}
                        V_th: {values: [-55 mV, -0.05 V]}
                sources:
                  sine: {poisson: {sine: {mean: 10 Hz, amplitude: 3 Hz, frequency: 1 kHz, phase: 0.5 rad}}, to: a, neurons: [0, 2..3], weight: 1 mV, delay: 1 ms}
                  third: {regular: {period: 0.000333333333 s}, size: 2}
                  current: {current: {sine: {amplitude: 1 pA, frequency: 8 Hz}}, to: a}
                projections:
                  - {name: own, from: [a, third], to: a, connect: {probability: 0.3, autapses: false}, weight: {values: [1 mV, 2 mV]}, delay: {normal: {mean: 2 ms, sd: 0.2 ms}}}
                  - {from: third, to: a, connect: {list: [[0, 1, 1 mV, 1 ms], [1, 1, 2 mV, 2 ms]]}}
                record: {spikes: [a], synapses: true, states: [{of: a, variables: [V_m]}, {of: a, neurons: 3, variables: V_m, offset: 1 ms}]}
                stop_above: 2 kHz
                """);
        LoadedScenario again =
                ScenarioLoader.load(new ScenarioSource(network.resolved(), "again.yaml", folder), List.of());
        assertThat(again.scenario()).isEqualTo(network.scenario());
        assertThat(again.resolved()).isEqualTo(network.resolved());
    }
}
