package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.plot.ConvergenceFigure;
import io.dopaflow.analysis.plot.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The curves of a study as a figure: distance at the end against n, or the accumulated gradient-flow time. */
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
     * @param showsTime whether the accumulated time is shown in place of the distance
     * @return empty if there is nothing to show
     */
    public static Optional<Figure> of(String title, List<Named> curves, boolean showsTime) {
        List<ConvergenceFigure.Line> lines = new ArrayList<>();
        for (Named named : curves) {
            List<PointEstimate> points = named.curve.points().stream()
                    .filter(point -> value(point, showsTime).lower() > 0)
                    .toList();
            if (!points.isEmpty()) {
                Optional<PowerLaw> law = showsTime ? named.curve.timeLaw() : named.curve.endLaw();
                String slope = law.map(found -> String.format(
                                Locale.ROOT, "slope %.3f", found.slope().estimate()))
                        .orElse("no slope");
                lines.add(line(named.name + " (" + slope + ")", points, showsTime));
            }
        }
        String quantity =
                showsTime ? "accumulated gradient-flow time" : "distance to the gradient flow at the end (RMS)";
        return lines.isEmpty() ? Optional.empty() : Optional.of(ConvergenceFigure.of(title, quantity, lines));
    }

    private static Interval value(PointEstimate point, boolean showsTime) {
        return showsTime
                ? point.accumulatedTime().orElse(new Interval(0, 0, 0))
                : point.end().rms();
    }

    private static ConvergenceFigure.Line line(String name, List<PointEstimate> points, boolean showsTime) {
        Function<PointEstimate, Interval> value = point -> value(point, showsTime);
        return new ConvergenceFigure.Line(
                name,
                numbers(points, point -> point.setting().cycles()),
                numbers(points, point -> value.apply(point).estimate()),
                numbers(points, point -> value.apply(point).lower()),
                numbers(points, point -> value.apply(point).upper()),
                numbers(
                        points,
                        point -> showsTime
                                ? point.setting().prediction().flowTime()
                                : point.setting().prediction().rms()));
    }

    private static double[] numbers(List<PointEstimate> points, ToDoubleFunction<PointEstimate> number) {
        return points.stream().mapToDouble(number).toArray();
    }
}
