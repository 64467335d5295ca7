package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.plot.CurveFigure;
import io.dopaflow.analysis.plot.FlowFigure;
import io.dopaflow.models.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of a comparison: {@code compare-weights}, emergent weights over their gradient flow through the whole run;
 * {@code compare-run}, their distance from it; {@code compare-opportunity}, weights within one learning opportunity over
 * their flow with the predicted noise band; each as PNG and SVG.
 */
public final class ComparisonFigures {
    private static final int CURVES = 6;

    private ComparisonFigures() {}

    /**
     * Saves the figures for which there is something to show.
     *
     * @param name of the run, for titles
     * @param directory an existing one; earlier figures in it are replaced
     * @return the files
     * @throws io.dopaflow.analysis.store.StorageException if one cannot be written
     */
    public static List<Path> save(Comparison comparison, String name, Path directory) {
        List<Path> files = new ArrayList<>();
        if (comparison.run().size() > 1) {
            files.addAll(weights(comparison, name, directory));
            files.addAll(run(comparison, name, directory));
        }
        Optional<OpportunityTrajectory> course = comparison.course();
        if (course.isPresent()) {
            files.addAll(opportunity(comparison, course.get(), name, directory));
        }
        return files;
    }

    private static List<Path> weights(Comparison comparison, String name, Path directory) {
        RunTrajectory trajectory = comparison.trajectory();
        TimeAxis axis = TimeAxis.of(comparison);
        double[] times =
                Arrays.stream(trajectory.opportunities()).map(axis::time).toArray();
        List<FlowFigure.Curve> curves = movingMost(trajectory.flow())
                .mapToObj(i -> new FlowFigure.Curve(
                        synapse(comparison, trajectory.synapses()[i]),
                        times,
                        column(trajectory.emergent(), i),
                        false,
                        times,
                        column(trajectory.flow(), i),
                        new double[0]))
                .toList();
        String title = name + ": the weights that move most, and their gradient flow";
        return FlowFigure.of(title, axis.title(), curves).save(directory, "compare-weights");
    }

    private static List<Path> opportunity(
            Comparison comparison, OpportunityTrajectory course, String name, Path directory) {
        List<FlowFigure.Curve> curves = movingMost(course.flow())
                .mapToObj(v -> new FlowFigure.Curve(
                        synapse(comparison, v),
                        course.times(),
                        column(course.emergent(), v),
                        course.times().length > comparison.updates(),
                        course.flowTimes(),
                        column(course.flow(), v),
                        column(course.deviation(), v)))
                .toList();
        String title = name + ", learning opportunity " + course.opportunity()
                + ": the weights that move most, and their gradient flow";
        return FlowFigure.of(title, "t, the share of the updates", curves).save(directory, "compare-opportunity");
    }

    /** The columns that differ most between the first row and the last, the one that differs most first. */
    private static IntStream movingMost(double[][] flow) {
        double[] first = flow[0];
        double[] last = flow[flow.length - 1];
        return IntStream.range(0, first.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer v) -> Math.abs(last[v] - first[v]))
                        .reversed())
                .limit(CURVES)
                .mapToInt(Integer::intValue);
    }

    private static String synapse(Comparison comparison, int id) {
        Network network = comparison.network();
        return network.neuron(network.pre(id)).name() + " \u2192 "
                + network.neuron(network.post(id)).name();
    }

    private static double[] column(double[][] rows, int column) {
        return IntStream.range(0, rows.length).mapToDouble(i -> rows[i][column]).toArray();
    }

    private static List<Path> run(Comparison comparison, String name, Path directory) {
        List<RunPoint> points = comparison.run();
        TimeAxis axis = TimeAxis.of(comparison);
        double[] x = points.stream()
                .mapToDouble(point -> axis.time((double) point.opportunities()))
                .toArray();
        return CurveFigure.ofDistances(
                        name + ": how far the emergent weights are from their gradient flow",
                        axis.title(),
                        List.of(
                                new CurveFigure.Curve(
                                        "emergent from spikes", x, relative(points, RunPoint::flowDistance)),
                                new CurveFigure.Curve(
                                        "SGD with exact gradients", x, relative(points, RunPoint::sgdToFlow))))
                .save(directory, "compare-run");
    }

    /** The time through a run, in units of so many learning opportunities. */
    private record TimeAxis(String title, double unit) {

        /** Epochs, or learning opportunities where there are not two epochs. */
        static TimeAxis of(Comparison comparison) {
            List<RunPoint> points = comparison.run();
            int epoch = comparison.opportunitiesPerEpoch();
            return points.get(points.size() - 1).opportunities() >= 2L * epoch
                    ? new TimeAxis("epochs", epoch)
                    : new TimeAxis("learning opportunities", 1);
        }

        double time(double opportunities) {
            return opportunities / unit;
        }
    }

    private static double[] relative(List<RunPoint> points, ToDoubleFunction<RunPoint> distance) {
        return points.stream()
                .mapToDouble(point -> distance.applyAsDouble(point) / point.travelled())
                .toArray();
    }
}
