package io.dopaflow.scenarios.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Units of durations in scenario files. */
enum DurationUnit {
    SECONDS("s", 1_000_000_000_000L),
    MILLISECONDS("ms", 1_000_000_000L),
    MICROSECONDS("us", 1_000_000L),
    NANOSECONDS("ns", 1_000L),
    PICOSECONDS("ps", 1L);

    static final String NAMES = Arrays.stream(values()).map(unit -> unit.symbol).collect(Collectors.joining(", "));

    final String symbol;
    final long picoseconds;

    DurationUnit(String symbol, long picoseconds) {
        this.symbol = symbol;
        this.picoseconds = picoseconds;
    }

    /** The unit of a symbol; microseconds also with the micro sign or the Greek letter mu. */
    static Optional<DurationUnit> of(String symbol) {
        String plain = symbol.replace('\u00B5', 'u').replace('\u03BC', 'u');
        return Arrays.stream(values()).filter(unit -> unit.symbol.equals(plain)).findFirst();
    }

    /** The duration as a whole number of the largest unit that allows it. */
    static String write(long durationPs) {
        for (DurationUnit unit : values()) {
            if (durationPs % unit.picoseconds == 0 && (durationPs != 0 || unit == MILLISECONDS)) {
                return durationPs / unit.picoseconds + " " + unit.symbol;
            }
        }
        throw new IllegalStateException("every duration is a whole number of picoseconds");
    }
}
