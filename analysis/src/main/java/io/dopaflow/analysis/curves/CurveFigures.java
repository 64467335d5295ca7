package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The figures of learning curves: loss over epochs, and over evaluations of the loss. The emergent run's comes first and is
 * the one that matters.
 *
 * @param curves that they are of
 * @param name of the run, for titles
 */
public record CurveFigures(LearningCurves curves, String name) {
    /** A loss above this multiple of the first curve's largest is not shown: a rule that diverges hides no other. */
    private static final double MOST = 1.25;

    /** Losses that differ by more than this factor are shown on a logarithmic axis. */
    private static final double SEVERAL_ORDERS = 8;

    /** Loss over epochs; empty if nothing was learnt. */
    public Optional<Figure> overEpochs() {
        double samples = curves.trainingSamples();
        return figure(
                name + ": loss on the training samples",
                curve -> true,
                point -> point.opportunities() / samples,
                values -> Axis.linear("epochs", "", 0, values.max().orElse(1)).whole());
    }

    /** Loss over evaluations, on a logarithmic axis, without the flow, which no number of evaluations pays for. */
    public Optional<Figure> overWork() {
        return figure(
                name + ": loss on the training samples for equal work",
                curve -> curve.points().stream().allMatch(p -> p.evaluations().isPresent()),
                point -> point.evaluations().orElseThrow(),
                values -> {
                    double[] positive = values.filter(x -> x > 0).toArray();
                    double least = Arrays.stream(positive).min().orElse(1);
                    double most = Arrays.stream(positive).max().orElse(10);
                    return Axis.logarithmic(
                            "evaluations of the loss (cycles), a gradient counted as two",
                            "",
                            least,
                            most > least ? most : 10 * least);
                });
    }

    /** Makes the horizontal axis of the values that are shown. */
    private interface AxisMaker {
        Axis of(DoubleStream values);
    }

    private Optional<Figure> figure(
            String title, Predicate<LearningCurve> isShown, ToDoubleFunction<CurvePoint> work, AxisMaker axis) {
        if (curves.curves().stream().allMatch(curve -> curve.points().size() < 2)) {
            return Optional.empty();
        }
        List<LearningCurve> shown = curves.curves().stream().filter(isShown).toList();
        double first = Arrays.stream(losses(shown.get(0))).max().orElse(1);
        double most = first > 0 ? MOST * first : 1;
        List<Mark> lines = new ArrayList<>();
        boolean isCut = false;
        for (int i = 0; i < shown.size(); i++) {
            double[] losses = losses(shown.get(i));
            isCut |= Arrays.stream(losses).anyMatch(loss -> loss > most);
            double[] below = Arrays.stream(losses)
                    .map(loss -> loss <= most ? loss : Double.NaN)
                    .toArray();
            double[] x = shown.get(i).points().stream().mapToDouble(work).toArray();
            Mark.Stroke stroke = i == 0 ? Mark.Stroke.THICK : i < Ink.count() ? Mark.Stroke.NORMAL : Mark.Stroke.DASHED;
            lines.add(new Mark.Line(shown.get(i).title(), Ink.of(i), x, below, stroke, false));
        }
        Axis x = axis.of(values(lines, Mark.Line::x));
        double least = values(visible(lines, x), Mark.Line::y)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double highest = values(visible(lines, x), Mark.Line::y)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        Axis y = least > 0 && highest / least > SEVERAL_ORDERS
                ? Axis.logarithmic("mean loss", "", least / 1.1, highest * 1.1)
                : Axis.fromZero("mean loss", "", DoubleStream.of(highest));
        List<String> notes = isCut
                ? List.of("Losses above " + MOST + " times the largest of the first curve are not shown.")
                : List.of();
        return Optional.of(new Figure(title, 1, List.of(new Panel("", x, y, 2, lines)), notes));
    }

    /** What of the lines lies on the axis. */
    private static List<Mark> visible(List<Mark> lines, Axis x) {
        return lines.stream()
                .map(Mark.Line.class::cast)
                .<Mark>map(line -> {
                    int[] places = IntStream.range(0, line.x().length)
                            .filter(i -> line.x()[i] >= x.from())
                            .toArray();
                    return Mark.Line.of(
                            line.name(),
                            line.ink(),
                            Arrays.stream(places).mapToDouble(i -> line.x()[i]).toArray(),
                            Arrays.stream(places).mapToDouble(i -> line.y()[i]).toArray());
                })
                .toList();
    }

    private static DoubleStream values(List<Mark> lines, Function<Mark.Line, double[]> of) {
        return lines.stream().map(Mark.Line.class::cast).map(of).flatMapToDouble(Arrays::stream);
    }

    private static double[] losses(LearningCurve curve) {
        return curve.points().stream().mapToDouble(p -> p.training().loss()).toArray();
    }
}
