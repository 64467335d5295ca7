package io.dopaflow.scenarios.schema;

import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Target;
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

    /** The task of an environment; it has no samples to scale or to hold out. */
    static TaskSettings of(Environment environment) {
        boolean chosen = environment.states(new RandomStreams(0), 1).target() instanceof Target.Classes;
        return new TaskSettings(
                new DataSource.Surroundings(environment),
                Optional.empty(),
                List.of(),
                Optional.of(chosen ? Kind.CLASSIFICATION : Kind.REGRESSION),
                Scaling.NONE,
                Scaling.NONE,
                0,
                0);
    }

    /** The environment that a network acts in; empty if it learns from samples. */
    public Optional<Environment> environment() {
        return data instanceof DataSource.Surroundings own ? Optional.of(own.environment()) : Optional.empty();
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
