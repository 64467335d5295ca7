package io.dopaflow.analysis.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.time.VirtualTime;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SONATA files are written, and read by jHDF, which shares no code with what writes them. */
class SonataFileTest {
    @TempDir
    Path folder;

    private interface Written {
        void to(OutputStream out) throws IOException;
    }

    private Path file(Written written) throws IOException {
        Path file = folder.resolve("file.h5");
        try (OutputStream out = Files.newOutputStream(file)) {
            written.to(out);
        }
        return file;
    }

    /** Requirements R22, R24 and R25: an empty population, ids that two share, times to the picosecond. */
    @Test
    void spikes_comeBackToThePicosecond() throws IOException {
        long[] timesPs = {0, 1, 333_333_333_333L, 353_538_400_000_000L, 8_388_607_999_999_999L};
        int[] ids = {2, 0, 1, 0, 2};
        SonataSpikeFile spikes = new SonataSpikeFile();
        spikes.add("first", timesPs.length, taker -> {
            for (int i = 0; i < ids.length; i++) {
                taker.take(timesPs[i], ids[i]);
            }
        });
        spikes.add("silent", 0, taker -> {});
        spikes.add("with \u00fcml\u00e4ut", 1, taker -> taker.take(5 * VirtualTime.PICOSECONDS_PER_MILLISECOND, 0));
        spikes.span(0, 8_388_608);
        Path file = file(spikes::writeTo);
        List<NamedSpikes> read = SpikeFile.read(file);
        assertThat(read)
                .extracting(NamedSpikes::population)
                .containsExactlyInAnyOrder(
                        Optional.of("first"), Optional.of("silent"), Optional.of("with \u00fcml\u00e4ut"));
        NamedSpikes first = read.stream()
                .filter(each -> each.population().equals(Optional.of("first")))
                .findFirst()
                .orElseThrow();
        assertThat(first.timesPs()).containsExactly(timesPs);
        assertThat(first.ids()).containsExactly(ids);
        assertThat(read.stream().filter(each -> each.population().equals(Optional.of("silent"))))
                .allSatisfy(each -> assertThat(each.timesPs()).isEmpty());
        try (HdfFile opened = new HdfFile(file)) {
            assertThat(opened.getAttribute("magic").getData()).isEqualTo(0x0A7AL);
            assertThat(opened.getAttribute("version").getData()).isNotNull();
            assertThat(opened.getDatasetByPath("/spikes/first/timestamps")
                            .getAttribute("units")
                            .getData())
                    .isEqualTo("ms");
            assertThat(opened.getAttribute("t_stop").getData()).isEqualTo(8_388_608.0);
        }
    }

    @Test
    void edges_comeBackWithWeightsAndDelays() throws IOException {
        int[] sources = {0, 0, 2, 1};
        int[] targets = {1, 1, 0, 3};
        double[] weights = {0.5, -1.25, 1e-300, 3};
        double[] delays = {0.1, 1.5, 2, 50};
        Path file = file(new SonataEdgeFile("a_b", 7, "a", 3, "b", 4, sources, targets, weights, delays)::writeTo);
        SonataEdges edges = SonataEdges.read(file);
        assertThat(edges.sources()).containsExactly(0, 0, 2, 1);
        assertThat(edges.targets()).containsExactly(1, 1, 0, 3);
        assertThat(edges.weights()).contains(List.of(0.5, -1.25, 1e-300, 3.0));
        assertThat(edges.delaysMs()).contains(List.of(0.1, 1.5, 2.0, 50.0));
        SonataTable table = SonataTable.edges(file).get(0);
        assertThat(table.name()).isEqualTo("a_b");
        assertThat(table.size()).isEqualTo(4);
        assertThat(table.populationOf("source_node_id")).contains("a");
        assertThat(table.populationOf("target_node_id")).contains("b");
        for (int edge = 0; edge < 4; edge++) {
            assertThat(table.type(edge)).isEqualTo(7);
            assertThat(table.has("syn_weight", edge)).isTrue();
            assertThat(table.number("syn_weight", edge)).isEqualTo(weights[edge]);
        }
    }

    /** Requirement R24: ids from 0 in the population. */
    @Test
    void nodes_comeBackWithTheirParameters() throws IOException {
        double[] thresholds = {-50, -51.5, 1e-300};
        Path file = file(new SonataNodeFile("cells", 3, 100, Map.of("V_th", thresholds))::writeTo);
        SonataTable table = SonataTable.nodes(file).get(0);
        assertThat(table.name()).isEqualTo("cells");
        assertThat(table.ids("node_id"))
                .hasValueSatisfying(ids -> assertThat(ids).containsExactly(0, 1, 2));
        for (int node = 0; node < 3; node++) {
            assertThat(table.type(node)).isEqualTo(100);
            assertThat(table.number("dynamics_params/V_th", node)).isEqualTo(thresholds[node]);
        }
    }

    @Test
    void order_isByTimeThenByNeuronAndKeepsEqualOnes() {
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 2, 3, 1000}) {
            long[] times = random.longs(size, 0, 40).toArray();
            int[] ids = random.ints(size, 0, 10).toArray();
            int[] expected = IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(place -> times[place])
                            .thenComparingInt(place -> ids[place]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(SpikeOrder.of(times, ids, size)).containsExactly(expected);
        }
    }

    /** The index of a node names the ranges of its edges: all edges, each once. It stands under both names that tools read. */
    @Test
    void indices_nameTheEdgesOfEachNode() throws IOException {
        int[] sources = {0, 0, 2, 1, 0};
        int[] targets = {1, 1, 0, 3, 2};
        Path file = file(
                new SonataEdgeFile("a_b", 7, "a", 3, "b", 4, sources, targets, new double[0], new double[0])::writeTo);
        try (HdfFile opened = new HdfFile(file)) {
            for (String way : List.of("source_to_target", "target_to_source")) {
                int[] of = way.startsWith("source") ? sources : targets;
                long[][] nodes = pairs(opened, "/edges/a_b/indices/" + way + "/node_id_to_range");
                assertThat(pairs(opened, "/edges/a_b/indices/" + way + "/node_id_to_ranges"))
                        .isDeepEqualTo(nodes);
                long[][] ranges = pairs(opened, "/edges/a_b/indices/" + way + "/range_to_edge_id");
                int edges = 0;
                for (int node = 0; node < nodes.length; node++) {
                    for (long range = nodes[node][0]; range < nodes[node][1]; range++) {
                        for (long edge = ranges[(int) range][0]; edge < ranges[(int) range][1]; edge++) {
                            assertThat(of[(int) edge]).isEqualTo(node);
                            edges++;
                        }
                    }
                }
                assertThat(edges).isEqualTo(of.length);
            }
        }
    }

    private static long[][] pairs(HdfFile file, String path) {
        BigInteger[][] unsigned = (BigInteger[][]) file.getDatasetByPath(path).getData();
        return Arrays.stream(unsigned)
                .map(pair -> Arrays.stream(pair)
                        .mapToLong(BigInteger::longValueExact)
                        .toArray())
                .toArray(long[][]::new);
    }
}
