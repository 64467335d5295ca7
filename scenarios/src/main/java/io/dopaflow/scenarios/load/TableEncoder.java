package io.dopaflow.scenarios.load;

import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.schema.TaskKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Makes samples of a table: features are numbers, the target is a class (one-hot, classes in the order of their numbers
 * or names) or a number. Every bad cell is reported, up to {@link #MOST_BAD_CELLS}.
 */
final class TableEncoder {

    static final int MOST_BAD_CELLS = 50;

    private static final double LARGEST = 1e100;
    private static final int MOST_CLASSES = 1_000;
    private static final String NUMBER = "a finite number from -1e100 to 1e100";

    private final Table table;
    private final int target;
    private int badCells;

    private TableEncoder(Table table, int target) {
        this.table = table;
        this.target = target;
    }

    /** The data set; nothing if anything was reported. */
    static Optional<DataSet> encode(Table table, int target, TaskKind kind, Report report) {
        TableEncoder encoder = new TableEncoder(table, target);
        Optional<DataSet> data = encoder.encode(kind, report);
        return encoder.badCells == 0 ? data : Optional.empty();
    }

    private Optional<DataSet> encode(TaskKind kind, Report report) {
        List<double[]> features =
                IntStream.range(0, table.rows().size()).mapToObj(this::features).toList();
        List<String> names = new ArrayList<>(table.columns());
        String targetName = names.remove(target);
        if (kind == TaskKind.REGRESSION) {
            List<Sample> samples = new ArrayList<>();
            for (int row = 0; row < features.size(); row++) {
                samples.add(new Sample(features.get(row), new double[] {number(row, target)}));
            }
            return Optional.of(new DataSet(table.name(), names, new Target.Values(List.of(targetName)), samples));
        }
        return classes(report).map(classes -> {
            List<Sample> samples = new ArrayList<>();
            for (int row = 0; row < features.size(); row++) {
                double[] oneHot = new double[classes.size()];
                oneHot[classes.indexOf(table.rows().get(row).get(target))] = 1;
                samples.add(new Sample(features.get(row), oneHot));
            }
            return new DataSet(table.name(), names, new Target.Classes(classes), samples);
        });
    }

    private Optional<List<String>> classes(Report report) {
        TreeSet<String> names = new TreeSet<>();
        for (int row = 0; row < table.rows().size(); row++) {
            String name = table.rows().get(row).get(target);
            if (name.isEmpty()) {
                bad(row, target, "nothing", "the name of a class");
            } else {
                names.add(name);
            }
        }
        if (badCells > 0) {
            return Optional.empty();
        }
        if (names.size() < 2 || names.size() > MOST_CLASSES) {
            report.wrong(
                    "task.kind",
                    "classification with " + names.size() + (names.size() == 1 ? " class" : " classes") + " in column "
                            + table.columns().get(target),
                    "2 to " + MOST_CLASSES + " classes; regression for numbers");
            return Optional.empty();
        }
        List<String> ordered = new ArrayList<>(names);
        if (ordered.stream().allMatch(name -> ScalarKind.ofPlain(name) == ScalarKind.NUMBER)) {
            ordered.sort(Comparator.comparingDouble(Double::parseDouble));
        }
        return Optional.of(ordered);
    }

    private double[] features(int row) {
        return IntStream.range(0, table.columns().size())
                .filter(column -> column != target)
                .mapToDouble(column -> number(row, column))
                .toArray();
    }

    private double number(int row, int column) {
        String cell = table.rows().get(row).get(column);
        if (ScalarKind.ofPlain(cell) == ScalarKind.NUMBER) {
            double value = Double.parseDouble(cell);
            if (Math.abs(value) <= LARGEST) {
                return value;
            }
        }
        bad(row, column, cell.isEmpty() ? "nothing" : cell, NUMBER);
        return 0;
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
