package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.hdf5.Hdf5Dataset;
import io.dopaflow.analysis.hdf5.Hdf5Group;
import io.dopaflow.analysis.hdf5.Hdf5Node;
import io.dopaflow.analysis.hdf5.Hdf5Type;
import io.dopaflow.analysis.hdf5.Hdf5Value;
import io.dopaflow.analysis.hdf5.Hdf5Writer;
import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/**
 * Writes the spikes of a network as an NWB file: a unit for each neuron, silent ones too, with its times in s, the intervals that were
 * recorded, its population and its number in that. The structure is that of the NWB schema 2.5 and of hdmf-common 1.5; copies of these
 * schemas, which files may carry, are not in it: readers take their own. Ids of objects follow from the identifier of the recording.
 */
final class NwbSpikeFile {
    private static final double PS_PER_S = 1e12;

    /** Spikes that are put in order at once. */
    private static final long MOST_AT_ONCE = 4_000_000;

    private final RecordedSpikes spikes;
    private final SpikeCounts counts;
    private final SpikeFormat.Origin origin;
    private final int cells;

    private NwbSpikeFile(RecordedSpikes spikes, SpikeFormat.Origin origin) {
        this.spikes = spikes;
        this.counts = SpikeCounts.of(spikes);
        this.origin = origin;
        this.cells = spikes.cells().count();
    }

    static void write(RecordedSpikes spikes, SpikeFormat.Origin origin, OutputStream out) throws IOException {
        NwbSpikeFile file = new NwbSpikeFile(spikes, origin);
        Hdf5Writer.write(file.root(), out);
    }

    private Hdf5Group root() {
        Hdf5Group root = new Hdf5Group();
        describe(root, "core", "NWBFile", "/");
        root.attribute("nwb_version", Hdf5Value.of("2.5.0"));
        String started = origin.started().toString();
        root.dataset("file_create_date", List.of(started));
        root.dataset("identifier", origin.identifier());
        root.dataset("session_description", origin.description());
        root.dataset("session_start_time", started);
        root.dataset("timestamps_reference_time", started);
        root.group("acquisition");
        root.group("analysis");
        root.group("general");
        root.group("processing");
        root.group("stimulus").group("presentation");
        root.group("stimulus").group("templates");
        addUnits(root.group("units"));
        return root;
    }

    private void describe(Hdf5Node node, String namespace, String type, String path) {
        String id = UUID.nameUUIDFromBytes((origin.identifier() + path).getBytes(StandardCharsets.UTF_8))
                .toString();
        node.attribute("namespace", Hdf5Value.of(namespace));
        node.attribute("neurodata_type", Hdf5Value.of(type));
        node.attribute("object_id", Hdf5Value.of(id));
    }

    private void addUnits(Hdf5Group units) {
        describe(units, "core", "Units", "/units");
        units.attribute("description", Hdf5Value.of("neurons of a simulated network"));
        units.attribute(
                "colnames", Hdf5Value.ofTexts(List.of("spike_times", "obs_intervals", "population", "node_id")));
        describe(
                units.dataset("id", Hdf5Type.INT32, List.of((long) cells), to -> {
                    for (int cell = 0; cell < cells; cell++) {
                        to.put(cell);
                    }
                }),
                "hdmf-common",
                "ElementIdentifiers",
                "/units/id");
        Hdf5Dataset times =
                units.dataset("spike_times", Hdf5Type.FLOAT64, List.of(counts.between(0, cells)), this::times);
        column(times, "spike_times", "the spike times of each neuron, in s");
        index(units, times, "spike_times", counts::of);
        List<RecordedSpikes.Stretch> stretches = spikes.stretches();
        long rows = (long) cells * stretches.size();
        Hdf5Dataset intervals = units.dataset("obs_intervals", Hdf5Type.FLOAT64, List.of(rows, 2L), to -> {
            for (int cell = 0; cell < cells; cell++) {
                for (RecordedSpikes.Stretch stretch : stretches) {
                    to.put(stretch.fromPs() / PS_PER_S);
                    to.put(stretch.toPs() / PS_PER_S);
                }
            }
        });
        column(intervals, "obs_intervals", "when the spikes of each neuron were recorded, in s");
        index(units, intervals, "obs_intervals", cell -> stretches.size());
        List<String> names = new ArrayList<>();
        for (NetworkCells.Group group : spikes.cells().groups()) {
            for (int i = 0; i < group.size(); i++) {
                names.add(group.name());
            }
        }
        column(units.dataset("population", names), "population", "the population of each neuron");
        column(
                units.dataset("node_id", Hdf5Type.INT32, List.of((long) cells), to -> {
                    for (NetworkCells.Group group : spikes.cells().groups()) {
                        for (int i = 0; i < group.size(); i++) {
                            to.put(i);
                        }
                    }
                }),
                "node_id",
                "the number of each neuron in its population, from 0");
    }

    private void column(Hdf5Dataset column, String name, String description) {
        describe(column, "hdmf-common", "VectorData", "/units/" + name);
        column.attribute("description", Hdf5Value.of(description));
    }

    private interface Rows {
        long of(int cell);
    }

    /** Says behind which row of another column the rows of each neuron end. */
    private void index(Hdf5Group units, Hdf5Dataset of, String name, Rows rows) {
        Hdf5Dataset index = units.dataset(name + "_index", Hdf5Type.UINT64, List.of((long) cells), to -> {
            long end = 0;
            for (int cell = 0; cell < cells; cell++) {
                end += rows.of(cell);
                to.put(end);
            }
        });
        describe(index, "hdmf-common", "VectorIndex", "/units/" + name + "_index");
        index.attribute("description", Hdf5Value.of("Index for VectorData '" + name + "'"));
        index.attribute("target", Hdf5Value.ofReference(of));
    }

    /** Neuron after neuron: of as many at once as memory is for. */
    private void times(Hdf5Dataset.Elements to) throws IOException {
        for (int from = 0; from < cells; ) {
            int end = from + 1;
            for (long sum = counts.of(from); end < cells && sum + counts.of(end) <= MOST_AT_ONCE; end++) {
                sum += counts.of(end);
            }
            for (double time : times(from, end)) {
                to.put(time);
            }
            from = end;
        }
    }

    private double[] times(int from, int end) {
        int[] next = new int[end - from];
        for (int cell = from + 1; cell < end; cell++) {
            next[cell - from] = Math.toIntExact(next[cell - from - 1] + counts.of(cell - 1));
        }
        double[] times = new double[Math.toIntExact(counts.between(from, end))];
        BitSet those = new BitSet();
        those.set(from, end);
        spikes.spikes(spikes.everything().of(those), (time, cell) -> times[next[cell - from]++] = time / PS_PER_S);
        return times;
    }
}
