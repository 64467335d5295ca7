package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of single values. */
public final class Types {

    /** True or false. */
    public static final ScalarType<Boolean> FLAG = new ScalarType<>(
            "true or false",
            scalar -> scalar.kind() == ScalarKind.BOOLEAN
                    ? Optional.of(Boolean.parseBoolean(scalar.text()))
                    : Optional.empty(),
            Written::flag,
            schema().put("type", "boolean"));

    private Types() {}

    private static ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A whole number from {@code min} to {@code max}; {@code 1e3} and {@code 2.0} are whole, too. */
    public static ScalarType<Long> wholeNumber(long min, long max) {
        return new ScalarType<>(
                "a whole number from " + min + " to " + max,
                scalar -> Numerals.read(scalar).flatMap(number -> Numerals.whole(number, min, max)),
                Written::number,
                schema().put("type", "integer").put("minimum", min).put("maximum", max));
    }

    /** A number from {@code min} to {@code max}, as the nearest double. */
    public static ScalarType<Double> number(double min, double max) {
        return number(min, true, max, true);
    }

    /** A number above 0, at most {@code max}. */
    public static ScalarType<Double> positive(double max) {
        return number(0, false, max, true);
    }

    /** A number from 0 to below 1. */
    public static ScalarType<Double> fraction() {
        return number(0, true, 1, false);
    }

    private static ScalarType<Double> number(double min, boolean minAllowed, double max, boolean maxAllowed) {
        return new ScalarType<>(
                "a number " + (minAllowed ? "from " : "above ") + Written.digits(min)
                        + (maxAllowed ? " to " : " to below ") + Written.digits(max),
                scalar -> Numerals.read(scalar)
                        .map(BigDecimal::doubleValue)
                        .filter(value -> minAllowed ? value >= min : value > min)
                        .filter(value -> maxAllowed ? value <= max : value < max),
                Written::number,
                schema().put("type", "number")
                        .put(minAllowed ? "minimum" : "exclusiveMinimum", min)
                        .put(maxAllowed ? "maximum" : "exclusiveMaximum", max));
    }

    /** A number of things from 1 to {@code max}, with their name: {@code 100 opportunities}, {@code 1 cycle}. */
    public static ScalarType<Long> count(String singular, String plural, long max) {
        String form = "([0-9]+) ?(" + plural + "|" + singular + ")";
        Pattern pattern = Pattern.compile(form);
        return ScalarType.ofForm(
                "a whole number with its unit (" + plural + ") from 1 to " + max,
                text -> {
                    Matcher matcher = pattern.matcher(text);
                    return matcher.matches()
                            ? Numerals.parse(matcher.group(1)).flatMap(number -> Numerals.whole(number, 1, max))
                            : Optional.empty();
                },
                value -> value + " " + (value == 1 ? singular : plural),
                form);
    }

    /**
     * A text.
     *
     * @param regex what the whole text must match; also understood by ECMA-262
     * @param allowed the same in words
     */
    public static ScalarType<String> text(String regex, String allowed) {
        Pattern pattern = Pattern.compile(regex);
        return ScalarType.ofForm(
                        allowed,
                        text -> Optional.of(text).filter(pattern.asMatchPredicate()),
                        text -> text,
                        "(?:" + regex + ")")
                .hinting(scalar -> scalar.kind() != ScalarKind.TEXT
                                && pattern.matcher(scalar.text()).matches()
                        ? " (in quotation marks, without which it is not text)"
                        : "");
    }

    /** A number or a text, kept as it was written. */
    public static ScalarType<String> cell(String allowed) {
        ObjectNode schema = schema();
        schema.putArray("type").add("string").add("number");
        return new ScalarType<>(
                allowed,
                scalar -> (scalar.kind() == ScalarKind.NUMBER || scalar.kind() == ScalarKind.TEXT)
                                && !scalar.text().isBlank()
                        ? Optional.of(scalar.text().strip())
                        : Optional.empty(),
                text -> ScalarKind.ofPlain(text) == ScalarKind.NUMBER
                        ? new Node.Scalar(text, ScalarKind.NUMBER, Node.NOWHERE)
                        : Written.text(text),
                schema);
    }

    /** The constants of an enum by their names in lower case with hyphens: {@code LOG_WEIGHT} is {@code log-weight}. */
    public static <E extends Enum<E>> ScalarType<E> choice(Class<E> type) {
        return choice(type.getEnumConstants());
    }

    /** Constants of an enum, where the values are those of an interface of it. */
    public static <T> ScalarType<T> choice(T[] constants) {
        Map<String, T> choices = new LinkedHashMap<>();
        for (T constant : constants) {
            choices.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return choice(choices);
    }

    /** One of a few words, in the order in which they are shown, each with what it stands for. */
    public static <T> ScalarType<T> choice(Map<String, T> words) {
        Map<String, T> choices = new LinkedHashMap<>(words);
        ObjectNode schema = schema();
        ArrayNode allowed = schema.putArray("enum");
        choices.keySet().forEach(allowed::add);
        return ScalarType.ofText(
                        String.join(" | ", choices.keySet()),
                        text -> Optional.ofNullable(choices.get(text)),
                        value -> choices.entrySet().stream()
                                .filter(choice -> choice.getValue().equals(value))
                                .findFirst()
                                .orElseThrow(
                                        () -> new IllegalArgumentException(value + " is none of " + choices.values()))
                                .getKey(),
                        schema)
                .hinting(scalar ->
                        scalar.kind() == ScalarKind.TEXT ? Nearest.hint(scalar.text(), choices.keySet()) : "");
    }
}
