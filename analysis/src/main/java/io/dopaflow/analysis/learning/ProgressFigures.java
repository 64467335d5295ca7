package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.CycleTallies.Opportunities;
import io.dopaflow.analysis.run.CycleTallies.Rewards;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.models.task.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well a run learns: losses and accuracies at the ends of epochs, losses and rewards of cycles.
 *
 * @param run what was recorded
 */
public record ProgressFigures(RunReader run) {
    private static final int MOST_STRETCHES = 400;
    private static final int MOST_MARKERS = 60;

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
        List<Progress> rows = run.progress();
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
                run.manifest().name() + ": " + what,
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

    /** The loss of cycles and the reward that was broadcast; empty if no reward was recorded. */
    public Optional<Figure> rewards(Opportunities of) {
        List<Rewards> rows = run.tallies().rewards(run.cyclesPerOpportunity(), of, MOST_STRETCHES);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double end = rows.get(rows.size() - 1).to();
        Axis x = Axis.linear("cycle", "", rows.get(0).from(), end).whole();
        long recorded = rows.stream().mapToLong(Rewards::cycles).sum();
        double longest =
                rows.stream().mapToDouble(row -> row.to() - row.from()).max().orElse(1);
        return Optional.of(new Figure(
                run.manifest().name() + ": loss and reward of cycles",
                1,
                List.of(
                        panel(x, "loss", Ink.BLUE, rows, Rewards::meanLoss, Rewards::lowestLoss, Rewards::highestLoss),
                        panel(
                                x,
                                "reward",
                                Ink.GREEN,
                                rows,
                                Rewards::meanReward,
                                Rewards::lowestReward,
                                Rewards::highestReward)),
                longest > 1
                        ? List.of(String.format(
                                Locale.ROOT,
                                "%,d recorded cycles in stretches of %,.0f: line the mean, band from the lowest to the highest.",
                                recorded,
                                longest))
                        : List.of()));
    }

    private static Panel panel(
            Axis x,
            String quantity,
            Ink ink,
            List<Rewards> rows,
            ToDoubleFunction<Rewards> mean,
            ToDoubleFunction<Rewards> low,
            ToDoubleFunction<Rewards> high) {
        double[] at =
                rows.stream().mapToDouble(row -> (row.from() + row.to()) / 2).toArray();
        double[] means = rows.stream().mapToDouble(mean).toArray();
        double[] lows = rows.stream().mapToDouble(low).toArray();
        double[] highs = rows.stream().mapToDouble(high).toArray();
        boolean isBand = IntStream.range(0, lows.length).anyMatch(i -> lows[i] < highs[i]);
        List<Mark> marks = new ArrayList<>();
        if (isBand) {
            marks.add(new Mark.Band("", ink, at, lows, highs));
        }
        marks.add(new Mark.Line("", ink, at, means, Mark.Stroke.NORMAL, false));
        return new Panel(
                "",
                x,
                Axis.around(quantity, "", DoubleStream.concat(Arrays.stream(lows), Arrays.stream(highs))),
                1.2,
                marks);
    }
}
