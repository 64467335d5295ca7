package io.dopaflow.scenarios.sweep;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The seeds of a sweep.
 *
 * @param values in order, none twice, at least one
 */
public record Seeds(List<Long> values) {
    /** What {@link #parse} understands. */
    public static final String ALLOWED = "a range such as 1..20, or whole numbers such as 1,2,7, at most " + Seeds.MOST;

    private static final long MOST = 1_000_000;
    private static final Pattern RANGE = Pattern.compile("(-?[0-9]{1,18})\\.\\.(-?[0-9]{1,18})");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** Copies the values. */
    public Seeds {
        values = List.copyOf(values);
    }

    /** Reads ranges and numbers apart by commas, each seed once; nothing if they are wrong or too many. */
    public static Optional<Seeds> parse(String text) {
        Set<Long> seeds = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            boolean single = NUMBER.matcher(part.strip()).matches();
            if (!single && !range.matches()) {
                return Optional.empty();
            }
            long first = Long.parseLong(single ? part.strip() : range.group(1));
            long last = single ? first : Long.parseLong(range.group(2));
            if (last < first || last - first >= MOST - seeds.size()) {
                return Optional.empty();
            }
            for (long seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
        }
        return Optional.of(new Seeds(List.copyOf(seeds)));
    }
}
