package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.ParquetFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All combinations of the values of some keys; the last key changes fastest.
 *
 * @param axes keys in the order in which they change the scenario
 */
record Grid(List<Axis> axes) {
    private static final String ALLOWED = "key=value,value,... such as learning.cycles=100,1000";
    private static final Set<String> OPTIONS = Set.of("seed", "engine");
    private static final long MOST_POINTS = 1_000_000;

    /** Reads {@code key=value,value,...} assignments, and reports what is wrong with them. */
    static Grid parse(List<String> assignments, Set<String> problems) {
        List<Axis> axes = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Set<String> columns = new HashSet<>(MemberResult.COLUMNS);
        for (String assignment : assignments) {
            if (assignment.indexOf('=') < 1) {
                problems.add("--set: found \"" + assignment + "\"; allowed: " + ALLOWED);
                continue;
            }
            Axis axis = Axis.parse(assignment);
            String key = axis.key();
            if (OPTIONS.contains(key.toLowerCase(Locale.ROOT))) {
                problems.add("--set: found the key " + key + "; allowed: --" + key
                        + (key.equals("seed") ? "s, such as --seeds 1..20" : ", the same for all runs"));
            } else if (!keys.add(key)) {
                problems.add("--set: found the key " + key + " twice; allowed: once, with all its values");
            } else if (axis.isSwept() && !isColumn(axis, columns)) {
                problems.add("--set: found the key " + key
                        + ", which cannot name a column of the results; allowed: a key of the scenario");
            } else {
                checkValues(axis, problems);
                axes.add(axis);
            }
        }
        return new Grid(axes);
    }

    private static boolean isColumn(Axis axis, Set<String> taken) {
        try {
            ParquetFile.Field field = axis.field();
            return taken.add(field.name());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkValues(Axis axis, Set<String> problems) {
        if (axis.isSwept() && axis.values().contains("")) {
            problems.add("--set: found an empty value among those of " + axis.key() + "; allowed: " + ALLOWED);
        }
        if (new HashSet<>(axis.values()).size() < axis.values().size()) {
            problems.add("--set: found a value of " + axis.key() + " twice; allowed: each once");
        }
    }

    /** Combinations, at least 1. */
    int points() {
        long points = 1;
        for (Axis axis : axes) {
            points = Math.min(points * axis.values().size(), MOST_POINTS + 1);
        }
        return (int) points;
    }

    /** Keys with several values. */
    List<Axis> swept() {
        return axes.stream().filter(Axis::isSwept).toList();
    }

    /** The changes to the scenario at a point. */
    List<String> changes(int point) {
        List<String> changes = new ArrayList<>();
        int rest = points();
        for (Axis axis : axes) {
            rest /= axis.values().size();
            changes.add(axis.assignment(point / rest % axis.values().size()));
        }
        return changes;
    }

    /** The values of the swept keys at a point. */
    List<String> values(int point) {
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
