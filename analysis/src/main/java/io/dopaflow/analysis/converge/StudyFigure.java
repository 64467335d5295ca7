package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The curves of a study as a figure of what its verdict rests on: the sup-distance with the power law through it, and the
 * distance at the end with its prediction; or, for the scaling as printed, the accumulated gradient-flow time. Axes are
 * logarithmic; error bars are the intervals of the estimates.
 */
public final class StudyFigure {
    /** Curves of the same values would hide one another: each is moved aside by this factor more. */
    private static final double ASIDE = 1.035;

    private StudyFigure() {}

    /**
     * A curve with its name.
     *
     * @param name as a label
     * @param curve that was measured
     */
    public record Named(String name, Curve curve) {}

    /** One quantity of all curves, by ascending n and above 0; lines may have gaps. */
    private record Quantity(
            String title,
            String name,
            Function<Curve, Optional<PowerLaw>> law,
            Function<PointEstimate, Interval> value,
            ToDoubleBiFunction<Optional<PowerLaw>, PointEstimate> line) {}

    private static final Quantity TIME = new Quantity(
            "dashed: predicted",
            "accumulated gradient-flow time",
            Curve::timeLaw,
            point -> point.accumulatedTime().orElse(new Interval(0, 0, 0)),
            (law, point) -> point.setting().prediction().flowTime());

    private static final Quantity SUP = new Quantity(
            "sup-distance, dashed: power law through it",
            "largest distance to the gradient flow (RMS)",
            Curve::supLaw,
            point -> point.sup().rms(),
            StudyFigure::at);

    private static final Quantity END = new Quantity(
            "distance at the end, dashed: predicted",
            "distance to the gradient flow at the end (RMS)",
            Curve::supLaw,
            point -> point.end().rms(),
            (law, point) -> point.setting().prediction().rms());

    /**
     * The figure.
     *
     * @param title says of what study
     * @param showsTime whether the accumulated time is shown in place of the distances
     * @return empty if there is nothing to show
     */
    public static Optional<Figure> of(String title, List<Named> curves, boolean showsTime) {
        List<Panel> panels = (showsTime ? List.of(TIME) : List.of(SUP, END))
                .stream()
                        .map(quantity -> panel(quantity, curves))
                        .flatMap(Optional::stream)
                        .toList();
        return panels.isEmpty() ? Optional.empty() : Optional.of(new Figure(title, panels.size(), panels, List.of()));
    }

    private static double at(Optional<PowerLaw> law, PointEstimate point) {
        return law.map(found -> Math.exp(found.logFactor())
                        * Math.pow(point.setting().cycles(), found.slope().estimate()))
                .orElse(Double.NaN);
    }

    private static Optional<Panel> panel(Quantity quantity, List<Named> all) {
        List<Mark> marks = new ArrayList<>();
        DoubleStream.Builder cycles = DoubleStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        for (int i = 0; i < all.size(); i++) {
            List<PointEstimate> points = all.get(i).curve.points().stream()
                    .filter(point -> quantity.value.apply(point).lower() > 0)
                    .toList();
            if (points.isEmpty()) {
                continue;
            }
            Optional<PowerLaw> law = quantity.law.apply(all.get(i).curve);
            String slope = law.map(found -> String.format(
                            Locale.ROOT, "slope %.3f", found.slope().estimate()))
                    .orElse("no slope");
            String name = all.get(i).name + " (" + slope + ")";
            double aside = Math.pow(ASIDE, i - (all.size() - 1) / 2.0);
            double[] n = numbers(points, point -> point.setting().cycles());
            double[] x = Arrays.stream(n).map(at -> at * aside).toArray();
            double[] line = numbers(points, point -> quantity.line.applyAsDouble(law, point));
            double[] lower =
                    numbers(points, point -> quantity.value.apply(point).lower());
            double[] upper =
                    numbers(points, point -> quantity.value.apply(point).upper());
            double[] measured =
                    numbers(points, point -> quantity.value.apply(point).estimate());
            marks.add(new Mark.Line(name, Ink.of(i), n, line, Mark.Stroke.DASHED, false));
            marks.add(new Mark.Intervals("", Ink.of(i), x, lower, upper));
            marks.add(new Mark.Points(name, Ink.of(i), x, measured, Mark.Shape.CIRCLE));
            Arrays.stream(x).forEach(cycles::add);
            for (double[] of : List.of(line, lower, upper)) {
                Arrays.stream(of).forEach(values::add);
            }
        }
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Panel(
                        quantity.title,
                        Axis.aroundPositive("n, cycles of a learning opportunity", "", cycles.build()),
                        Axis.aroundPositive(quantity.name, "", values.build()),
                        1.8,
                        marks));
    }

    private static double[] numbers(List<PointEstimate> points, ToDoubleFunction<PointEstimate> number) {
        return points.stream().mapToDouble(number).toArray();
    }
}
