package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.store.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Forms of files of spikes that other tools read. None needs all spikes in memory. */
public enum SpikeFormat {
    /** HDF5 with {@code /spikes/POPULATION/timestamps} in ms and {@code node_ids} from 0 in each population. */
    SONATA(".h5", 3, 1L << 23, SonataSpikeFile::write),

    /** The text of NEST's spike recorder: {@code sender}, the number of the neuron in the network from 0, and {@code time_ms}. */
    NEST(".dat", 1, Long.MAX_VALUE, SpikeTextFile::nest),

    /** A table of text: {@code time_ms,neuron,population,index}. */
    CSV(".csv", 1, Long.MAX_VALUE, SpikeTextFile::csv),

    /** Units of NWB 2: one for each neuron, with times in s. */
    NWB(".nwb", 2, 8_192_000, NwbSpikeFile::write);

    /** Writes spikes. */
    private interface Writer {
        void write(RecordedSpikes spikes, Origin origin, OutputStream out) throws IOException;
    }

    /**
     * Where spikes come from, for formats that say so.
     *
     * @param identifier of the recording, like no other's
     * @param description what was simulated
     * @param started when
     */
    public record Origin(String identifier, String description, Instant started) {}

    private final String ending;
    private final int passes;
    private final long exactBelowMs;
    private final Writer writer;

    SpikeFormat(String ending, int passes, long exactBelowMs, Writer writer) {
        this.ending = ending;
        this.passes = passes;
        this.exactBelowMs = exactBelowMs;
        this.writer = writer;
    }

    /** The format of a word, if there is one. */
    public static Optional<SpikeFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** What users call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What names of its files end in. */
    public String ending() {
        return ending;
    }

    /** How often writing goes over all spikes. */
    public int passes() {
        return passes;
    }

    /**
     * What such a file cannot keep of spikes up to a time, in ps: a sentence; nothing if it keeps everything. A number of 64 bits has no
     * picoseconds any more from some time on.
     */
    public Optional<String> loss(long endPs) {
        return exactBelowMs == Long.MAX_VALUE || endPs < exactBelowMs * 1_000_000_000L
                ? Optional.empty()
                : Optional.of("times from " + exactBelowMs / 1000 + "." + exactBelowMs % 1000
                        + " s on are rounded to 2 ps or more: the numbers of 64 bits of this format have no picoseconds"
                        + " there");
    }

    /**
     * Writes spikes into a file, or replaces it.
     *
     * @throws io.dopaflow.analysis.store.StorageException if it cannot be written; then it is as it was
     */
    public void write(RecordedSpikes spikes, Origin origin, Path file) {
        AtomicFile.write(file, out -> {
            try {
                writer.write(spikes, origin, out);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }
}
