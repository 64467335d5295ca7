package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Numerals;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The classes of a target. Labels that are one to the eye are one class and, where all are numbers, those of one value; a
 * class is called by its shortest label. Numbers come in their order, other labels in that of their characters. Refused
 * are labels that are easily taken for one another, and many different numbers where nobody says that they are classes.
 */
final class ClassLabels {

    private static final int MOST = 1_000;
    private static final int MOST_UNASKED = 20;
    private static final int SHOWN = 3;

    private final Table table;
    private final int target;
    private final Report report;
    /** The row of the shortest label of each class. */
    private final TreeMap<Object, Integer> rows = new TreeMap<>();

    private final List<Object> ofRow = new ArrayList<>();
    private final boolean areNumbers;

    private ClassLabels(Table table, int target, Report report) {
        this.table = table;
        this.target = target;
        this.report = report;
        List<String> labels = table.column(target);
        areNumbers = labels.stream().allMatch(label -> Numerals.parse(label).isPresent());
        for (int row = 0; row < labels.size(); row++) {
            String label = labels.get(row);
            Object value = areNumbers ? Numerals.parse(label).orElseThrow() : CellText.visible(label);
            ofRow.add(value);
            rows.merge(
                    value, row, (a, b) -> labels.get(b).length() < labels.get(a).length() ? b : a);
        }
    }

    /** The classes of a column without empty cells; nothing if anything was reported. */
    static Optional<ClassLabels> of(Table table, int target, Optional<TaskSettings.Kind> kind, Report report) {
        ClassLabels labels = new ClassLabels(table, target, report);
        return labels.areClasses(kind) && labels.areDistinct() ? Optional.of(labels) : Optional.empty();
    }

    /** The names of the classes. */
    List<String> names() {
        return rows.values().stream().map(this::label).toList();
    }

    /** The class of each row. */
    int[] classes() {
        List<Object> all = new ArrayList<>(rows.keySet());
        Map<Object, Integer> numbers = new TreeMap<>();
        all.forEach(value -> numbers.put(value, numbers.size()));
        return ofRow.stream().mapToInt(numbers::get).toArray();
    }

    private String label(int row) {
        return table.rows().get(row).get(target);
    }

    private boolean areClasses(Optional<TaskSettings.Kind> kind) {
        String column = table.columns().get(target);
        int count = rows.size();
        boolean fractions = areNumbers && rows.keySet().stream().anyMatch(ClassLabels::isFraction);
        if (areNumbers && kind.isEmpty() && (count > MOST_UNASKED || (fractions && count > 2))) {
            report.wrong(
                    "task.kind",
                    "nothing, where the target " + column + " has " + count + " different numbers ("
                            + String.join(", ", names().subList(0, SHOWN)) + ", ...)",
                    "kind: regression, to predict a number; or kind: classification, with a class for each of them");
            return false;
        }
        if (count < 2 || count > MOST) {
            report.wrong(
                    "task.kind",
                    "classification with " + count + (count == 1 ? " class" : " classes") + " in column " + column,
                    "2 to " + MOST + " classes; regression for numbers");
        }
        return count >= 2 && count <= MOST;
    }

    private static boolean isFraction(Object number) {
        return ((BigDecimal) number).stripTrailingZeros().scale() > 0;
    }

    private boolean areDistinct() {
        boolean right = true;
        Map<String, Integer> shapes = new HashMap<>();
        for (int row : areNumbers
                ? List.<Integer>of()
                : rows.values().stream().sorted().toList()) {
            Integer like = shapes.putIfAbsent(CellText.shape(label(row)), row);
            if (like != null) {
                String odd = CellText.oddity(label(row))
                        .or(() -> CellText.oddity(label(like)))
                        .map(c -> ", except for " + c)
                        .orElse("");
                table.cells()
                        .wrong(
                                row,
                                target,
                                label(row) + ", which looks like another class, " + label(like) + odd,
                                "one spelling of each class, and classes that look different");
                right = false;
            }
        }
        return right;
    }
}
