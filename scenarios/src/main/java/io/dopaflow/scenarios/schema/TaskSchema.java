package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of {@code task}. */
final class TaskSchema {

    private static final ScalarType<String> COLUMN = Column.Type.NAME;
    private static final int MOST_FEATURES = Column.Type.MOST_FEATURES;
    private static final int MOST_COPIES = 20;
    private static final int MOST_ROWS = 10_000;

    private static final Key<DataSource.Inline, List<String>> FEATURES = Key.required(
            "features",
            new ListType<>(COLUMN, "names of features", 1, MOST_FEATURES),
            DataSource.Inline::features,
            "Names of the features.");

    private static final Key<DataSource.Inline, String> INLINE_TARGET =
            Key.required("target", COLUMN, DataSource.Inline::target, "Name of the quantity to predict.");

    private static final Key<DataSource.Inline, List<List<String>>> ROWS = Key.required(
            "rows",
            new ListType<>(
                    new ListType<>(Types.cell("a number or a class"), "cells", 2, MOST_FEATURES + 1),
                    "samples",
                    1,
                    MOST_ROWS),
            DataSource.Inline::rows,
            "One list for each sample: its features, then its target.");

    private static final MappingType<DataSource.Inline> INLINE_TABLE = MappingType.of(
            List.of(FEATURES, INLINE_TARGET, ROWS),
            values -> new DataSource.Inline(values.get(FEATURES), values.get(INLINE_TARGET), values.get(ROWS)));

    static final Key<TaskSettings, String> DATA = Key.required(
            "data",
            DataName.TYPE,
            task -> task.data().place(),
            "Where samples come from: a data set that comes with Dopaflow, the key `inline`, a CSV file, or the data.parquet of a run;"
                    + " paths are relative to the scenario file.");

    private static final Key<TaskSettings, DataSource.Separator> SEPARATOR = Key.conditional(
            "separator",
            Types.choice(DataSource.Separator.class),
            "comma",
            Key.when(TaskSettings::data, DataSource.CsvFile.class, DataSource.CsvFile::separator),
            "What separates the cells of a CSV file. Only with a CSV file.");

    private static final Key<TaskSettings, List<String>> COLUMNS = Key.conditional(
            "columns",
            new ListType<>(COLUMN, "names of columns", 2, MOST_FEATURES + 1),
            "the first line",
            Key.when(TaskSettings::data, DataSource.CsvFile.class, DataSource.CsvFile::columns)
                    .andThen(names -> names.filter(list -> !list.isEmpty())),
            "Names of the columns of a CSV file without a header; a first line that repeats them"
                    + " is taken as its header. Only with a CSV file.");

    static final Key<TaskSettings, DataSource.Inline> INLINE = Key.conditional(
            "inline",
            INLINE_TABLE,
            "required with data: inline",
            Key.when(TaskSettings::data, DataSource.Inline.class, Function.identity()),
            "The samples themselves; only with `data: inline`.");

    static final Key<TaskSettings, Column> TARGET = Key.conditional(
            "target",
            new Column.Type("column"),
            "the last column",
            TaskSettings::target,
            "The column to predict, by its name or its number from 0 (a name that is a number stands in"
                    + " quotation marks); every other column is a feature. Not with `data: inline`.");

    private static final Key<TaskSettings, List<Column>> LEAVE_OUT = Key.conditional(
            "leave_out",
            new ListType<>(new Column.Type("column"), "columns", 0, MOST_FEATURES),
            "none",
            task -> Optional.of(task.leaveOut()).filter(columns -> !columns.isEmpty()),
            "Columns that are neither features nor the target, such as row numbers or text; by name or number.");

    static final Key<TaskSettings, TaskSettings.Kind> KIND = Key.conditional(
            "kind",
            Types.choice(TaskSettings.Kind.class),
            "classification; required for a target of many different numbers",
            TaskSettings::kind,
            "Whether the target is a class (an output for each) or a number (one output).");

    static final Key<TaskSettings, TaskSettings.Scaling> SCALE = Key.defaulted(
            "scale",
            Types.choice(TaskSettings.Scaling.class),
            TaskSettings.Scaling.MIN_MAX,
            TaskSettings::scale,
            "How features are scaled: onto [0, 1] by the training samples, or not at all.");

    private static final Key<TaskSettings, TaskSettings.Scaling> SCALE_TARGET = Key.conditional(
            "scale_target",
            Types.choice(TaskSettings.Scaling.class),
            "min-max",
            task -> task.isRegression() ? Optional.of(task.scaleTarget()) : Optional.empty(),
            "How a target that is a number is scaled: onto [0, 1] by the training samples, or not at all. Errors are"
                    + " reported in its own unit. Only with kind: regression.");

    private static final Key<TaskSettings, Long> DISTRACTORS = Key.defaulted(
            "distractors",
            Types.wholeNumber(0, MOST_COPIES),
            0L,
            task -> (long) task.distractors(),
            "Copies of the features that carry nothing: in each, a sample has the features of another one, which the seed"
                    + " chooses.");

    static final Key<TaskSettings, Double> HELD_OUT = Key.defaulted(
            "held_out",
            Types.fraction(),
            0.2,
            TaskSettings::heldOut,
            "Fraction of the samples held out from training, the same in each class; the seed chooses them.");

    static final MappingType<TaskSettings> TYPE = MappingType.of(
                    List.of(
                            DATA,
                            INLINE,
                            SEPARATOR,
                            COLUMNS,
                            TARGET,
                            LEAVE_OUT,
                            KIND,
                            SCALE,
                            SCALE_TARGET,
                            DISTRACTORS,
                            HELD_OUT),
                    TaskSchema::make)
            .withCheck(TaskSchema::checkInline)
            .withCheck(TaskSchema::checkScaling);

    private TaskSchema() {}

    private static TaskSettings make(Values values) {
        String name = values.get(DATA);
        DataSource data = DataName.builtIn(name)
                .<DataSource>map(builtIn -> builtIn)
                .or(() -> values.find(INLINE))
                .orElseGet(() -> file(Path.of(name), values));
        return new TaskSettings(
                data,
                values.find(TARGET),
                values.find(LEAVE_OUT).orElse(List.of()),
                values.find(KIND),
                values.get(SCALE),
                values.find(SCALE_TARGET).orElse(TaskSettings.Scaling.MIN_MAX),
                values.get(DISTRACTORS).intValue(),
                values.get(HELD_OUT));
    }

    private static DataSource file(Path path, Values values) {
        return path.endsWith(DataSource.RunData.FILE)
                ? new DataSource.RunData(path)
                : new DataSource.CsvFile(
                        path,
                        values.find(SEPARATOR).orElse(DataSource.Separator.COMMA),
                        values.find(COLUMNS).orElse(List.of()));
    }

    private static void checkScaling(Values values) {
        if (values.isWritten(SCALE_TARGET) && !values.has(KIND, TaskSettings.Kind.REGRESSION)) {
            values.wrong(SCALE_TARGET, "scale_target for classes", "only with kind: regression");
        }
    }

    private static void checkInline(Values values) {
        Optional<String> data = values.find(DATA);
        if (data.isEmpty()) {
            return;
        }
        boolean inline = data.get().equals(DataName.INLINE);
        if (inline) {
            values.require(INLINE, DATA);
        } else if (values.isWritten(INLINE)) {
            values.wrong(INLINE, "inline with data: " + data.get(), "only data: inline");
        }
        boolean kept = data.get().endsWith(DataSource.RunData.FILE);
        boolean csv = !inline && !kept && DataName.builtIn(data.get()).isEmpty();
        for (Key<TaskSettings, ?> key : List.of(SEPARATOR, COLUMNS, TARGET, LEAVE_OUT)) {
            boolean allowed = csv || (!kept && (key.equals(TARGET) || key.equals(LEAVE_OUT)));
            if (!allowed && values.isWritten(key)) {
                values.wrong(key, key.name() + " with data: " + data.get(), "only with a CSV file");
            }
        }
        if (inline && values.isWritten(TARGET)) {
            values.wrong(TARGET, "target with data: inline", "the target within inline");
        }
    }
}
