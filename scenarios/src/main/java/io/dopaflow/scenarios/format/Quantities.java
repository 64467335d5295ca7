package io.dopaflow.scenarios.format;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Physical quantities of one kind with their unit, such as {@code -70 mV} or {@code 0.2nA}: in Java a double in the unit in which
 * models have it. The conversion is exact up to the last rounding. Times are whole picoseconds: what is finer is refused.
 */
public final class Quantities {
    /** Time in ms. */
    public static final Quantities TIME = of("s 3", "ms 0", "us -3", "ns -6", "ps -9");

    /** Frequencies and rates in Hz. */
    public static final Quantities RATE = of("kHz 3", "Hz 0", "1/s 0");

    /** Angles in radians. */
    public static final Quantities ANGLE = of("rad 0");

    private static final List<Quantities> ALL = List.of(
            TIME,
            RATE,
            ANGLE,
            of("V 3", "mV 0", "uV -3"),
            of("mV^2 0"),
            of("1/mV 0"),
            of("nA 3", "pA 0"),
            of("nF 3", "pF 0"),
            of("uS 3", "nS 0"),
            of("V/s 0", "mV/ms 0"),
            of("1/ms 0", "1/s -3"),
            of("nS/ms 0"),
            of("pA/ms 0"));
    private static final Pattern PATTERN = Pattern.compile("(" + ScalarKind.NUMBER_FORM + ")[ \\u00A0\\u202F]?(\\S+)");
    private static final int SMALLEST_TIME = 9;

    private final List<Unit> units;

    private record Unit(String symbol, int exponent) {}

    private Quantities(List<Unit> units) {
        this.units = units;
    }

    private static Quantities of(String... symbolsWithPowersOfTen) {
        List<Unit> units = Arrays.stream(symbolsWithPowersOfTen)
                .map(text -> text.split(" ", -1))
                .map(parts -> new Unit(parts[0], Integer.parseInt(parts[1])))
                .toList();
        return new Quantities(units);
    }

    /**
     * Quantities by the unit in which models have them.
     *
     * @param unit {@code ms}, {@code mV}, {@code mV^2}, {@code 1/mV}, {@code pA}, {@code pF}, {@code nS}, {@code Hz}, {@code 1/ms}, {@code mV/ms}, {@code
     *     nS/ms}, {@code pA/ms} or {@code rad}
     */
    public static Quantities in(String unit) {
        return ALL.stream()
                .filter(kind -> kind.unit().equals(unit))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no quantities in " + unit));
    }

    /** The unit in which models have them: of the units whose factor is 1 the one that is best known. */
    public String unit() {
        return units.stream()
                .filter(unit -> unit.exponent == 0)
                .map(Unit::symbol)
                .reduce((first, second) -> first.contains("/") ? second : first)
                .orElseThrow();
    }

    /** The units that may be written. */
    public String units() {
        return units.stream().map(Unit::symbol).collect(Collectors.joining(", "));
    }

    /** The exact value in {@link #unit}; nothing if it is no such quantity. */
    public Optional<BigDecimal> exact(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String symbol = matcher.group(2).replace('\u00B5', 'u').replace('\u03BC', 'u');
        return units.stream()
                .filter(unit -> unit.symbol.equals(symbol))
                .findFirst()
                .flatMap(
                        unit -> Numerals.parse(matcher.group(1)).map(number -> number.scaleByPowerOfTen(unit.exponent)))
                .filter(value -> this != TIME || value.stripTrailingZeros().scale() <= SMALLEST_TIME);
    }

    /** Whether a text ends with one of the units. */
    public boolean isIn(String text) {
        Matcher matcher = PATTERN.matcher(text);
        return matcher.matches() && units.stream().anyMatch(unit -> unit.symbol.equals(matcher.group(2)));
    }

    /** All finite quantities of this kind. */
    public ScalarType<Double> any() {
        return where("", value -> true);
    }

    /**
     * Those of a range.
     *
     * @param range in words that follow the units, such as {@code  above 0 mV}; may be empty
     */
    public ScalarType<Double> where(String range, Predicate<Double> inRange) {
        return ScalarType.ofForm(
                "a number with its unit (" + units() + ")" + range,
                text -> exact(text)
                        .map(BigDecimal::doubleValue)
                        .filter(Double::isFinite)
                        .filter(inRange),
                this::text,
                form());
    }

    /** Positive quantities of this kind, as they were written. */
    public ScalarType<BigDecimal> positiveDecimals() {
        return ScalarType.ofForm(
                "a number above 0 with its unit (" + units() + ")",
                text -> exact(text)
                        .filter(value -> value.signum() > 0)
                        .map(BigDecimal::stripTrailingZeros)
                        .filter(value -> Math.abs(value.scale()) < 100),
                value -> value.toPlainString() + " " + unit(),
                form());
    }

    private String form() {
        return ScalarKind.NUMBER_FORM + "[ \\u00A0\\u202F]?(?:"
                + units.stream().map(Unit::symbol).map(Quantities::pattern).collect(Collectors.joining("|")) + ")";
    }

    private static String pattern(String symbol) {
        return symbol.startsWith("u") ? "[u\\u00B5\\u03BC]" + symbol.substring(1) : symbol.replace("^", "\\^");
    }

    /** A quantity as it is written. */
    public String text(double value) {
        return Written.digits(value) + " " + unit();
    }
}
