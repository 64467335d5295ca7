package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.episode.EpisodeLayer;
import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Recorded weights over the gradient flow with the band of noise that is predicted, by projection; below the distance from the flow and the expected loss. */
public final class EpisodeComparisonFigure {
    private static final int MOST_PANELS = 4;
    private static final int MOST_WEIGHTS = 4;
    private static final List<Ink> INKS = List.of(Ink.BLUE, Ink.VERMILLION, Ink.GREEN, Ink.PURPLE);

    private EpisodeComparisonFigure() {}

    /** Of a comparison with at least two points. */
    public static Figure of(EpisodeComparison comparison, String name) {
        List<EpisodeComparison.Point> points = comparison.points();
        Axis episodes = Axis.linear("episode", "", (double) points.get(0).episodes(), (double)
                        points.get(points.size() - 1).episodes())
                .whole();
        List<Panel> panels = new ArrayList<>();
        for (EpisodeLayer layer : comparison.layers()) {
            if (panels.size() < MOST_PANELS) {
                panels.add(weights(comparison, layer, episodes));
            }
        }
        double[] x = values(points, point -> (double) point.episodes());
        panels.add(pair(
                "distance from the flow [mV]",
                episodes,
                Mark.Line.of("of the run", Ink.BLUE, x, values(points, EpisodeComparison.Point::distance)),
                dashed("predicted (RMS)", Ink.TEXT, x, values(points, EpisodeComparison.Point::predicted))));
        panels.add(pair(
                "expected loss",
                episodes,
                Mark.Line.of("of the run", Ink.BLUE, x, values(points, EpisodeComparison.Point::loss)),
                dashed("on the flow", Ink.TEXT, x, values(points, EpisodeComparison.Point::flowLoss))));
        return new Figure(
                name + ": weights over the gradient flow of the expected loss",
                2,
                panels,
                List.of(
                        "Lines: recorded weights, those that the flow moves most. Dashed: the flow. Bands: two predicted standard"
                                + " deviations to either side of it."));
    }

    private static Mark.Line dashed(String name, Ink ink, double[] x, double[] y) {
        return new Mark.Line(name, ink, x, y, Mark.Stroke.DASHED, false);
    }

    private static Panel pair(String what, Axis x, Mark.Line one, Mark.Line other) {
        return new Panel(
                "",
                x,
                Axis.fromZero(what, "", DoubleStream.concat(Arrays.stream(one.y()), Arrays.stream(other.y()))),
                1,
                List.of(one, other));
    }

    private static Panel weights(EpisodeComparison comparison, EpisodeLayer layer, Axis episodes) {
        List<EpisodeComparison.Point> points = comparison.points();
        double[] first = points.get(0).flow();
        double[] last = points.get(points.size() - 1).flow();
        List<Integer> chosen = IntStream.range(layer.from(), layer.to())
                .boxed()
                .sorted(Comparator.comparingDouble(weight -> -Math.abs(last[weight] - first[weight])))
                .limit(MOST_WEIGHTS)
                .toList();
        double[] x = values(points, point -> (double) point.episodes());
        List<Mark> marks = new ArrayList<>();
        DoubleStream.Builder seen = DoubleStream.builder();
        for (int i = 0; i < chosen.size(); i++) {
            int weight = chosen.get(i);
            double[] flow = values(points, point -> point.flow()[weight]);
            double[] lower = values(points, point -> point.flow()[weight] - 2 * Math.sqrt(point.variances()[weight]));
            double[] upper = values(points, point -> point.flow()[weight] + 2 * Math.sqrt(point.variances()[weight]));
            double[] recorded = values(points, point -> point.weights()[weight]);
            marks.add(new Mark.Band("", INKS.get(i), x, lower, upper));
            marks.add(dashed("", INKS.get(i), x, flow));
            marks.add(Mark.Line.of(comparison.names().get(weight), INKS.get(i), x, recorded));
            for (double[] values : List.of(lower, upper, recorded)) {
                Arrays.stream(values).forEach(seen);
            }
        }
        return new Panel(layer.name(), episodes, Axis.around("weight", "mV", seen.build()), 1, marks);
    }

    private static double[] values(
            List<EpisodeComparison.Point> points, ToDoubleFunction<EpisodeComparison.Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
