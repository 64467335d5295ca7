package io.dopaflow.scenarios.batch;

import io.dopaflow.analysis.store.Column;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Numerals;
import io.dopaflow.scenarios.format.ScalarKind;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A key of the scenario and the values that it takes in a sweep.
 *
 * @param key path of the key, such as {@code learning.cycles}
 * @param values as they were written, at least one, no two alike
 */
public record Axis(String key, List<String> values) {
    private static final String WHOLE = "[-+]?[0-9]{1,18}";

    /** Keeps the first of values that are the same number, duration or text. */
    public Axis {
        Map<Object, String> distinct = new LinkedHashMap<>();
        values.forEach(value -> distinct.putIfAbsent(meaning(value), value));
        values = List.copyOf(distinct.values());
    }

    private static Object meaning(String value) {
        return Numerals.parse(value)
                .<Object>map(BigDecimal::stripTrailingZeros)
                .or(() -> Durations.picoseconds(value))
                .orElse(value);
    }

    /**
     * Reads {@code key=value,value,...}. Commas between brackets, braces or quotation marks belong to a value.
     *
     * @param assignment has an equals sign
     */
    public static Axis parse(String assignment) {
        int equals = assignment.indexOf('=');
        return new Axis(assignment.substring(0, equals).strip(), split(assignment.substring(equals + 1)));
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        Deque<Character> open = new ArrayDeque<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!open.isEmpty() && c == open.peek()) {
                open.pop();
            } else if (open.isEmpty() || (open.peek() != '"' && open.peek() != '\'')) {
                switch (c) {
                    case '[' -> open.push(']');
                    case '{' -> open.push('}');
                    case '"', '\'' -> open.push(c);
                    case ',' -> {
                        if (open.isEmpty()) {
                            parts.add(text.substring(from, i).strip());
                            from = i + 1;
                        }
                    }
                    default -> {
                        // Part of a value.
                    }
                }
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** Whether it takes several values; one is a plain change of the scenario. */
    public boolean isSwept() {
        return values.size() > 1;
    }

    /** The change to the scenario that sets the value with that number. */
    String assignment(int value) {
        return key + "=" + values.get(value);
    }

    /** The column of the results that holds the value: of numbers where all values are, else of text. */
    public Column column() {
        return new Column(key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"), type());
    }

    /** Axes with their values, as YAML. */
    public static String yaml(String name, List<Axis> axes) {
        return axes.isEmpty()
                ? name + ": {}\n"
                : axes.stream()
                        .map(axis -> "  " + axis.key() + ": " + axis.values() + "\n")
                        .collect(Collectors.joining("", name + ":\n", ""));
    }

    /** Columns of rows of which each has a value for each of the axes. */
    public static <R> List<ResultColumn<R>> columns(List<Axis> axes, Function<R, List<String>> values) {
        return IntStream.range(0, axes.size())
                .mapToObj(i -> axes.get(i).column((R row) -> values.apply(row).get(i)))
                .toList();
    }

    private <R> ResultColumn<R> column(Function<R, String> value) {
        Column column = column();
        return new ResultColumn<>(column, row -> switch (column.type()) {
            case BIGINT -> (Object) Long.valueOf(value.apply(row));
            case DOUBLE -> Double.valueOf(value.apply(row));
            default -> value.apply(row);
        });
    }

    private Column.Type type() {
        if (values.stream().allMatch(value -> value.matches(WHOLE))) {
            return Column.Type.BIGINT;
        }
        return values.stream().allMatch(value -> value.matches(ScalarKind.NUMBER_FORM))
                ? Column.Type.DOUBLE
                : Column.Type.VARCHAR;
    }
}
