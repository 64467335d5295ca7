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
     * Distances at the end with their name.
     *
     * @param name as a label
     * @param ends that were measured
     */
    public record NamedEnds(String name, EndDistances ends) {}

    /**
     * A point of a panel.
     *
     * @param n cycles or episodes
     * @param value above 0, with its interval
     * @param line what is drawn beside it; NaN for a gap
     */
    private record Dot(int n, Interval value, double line) {}

    /**
     * What a panel shows of a curve.
     *
     * @param dots by ascending n
     */
    private record Series(String name, Optional<PowerLaw> law, List<Dot> dots) {}

    /**
     * The figure of learning cycles.
     *
     * @param title says of what study
     * @param showsTime whether the accumulated time is shown in place of the distances
     * @return empty if there is nothing to show
     */
    public static Optional<Figure> of(String title, List<Named> curves, boolean showsTime) {
        return of(
                title,
                (showsTime ? List.of(TIME) : List.of(SUP, END))
                        .stream()
                                .map(quantity -> panel(
                                        quantity.title,
                                        "n, cycles of a learning opportunity",
                                        quantity.name,
                                        curves.stream()
                                                .map(curve -> series(quantity, curve))
                                                .toList()))
                                .flatMap(Optional::stream)
                                .toList());
    }

    /**
     * The figure of episodes.
     *
     * @param title says of what study
     * @return empty if there is nothing to show
     */
    public static Optional<Figure> ofEpisodes(String title, List<NamedEnds> curves) {
        List<Series> all = curves.stream()
                .map(curve -> new Series(
                        curve.name,
                        curve.ends.law(),
                        curve.ends.points().stream()
                                .map(point -> new Dot(
                                        point.n(),
                                        point.measured().rms(),
                                        point.predicted().orElse(Double.NaN)))
                                .toList()))
                .toList();
        return of(
                title,
                panel(END.title, "n, episodes of a learning opportunity", END.name, all).stream()
                        .toList());
    }

    private static Optional<Figure> of(String title, List<Panel> panels) {
        return panels.isEmpty() ? Optional.empty() : Optional.of(new Figure(title, panels.size(), panels, List.of()));
    }

    private static Series series(Quantity quantity, Named curve) {
        Optional<PowerLaw> law = quantity.law.apply(curve.curve);
        return new Series(
                curve.name,
                law,
                curve.curve.points().stream()
                        .map(point -> new Dot(
                                point.setting().cycles(),
                                quantity.value.apply(point),
                                quantity.line.applyAsDouble(law, point)))
                        .toList());
    }

    private static double at(Optional<PowerLaw> law, PointEstimate point) {
        return law.map(found -> Math.exp(found.logFactor())
                        * Math.pow(point.setting().cycles(), found.slope().estimate()))
                .orElse(Double.NaN);
    }

    private static Optional<Panel> panel(String title, String nName, String valueName, List<Series> all) {
        List<Mark> marks = new ArrayList<>();
        DoubleStream.Builder cycles = DoubleStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        for (int i = 0; i < all.size(); i++) {
            List<Dot> dots = all.get(i).dots.stream()
                    .filter(dot -> dot.value.lower() > 0)
                    .toList();
            if (dots.isEmpty()) {
                continue;
            }
            String slope = all.get(i)
                    .law
                    .map(found -> String.format(
                            Locale.ROOT, "slope %.3f", found.slope().estimate()))
                    .orElse("no slope");
            String name = all.get(i).name + " (" + slope + ")";
            double aside = Math.pow(ASIDE, i - (all.size() - 1) / 2.0);
            double[] n = numbers(dots, Dot::n);
            double[] x = Arrays.stream(n).map(at -> at * aside).toArray();
            double[] line = numbers(dots, Dot::line);
            double[] lower = numbers(dots, dot -> dot.value.lower());
            double[] upper = numbers(dots, dot -> dot.value.upper());
            double[] measured = numbers(dots, dot -> dot.value.estimate());
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
                        title,
                        Axis.aroundPositive(nName, "", cycles.build()),
                        Axis.aroundPositive(valueName, "", values.build()),
                        1.8,
                        marks));
    }

    private static double[] numbers(List<Dot> dots, ToDoubleFunction<Dot> number) {
        return dots.stream().mapToDouble(number).toArray();
    }
}
