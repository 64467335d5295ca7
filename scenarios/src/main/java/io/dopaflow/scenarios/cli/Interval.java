package io.dopaflow.scenarios.cli;

import io.dopaflow.models.time.VirtualTime;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how often something is done, in time on the clock: with its unit, or 0 for never. */
final class Interval implements ITypeConverter<Duration> {
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    @Override
    public Duration convert(String word) {
        if (word.equals("0")) {
            return Duration.ZERO;
        }
        try {
            long picoseconds = new TimeOption().convert(word);
            return Duration.ofNanos(
                    picoseconds / (VirtualTime.PICOSECONDS_PER_MILLISECOND / NANOSECONDS_PER_MILLISECOND));
        } catch (TypeConversionException e) {
            throw new TypeConversionException("a time with its unit (s, ms, us), such as 10s, or 0 for never");
        }
    }
}
