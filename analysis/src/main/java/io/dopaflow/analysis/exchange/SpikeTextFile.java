package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;

/** Writes spikes as text, with every picosecond. */
final class SpikeTextFile {
    /** As many digits as NEST writes, if more are not needed. */
    private static final int FEWEST_DIGITS = 3;

    private SpikeTextFile() {}

    /** The text of NEST's spike recorder: three lines before the spikes. */
    static void nest(RecordedSpikes spikes, SpikeFormat.Origin origin, OutputStream out) throws IOException {
        write(
                spikes,
                out,
                "# Spikes of " + spikes.cells().count() + " neurons, numbered from 0, written by Dopaflow\n"
                        + "# RecordingBackendASCII version: 2\nsender\ttime_ms\n",
                (time, cell, line) -> {
                    line.append(cell).append('\t');
                    milliseconds(time, line);
                });
    }

    /** A table with the names of populations. */
    static void csv(RecordedSpikes spikes, SpikeFormat.Origin origin, OutputStream out) throws IOException {
        NetworkCells cells = spikes.cells();
        String[] names = new String[cells.count()];
        int[] firsts = new int[names.length];
        for (NetworkCells.Group group : cells.groups()) {
            String name = CSVFormat.RFC4180.format(group.name());
            for (int cell = group.first(); cell < group.end(); cell++) {
                names[cell] = name;
                firsts[cell] = group.first();
            }
        }
        write(spikes, out, "time_ms,neuron,population,index\n", (time, cell, line) -> {
            milliseconds(time, line);
            line.append(',').append(cell).append(',').append(names[cell]).append(',');
            line.append(cell - firsts[cell]);
        });
    }

    private interface Line {
        void of(long timePs, int cell, StringBuilder line);
    }

    private static void write(RecordedSpikes spikes, OutputStream out, String header, Line lines) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write(header);
        StringBuilder line = new StringBuilder();
        spikes.spikes(spikes.everything(), (time, cell) -> {
            line.setLength(0);
            lines.of(time, cell, line);
            try {
                text.append(line).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        text.flush();
    }

    /** A time as the decimal number that it is. */
    private static void milliseconds(long timePs, StringBuilder to) {
        long unit = (long) Math.pow(10, SpikeFile.MS_DIGITS);
        to.append(timePs / unit).append('.');
        long rest = timePs % unit;
        int digits = 0;
        for (long place = unit / 10; place > 0 && (rest > 0 || digits < FEWEST_DIGITS); place /= 10) {
            to.append((char) ('0' + rest / place));
            rest %= place;
            digits++;
        }
    }
}
