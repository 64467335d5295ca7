package io.dopaflow.scenarios.batch;

import io.dopaflow.scenarios.format.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * All combinations of the values of some keys; the last key changes fastest.
 *
 * @param axes keys in the order in which they change the scenario
 */
public record Grid(List<Axis> axes) {
    private static final String ALLOWED = "key=value,value,... such as learning.cycles=100,1000";
    private static final long MOST_POINTS = 1_000_000;

    /** Copies the axes. */
    public Grid {
        axes = List.copyOf(axes);
    }

    /**
     * Reads {@code key=value,value,...} assignments, and reports what is wrong with them.
     *
     * @param reserved columns of the results that no axis may be called like
     * @param options keys that are no axes, in lower case, each with what is allowed instead
     * @param problems takes what is wrong
     */
    public static Grid parse(
            List<String> assignments, List<String> reserved, Map<String, String> options, Problems problems) {
        List<Axis> axes = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Set<String> columns = new HashSet<>(reserved);
        for (String assignment : assignments) {
            if (assignment.indexOf('=') < 1) {
                problems.add("--set", "\"" + assignment + "\"", ALLOWED);
                continue;
            }
            Axis axis = Axis.parse(assignment);
            String key = axis.key();
            String option = options.get(key.toLowerCase(Locale.ROOT));
            if (option != null) {
                problems.add("--set", "the key " + key, option);
            } else if (!keys.add(key)) {
                problems.add("--set", "the key " + key + " twice", "once, with all its values");
            } else if (axis.isSwept() && !isColumn(axis, columns)) {
                problems.add(
                        "--set",
                        "the key " + key + ", which cannot name a column of the results",
                        "a key of the scenario");
            } else {
                checkValues(axis, problems);
                axes.add(axis);
            }
        }
        return new Grid(axes);
    }

    private static boolean isColumn(Axis axis, Set<String> taken) {
        try {
            return taken.add(axis.column().name());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkValues(Axis axis, Problems problems) {
        if (axis.isSwept() && axis.values().contains("")) {
            problems.add("--set", "an empty value among those of " + axis.key(), ALLOWED);
        }
    }

    /** Combinations, at least 1. */
    public int points() {
        long points = 1;
        for (Axis axis : axes) {
            points = Math.min(points * axis.values().size(), MOST_POINTS + 1);
        }
        return (int) points;
    }

    /** Keys with several values. */
    public List<Axis> swept() {
        return axes.stream().filter(Axis::isSwept).toList();
    }

    /** The changes to the scenario at a point. */
    public List<String> changes(int point) {
        List<String> changes = new ArrayList<>();
        int rest = points();
        for (Axis axis : axes) {
            rest /= axis.values().size();
            changes.add(axis.assignment(point / rest % axis.values().size()));
        }
        return changes;
    }

    /** The values of the swept keys at a point. */
    public List<String> values(int point) {
        List<String> changes = changes(point);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).isSwept()) {
                values.add(changes.get(i).substring(axes.get(i).key().length() + 1));
            }
        }
        return values;
    }
}
