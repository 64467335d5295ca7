package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration with its unit, such as {@code 20 ms}, {@code 500us}, {@code 1 µs} or {@code 5e-4 s}; in Java whole picoseconds. The
 * conversion is exact: what is no whole number of picoseconds is refused.
 *
 * @param minPs the shortest, in picoseconds
 * @param maxPs the longest, in picoseconds
 */
public record DurationType(long minPs, long maxPs) implements ValueType<Long> {

    private static final Pattern FORM =
            Pattern.compile("(" + ScalarKind.NUMBER_FORM + ")[ \\u00A0\\u202F]?(s|ms|us|\\u00B5s|\\u03BCs|ns|ps)");

    @Override
    public Optional<Long> read(Node node, Reading reading) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.TEXT) {
            Optional<Long> value =
                    picoseconds(scalar.text()).filter(duration -> duration >= minPs && duration <= maxPs);
            if (value.isPresent()) {
                return value;
            }
        }
        reading.wrong(node, allowed());
        return Optional.empty();
    }

    /**
     * Reads a duration.
     *
     * @param text a number with its unit
     * @return its whole number of picoseconds; nothing if it is no duration, or no whole number of them
     */
    public static Optional<Long> picoseconds(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Numerals.parse(matcher.group(1))
                .flatMap(number -> DurationUnit.of(matcher.group(2))
                        .map(unit -> number.multiply(BigDecimal.valueOf(unit.picoseconds))))
                .flatMap(exact -> Numerals.whole(exact, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Override
    public Node write(Long durationPs) {
        return Written.text(text(durationPs));
    }

    /**
     * A duration as it is written.
     *
     * @param durationPs in picoseconds
     * @return the number with the largest unit in which it is whole
     */
    public static String text(long durationPs) {
        return DurationUnit.write(durationPs);
    }

    @Override
    public String allowed() {
        return "a duration with its unit (" + DurationUnit.NAMES + ") from " + DurationUnit.write(minPs) + " to "
                + DurationUnit.write(maxPs) + ", in whole picoseconds";
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("pattern", "^" + FORM + "$");
    }
}
