package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Quantities;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model says of a value that it refuses, {@code NAME is VALUE; allowed: RANGE}, in the parts that problems of files have.
 *
 * @param name what the value is called; empty if the message has another form
 * @param found what was refused
 * @param allowed what is allowed instead
 */
public record Refusal(String name, String found, String allowed) {
    private static final Pattern FORM = Pattern.compile("(?s)(.*?); allowed(?::|,) (.*)");
    private static final Pattern NAMED = Pattern.compile("(?s)(\\S+) is (.*)");
    private static final Pattern WHOLE = Pattern.compile("([0-9])\\.0(?![0-9])");
    private static final Pattern PICOSECONDS = Pattern.compile("(?<![0-9^.])(?<!/ )([0-9]{7,18}) ps\\b");

    /** The parts of the message of an exception. */
    public static Refusal of(IllegalArgumentException refused) {
        String message = withUnits(String.valueOf(refused.getMessage()));
        Matcher parts = FORM.matcher(message);
        if (!parts.matches()) {
            return new Refusal("", message, "what the model allows");
        }
        Matcher named = NAMED.matcher(parts.group(1));
        return named.matches()
                ? new Refusal(named.group(1), named.group(2), parts.group(2))
                : new Refusal("", parts.group(1), parts.group(2));
    }

    /** Models speak of picoseconds, files of milliseconds; and nobody writes 20 as 20.0. */
    private static String withUnits(String message) {
        String whole = WHOLE.matcher(message).replaceAll("$1");
        return PICOSECONDS
                .matcher(whole)
                .replaceAll(ps -> Quantities.TIME.text(VirtualTime.toMilliseconds(Long.parseLong(ps.group(1)))));
    }
}
