package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.plot.ConvergenceFigure;
import io.dopaflow.analysis.plot.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * The curves of a study as a figure of what its verdict rests on: the sup-distance with the power law through it, and the
 * distance at the end with its prediction; or, for the scaling as printed, the accumulated gradient-flow time.
 */
public final class StudyFigure {
    private StudyFigure() {}

    /**
     * A curve with its name.
     *
     * @param name as a label
     * @param curve that was measured
     */
    public record Named(String name, Curve curve) {}

    /**
     * Draws the curves.
     *
     * @param title says of what study
     * @param showsTime whether the accumulated time is shown in place of the distances
     * @return empty if there is nothing to show
     */
    public static Optional<Figure> of(String title, List<Named> curves, boolean showsTime) {
        List<ConvergenceFigure.Quantity> quantities = showsTime
                ? List.of(new ConvergenceFigure.Quantity(
                        "dashed: predicted",
                        "accumulated gradient-flow time",
                        curves(
                                curves,
                                Curve::timeLaw,
                                point -> point.accumulatedTime().orElse(new Interval(0, 0, 0)),
                                (law, point) -> point.setting().prediction().flowTime())))
                : List.of(
                        new ConvergenceFigure.Quantity(
                                "sup-distance, dashed: power law through it",
                                "largest distance to the gradient flow (RMS)",
                                curves(
                                        curves,
                                        Curve::supLaw,
                                        point -> point.sup().rms(),
                                        StudyFigure::at)),
                        new ConvergenceFigure.Quantity(
                                "distance at the end, dashed: predicted",
                                "distance to the gradient flow at the end (RMS)",
                                curves(
                                        curves,
                                        Curve::supLaw,
                                        point -> point.end().rms(),
                                        (law, point) ->
                                                point.setting().prediction().rms())));
        return quantities.stream().allMatch(quantity -> quantity.curves().isEmpty())
                ? Optional.empty()
                : Optional.of(ConvergenceFigure.of(title, quantities));
    }

    private static double at(Optional<PowerLaw> law, PointEstimate point) {
        return law.map(found -> Math.exp(found.logFactor())
                        * Math.pow(point.setting().cycles(), found.slope().estimate()))
                .orElse(Double.NaN);
    }

    private static List<ConvergenceFigure.Curve> curves(
            List<Named> all,
            Function<Curve, Optional<PowerLaw>> fit,
            Function<PointEstimate, Interval> value,
            ToDoubleBiFunction<Optional<PowerLaw>, PointEstimate> line) {
        List<ConvergenceFigure.Curve> curves = new ArrayList<>();
        for (Named named : all) {
            List<PointEstimate> points = named.curve.points().stream()
                    .filter(point -> value.apply(point).lower() > 0)
                    .toList();
            if (!points.isEmpty()) {
                Optional<PowerLaw> law = fit.apply(named.curve);
                String slope = law.map(found -> String.format(
                                Locale.ROOT, "slope %.3f", found.slope().estimate()))
                        .orElse("no slope");
                curves.add(new ConvergenceFigure.Curve(
                        named.name + " (" + slope + ")",
                        numbers(points, point -> point.setting().cycles()),
                        numbers(points, point -> value.apply(point).estimate()),
                        numbers(points, point -> value.apply(point).lower()),
                        numbers(points, point -> value.apply(point).upper()),
                        numbers(points, point -> line.applyAsDouble(law, point))));
            }
        }
        return curves;
    }

    private static double[] numbers(List<PointEstimate> points, ToDoubleFunction<PointEstimate> number) {
        return points.stream().mapToDouble(number).toArray();
    }
}
