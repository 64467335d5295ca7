package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.task.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * How well a run learns: losses and accuracies at the ends of epochs.
 *
 * @param run its name
 * @param rows its scores, in order
 */
public record ScoreFigures(String run, List<Progress> rows) {
    private static final int MOST_MARKERS = 60;

    /** Copies. */
    public ScoreFigures {
        rows = List.copyOf(rows);
    }

    /** The loss over epochs; empty unless the run was scored. */
    public Optional<Figure> loss() {
        return scores("loss", "mean loss", "", score -> OptionalDouble.of(score.loss()));
    }

    /** The share of samples that are told right over epochs; empty unless the run was scored, and of a task of classes. */
    public Optional<Figure> accuracy() {
        return scores(
                "accuracy",
                "samples told right",
                "%",
                score -> score.accuracy().isPresent()
                        ? OptionalDouble.of(100 * score.accuracy().getAsDouble())
                        : OptionalDouble.empty());
    }

    private Optional<Figure> scores(String what, String quantity, String unit, Function<Score, OptionalDouble> value) {
        List<Mark> marks = new ArrayList<>();
        add(marks, "training samples", Ink.BLUE, rows, row -> value.apply(row.training()));
        add(
                marks,
                "held-out samples",
                Ink.VERMILLION,
                rows,
                row -> row.heldOut().map(value).orElse(OptionalDouble.empty()));
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        DoubleStream values = marks.stream()
                .filter(Mark.Line.class::isInstance)
                .map(Mark.Line.class::cast)
                .flatMapToDouble(line -> Arrays.stream(line.y()));
        Axis y = unit.isEmpty() ? Axis.fromZero(quantity, unit, values) : Axis.linear(quantity, unit, 0, 104);
        int last = rows.get(rows.size() - 1).epoch();
        return Optional.of(Figure.of(
                run + ": " + what,
                List.of(new Panel(
                        "", Axis.linear("epochs", "", 0, Math.max(1, last)).whole(), y, 2, marks))));
    }

    private static void add(
            List<Mark> marks, String name, Ink ink, List<Progress> rows, Function<Progress, OptionalDouble> value) {
        List<Progress> given =
                rows.stream().filter(row -> value.apply(row).isPresent()).toList();
        if (given.isEmpty()) {
            return;
        }
        double[] x = given.stream().mapToDouble(Progress::epoch).toArray();
        double[] y = given.stream()
                .mapToDouble(row -> value.apply(row).orElseThrow())
                .toArray();
        marks.add(Mark.Line.of(name, ink, x, y));
        if (x.length <= MOST_MARKERS) {
            marks.add(new Mark.Points("", ink, x, y, Mark.Shape.CIRCLE));
        }
    }
}
