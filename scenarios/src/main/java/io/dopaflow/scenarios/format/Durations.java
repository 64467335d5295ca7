package io.dopaflow.scenarios.format;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Durations with their unit, such as {@code 20 ms}, {@code 500us}, {@code 1 µs} or {@code 5e-4 s}; in Java whole picoseconds.
 * The conversion is exact: what is no whole number of picoseconds is refused.
 */
public final class Durations {

    private static final String FORM =
            "(" + ScalarKind.NUMBER_FORM + ")[ \\u00A0\\u202F]?(s|ms|us|\\u00B5s|\\u03BCs|ns|ps)";
    private static final Pattern PATTERN = Pattern.compile(FORM);

    private enum Unit {
        SECONDS("s", 1_000_000_000_000L),
        MILLISECONDS("ms", 1_000_000_000L),
        MICROSECONDS("us", 1_000_000L),
        NANOSECONDS("ns", 1_000L),
        PICOSECONDS("ps", 1L);

        private final String symbol;
        private final long picoseconds;

        Unit(String symbol, long picoseconds) {
            this.symbol = symbol;
            this.picoseconds = picoseconds;
        }

        /** Microseconds also with the micro sign or the Greek letter mu. */
        private static Optional<Unit> of(String symbol) {
            String plain = symbol.replace('\u00B5', 'u').replace('\u03BC', 'u');
            return Arrays.stream(values())
                    .filter(unit -> unit.symbol.equals(plain))
                    .findFirst();
        }
    }

    private Durations() {}

    /** Durations of a range, both ends in picoseconds. */
    public static ScalarType<Long> between(long minPs, long maxPs) {
        String units = Arrays.stream(Unit.values()).map(unit -> unit.symbol).collect(Collectors.joining(", "));
        return ScalarType.ofForm(
                "a duration with its unit (" + units + ") from " + text(minPs) + " to " + text(maxPs)
                        + ", in whole picoseconds",
                text -> picoseconds(text).filter(duration -> duration >= minPs && duration <= maxPs),
                Durations::text,
                FORM);
    }

    /** The whole number of picoseconds of a number with its unit; nothing if it is no duration, or no whole number. */
    public static Optional<Long> picoseconds(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Numerals.parse(matcher.group(1))
                .flatMap(number ->
                        Unit.of(matcher.group(2)).map(unit -> number.multiply(BigDecimal.valueOf(unit.picoseconds))))
                .flatMap(exact -> Numerals.whole(exact, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** A duration as it is written: with the largest unit in which it is whole, none in milliseconds. */
    public static String text(long durationPs) {
        return Arrays.stream(Unit.values())
                .filter(unit -> durationPs == 0 ? unit == Unit.MILLISECONDS : durationPs % unit.picoseconds == 0)
                .map(unit -> durationPs / unit.picoseconds + " " + unit.symbol)
                .findFirst()
                .orElseThrow();
    }
}
