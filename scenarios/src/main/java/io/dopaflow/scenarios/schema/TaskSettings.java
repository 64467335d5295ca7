package io.dopaflow.scenarios.schema;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is learnt.
 *
 * @param data where samples come from
 * @param target the column to be predicted; the last if none is named. Inline data name their own
 * @param leaveOut columns that are neither features nor the target
 * @param kind classes or numbers; once the scenario is loaded it says which
 * @param scale what happens to features
 * @param scaleTarget what happens to a target that is a number
 * @param distractors copies of the features that carry nothing, from 0
 * @param heldOut fraction of the samples that is not trained on, from 0 to below 1
 */
public record TaskSettings(
        DataSource data,
        Optional<Column> target,
        List<Column> leaveOut,
        Optional<Kind> kind,
        Scaling scale,
        Scaling scaleTarget,
        int distractors,
        double heldOut) {

    /** Copies the columns. */
    public TaskSettings {
        leaveOut = List.copyOf(leaveOut);
    }

    /** Whether the target is a number. */
    public boolean isRegression() {
        return kind.equals(Optional.of(Kind.REGRESSION));
    }

    /** The same task, with paths relative to a folder and the kind that holds where none was said. */
    public TaskSettings resolved(Path folder) {
        DataSource source = data;
        if (data instanceof DataSource.CsvFile file) {
            source = new DataSource.CsvFile(absolute(folder, file.path()), file.separator(), file.columns());
        } else if (data instanceof DataSource.RunData kept) {
            source = new DataSource.RunData(absolute(folder, kept.path()));
        }
        Optional<Kind> settled = kind.or(() -> Optional.of(Kind.CLASSIFICATION));
        return new TaskSettings(source, target, leaveOut, settled, scale, scaleTarget, distractors, heldOut);
    }

    /** The same task, with another path of its file, if that is a CSV file. */
    public TaskSettings withFile(UnaryOperator<String> paths) {
        return data instanceof DataSource.CsvFile file
                ? new TaskSettings(
                        new DataSource.CsvFile(
                                Path.of(paths.apply(file.path().toString())), file.separator(), file.columns()),
                        target,
                        leaveOut,
                        kind,
                        scale,
                        scaleTarget,
                        distractors,
                        heldOut)
                : this;
    }

    private static Path absolute(Path folder, Path path) {
        return folder.resolve(path).toAbsolutePath().normalize();
    }

    /** The same task with the samples in that file, distractors among them, if they are in a file. */
    public TaskSettings kept(Path file) {
        return data instanceof DataSource.CsvFile || data instanceof DataSource.RunData
                ? new TaskSettings(
                        new DataSource.RunData(file), Optional.empty(), List.of(), kind, scale, scaleTarget, 0, heldOut)
                : this;
    }

    /** What is to be predicted. */
    public enum Kind {
        /** A class: one output for each. */
        CLASSIFICATION,
        /** A number: one output. */
        REGRESSION
    }

    /** What happens to features before neurons present them, and to targets before readouts are compared with them. */
    public enum Scaling {
        /** Each linearly onto [0, 1], by the smallest and largest value of the training samples. */
        MIN_MAX,
        /** They stay as they are. */
        NONE
    }
}
