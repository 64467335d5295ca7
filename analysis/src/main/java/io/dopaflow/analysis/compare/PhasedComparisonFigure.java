package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** A run of phased learning over the gradient flow of its loss: distance, angle and loss, epoch by epoch. */
public final class PhasedComparisonFigure {
    private PhasedComparisonFigure() {}

    /**
     * Of a comparison with at least two points.
     *
     * @param epoch learning opportunities of an epoch
     */
    public static Figure of(PhasedComparison comparison, String name, int epoch) {
        List<PhasedComparison.Point> points = comparison.points();
        double[] x = values(points, point -> point.opportunities() / (double) epoch);
        Axis epochs = Axis.linear("epoch", "", x[0], x[x.length - 1]);
        Panel distance = panel(
                "distance from the flow",
                epochs,
                Mark.Line.of("of the run", Ink.BLUE, x, values(points, PhasedComparison.Point::toFlow)),
                Mark.Line.of(
                        "of gradient descent",
                        Ink.VERMILLION,
                        x,
                        values(points, PhasedComparison.Point::descentToFlow)),
                dashed("path of the flow", x, values(points, PhasedComparison.Point::path)));
        Panel loss = panel(
                "training loss",
                epochs,
                Mark.Line.of("of the run", Ink.BLUE, x, values(points, PhasedComparison.Point::loss)),
                Mark.Line.of(
                        "of gradient descent", Ink.VERMILLION, x, values(points, PhasedComparison.Point::descentLoss)),
                dashed("on the flow", x, values(points, PhasedComparison.Point::flowLoss)));
        return new Figure(
                name + ": a rule beside the gradient flow of its loss",
                2,
                List.of(distance, loss),
                List.of("All three begin at the same weights and go through the same batches at the same rates."));
    }

    private static Mark.Line dashed(String name, double[] x, double[] y) {
        return new Mark.Line(name, Ink.TEXT, x, y, Mark.Stroke.DASHED, false);
    }

    private static Panel panel(String what, Axis x, Mark.Line... lines) {
        DoubleStream all = Arrays.stream(lines).flatMapToDouble(line -> Arrays.stream(line.y()));
        return new Panel("", x, Axis.fromZero(what, "", all), 1, List.of(lines));
    }

    private static double[] values(
            List<PhasedComparison.Point> points, ToDoubleFunction<PhasedComparison.Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
