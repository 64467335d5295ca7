package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.hdf5.Hdf5Dataset;
import io.dopaflow.analysis.hdf5.Hdf5Group;
import io.dopaflow.analysis.hdf5.Hdf5Type;
import io.dopaflow.analysis.hdf5.Hdf5Value;
import io.dopaflow.analysis.hdf5.Hdf5Writer;
import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.models.time.VirtualTime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Spikes as a file of SONATA has them, by population: times in ms, ascending, and ids of nodes. */
public final class SonataSpikeFile {
    private static final Hdf5Type SORTING = Hdf5Type.words(List.of("none", "by_id", "by_time"));
    private static final int BY_TIME = 2;

    private final Hdf5Group root = SonataFormat.root();
    private final Hdf5Group spikes = root.group("spikes");

    /** Hands over spikes, in the order of time, the same each time it is asked. */
    @FunctionalInterface
    public interface Spikes {
        /** Hands over all. */
        void each(Taker taker) throws IOException;
    }

    /** Takes a spike. */
    @FunctionalInterface
    public interface Taker {
        /** A spike of a node at a time in ps. */
        void take(long timePs, int node) throws IOException;
    }

    /**
     * Adds the spikes of a population.
     *
     * @param count how many they are
     * @param all gives them, in the order of time
     */
    public void add(String population, long count, Spikes all) {
        Hdf5Group group = spikes.group(population);
        group.attribute("sorting", Hdf5Value.ofWord(SORTING, BY_TIME));
        Hdf5Dataset times = group.dataset(
                "timestamps",
                Hdf5Type.FLOAT64,
                List.of(count),
                to -> all.each((timePs, node) -> to.put(VirtualTime.toMilliseconds(timePs))));
        times.attribute("units", Hdf5Value.of("ms"));
        group.dataset(
                "node_ids", Hdf5Type.UINT64, List.of(count), to -> all.each((timePs, node) -> to.put((long) node)));
    }

    /** Writes the spikes of a network: all its populations, those that are silent too. */
    static void write(RecordedSpikes spikes, SpikeFormat.Origin origin, OutputStream out) throws IOException {
        SpikeCounts counts = SpikeCounts.of(spikes);
        SonataSpikeFile file = new SonataSpikeFile();
        file.span(0, VirtualTime.toMilliseconds(spikes.endPs()));
        for (NetworkCells.Group group : spikes.cells().groups()) {
            file.add(
                    group.name(),
                    counts.of(group),
                    taker -> spikes.spikes(spikes.everything().of(group.cells()), (time, cell) -> {
                        try {
                            taker.take(time, cell - group.first());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
        }
        file.writeTo(out);
    }

    /** Says of the whole when it began and ended, in ms. */
    public void span(double startMs, double stopMs) {
        root.attribute("t_start", Hdf5Value.of(startMs));
        root.attribute("t_stop", Hdf5Value.of(stopMs));
    }

    /** Writes the file. */
    public void writeTo(OutputStream out) throws IOException {
        Hdf5Writer.write(root, out);
    }
}
