package io.dopaflow.scenarios.load;

import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes samples of a table: features are numbers, the target is a class (one-hot) or a number. Every bad cell is
 * reported, up to {@link #MOST_BAD_CELLS}; a column of text once, and decimal commas once.
 */
final class TableEncoder {

    static final int MOST_BAD_CELLS = 50;

    private static final double LARGEST = 1e100;
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?[0-9]+,[0-9]+");
    private static final String NUMBER = "a finite number from -1e100 to 1e100";

    private final Table table;
    private final Set<Integer> textColumns = new HashSet<>();
    private int badCells;
    private boolean decimalComma;

    private TableEncoder(Table table) {
        this.table = table;
    }

    /** The data set; nothing if anything was reported. */
    static Optional<DataSet> encode(
            Table table, List<Integer> features, int target, Optional<TaskSettings.Kind> kind, Report report) {
        TableEncoder encoder = new TableEncoder(table);
        Optional<DataSet> data = encoder.encode(features, target, kind, report);
        return encoder.badCells == 0 ? data : Optional.empty();
    }

    private Optional<DataSet> encode(
            List<Integer> columns, int target, Optional<TaskSettings.Kind> kind, Report report) {
        boolean regression = kind.equals(Optional.of(TaskSettings.Kind.REGRESSION));
        columns.forEach(column -> checkText(
                column, "numbers; or task.leave_out: [" + table.columns().get(column) + "]"));
        if (regression) {
            checkText(target, "numbers, or kind: classification");
        }
        int rows = table.rows().size();
        List<double[]> features = IntStream.range(0, rows)
                .mapToObj(row -> columns.stream()
                        .mapToDouble(column -> number(row, column))
                        .toArray())
                .toList();
        List<double[]> targets = new ArrayList<>();
        Target kindOfTarget;
        if (regression) {
            IntStream.range(0, rows).forEach(row -> targets.add(new double[] {number(row, target)}));
            kindOfTarget = new Target.Values(List.of(table.columns().get(target)));
        } else {
            Optional<ClassLabels> labels = labels(target, kind, report);
            if (labels.isEmpty()) {
                return Optional.empty();
            }
            List<String> names = labels.get().names();
            for (int label : labels.get().classes()) {
                double[] oneHot = new double[names.size()];
                oneHot[label] = 1;
                targets.add(oneHot);
            }
            kindOfTarget = new Target.Classes(names);
        }
        List<Sample> samples = IntStream.range(0, rows)
                .mapToObj(row -> new Sample(features.get(row), targets.get(row)))
                .toList();
        return Optional.of(new DataSet(
                table.name(), columns.stream().map(table.columns()::get).toList(), kindOfTarget, samples));
    }

    private Optional<ClassLabels> labels(int target, Optional<TaskSettings.Kind> kind, Report report) {
        IntStream.range(0, table.rows().size())
                .filter(row -> table.rows().get(row).get(target).isEmpty())
                .forEach(row -> bad(row, target, "nothing", "the name of a class"));
        return badCells > 0 ? Optional.empty() : ClassLabels.of(table, target, kind, report);
    }

    /** Reports a column of text as one; a shorter one may as well have a few bad cells. */
    private void checkText(int column, String allowed) {
        List<String> cells = table.column(column);
        if (cells.size() > 2 && cells.stream().noneMatch(TableEncoder::isLikeANumber)) {
            textColumns.add(column);
            bad(
                    0,
                    column,
                    (cells.get(0).isEmpty() ? "nothing" : cells.get(0)) + ", and no number in the whole column",
                    allowed);
        }
    }

    private static boolean isLikeANumber(String cell) {
        return ScalarKind.ofPlain(cell) == ScalarKind.NUMBER
                || DECIMAL_COMMA.matcher(cell).matches();
    }

    private double number(int row, int column) {
        String cell = table.rows().get(row).get(column);
        if (ScalarKind.ofPlain(cell) == ScalarKind.NUMBER) {
            double value = Double.parseDouble(cell);
            if (Math.abs(value) <= LARGEST) {
                return value;
            }
        }
        if (!textColumns.contains(column)) {
            wrongNumber(row, column, cell);
        }
        return 0;
    }

    private void wrongNumber(int row, int column, String cell) {
        if (DECIMAL_COMMA.matcher(cell).matches()) {
            badCells += decimalComma ? 1 : 0;
            if (!decimalComma) {
                decimalComma = true;
                bad(row, column, cell + ", with a decimal comma", "decimal points, here and in all further numbers");
            }
            return;
        }
        String odd =
                CellText.oddity(cell).map(character -> " (" + character + ")").orElse("");
        bad(row, column, cell.isEmpty() ? "nothing" : cell + odd, NUMBER);
    }

    private void bad(int row, int column, String found, String allowed) {
        badCells++;
        if (badCells < MOST_BAD_CELLS) {
            table.cells().wrong(row, column, found, allowed);
        } else if (badCells == MOST_BAD_CELLS) {
            table.cells().wrong(row, column, found + " (further bad cells are not listed)", allowed);
        }
    }
}
