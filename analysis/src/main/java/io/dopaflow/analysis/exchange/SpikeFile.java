package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.WrongFileException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads spikes that a simulator has written, in any order. Times are rounded to the nearest picosecond.
 *
 * <ul>
 *   <li>{@code .csv}: a header with a column of times, {@code time_ps}, {@code time_ms} or {@code time_s}, and one of ids,
 *       {@code neuron}, {@code node_id}, {@code sender} or {@code id}; other columns are passed over
 *   <li>{@code .dat}, {@code .gdf}: the text that NEST's spike recorder writes, {@code sender} and {@code time_ms}, comments after
 *       {@code #}; without a header, as NEST 2 writes it, ids and times in ms
 *   <li>{@code .h5}: SONATA, with its units, of one or more populations; its legacy layout with {@code gids} too
 *   <li>{@code .nwb}: the table of units of an NWB file; neurons are the rows of the table, from 0
 * </ul>
 */
public final class SpikeFile {
    static final int MS_DIGITS = 9;
    static final int S_DIGITS = 12;

    /** The latest time of a spike: 100 days. */
    static final double LATEST_PS = 100 * 24 * 3600 * 1e12;

    /** The endings of names of files that can be read, for messages. */
    public static final String ENDINGS = ".csv, .dat or .gdf (NEST), .h5 (SONATA) or .nwb (NWB)";

    private SpikeFile() {}

    /**
     * Reads a file.
     *
     * @throws io.dopaflow.analysis.store.FileException if it cannot be read, or what it holds is no spikes
     */
    public static List<NamedSpikes> read(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return List.of(SpikeText.csv(file));
        }
        if (name.endsWith(".dat") || name.endsWith(".gdf")) {
            return List.of(SpikeText.nest(file));
        }
        if (name.endsWith(".h5")) {
            return SonataSpikes.read(file);
        }
        if (name.endsWith(".nwb")) {
            return NwbSpikes.read(file);
        }
        throw new WrongFileException(file, "found another ending; allowed: " + ENDINGS);
    }

    /** How many picoseconds a unit has, as a power of ten; -1 if it is none. */
    static int digits(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT).strip()) {
            case "ps" -> 0;
            case "ms", "millisecond", "milliseconds" -> MS_DIGITS;
            case "s", "second", "seconds" -> S_DIGITS;
            default -> -1;
        };
    }

    /** A number in a unit as picoseconds. */
    static long picoseconds(BigDecimal number, int digits) {
        return number.movePointRight(digits).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }
}
