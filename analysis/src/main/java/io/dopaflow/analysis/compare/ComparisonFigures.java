package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.plot.CurveFigure;
import io.dopaflow.analysis.plot.FlowFigure;
import io.dopaflow.models.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of a comparison: {@code compare-opportunity}, emergent weights over their flow with the predicted noise
 * band, and {@code compare-run}, the distance to the flow over the whole run; each as PNG and SVG.
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
        Optional<OpportunityTrajectory> course = comparison.course();
        if (course.isPresent()) {
            files.addAll(opportunity(comparison, course.get(), name, directory));
        }
        if (comparison.run().size() > 1) {
            files.addAll(run(comparison, name, directory));
        }
        return files;
    }

    private static List<Path> opportunity(
            Comparison comparison, OpportunityTrajectory course, String name, Path directory) {
        int last = course.flow().length - 1;
        ToDoubleFunction<Integer> moved = v -> Math.abs(course.flow()[last][v] - course.flow()[0][v]);
        List<FlowFigure.Curve> curves = IntStream.range(0, course.flow()[0].length)
                .boxed()
                .sorted(Comparator.comparingDouble(moved).reversed())
                .limit(CURVES)
                .map(v -> curve(comparison, course, v))
                .toList();
        String title = name + ", learning opportunity " + course.opportunity()
                + ": the weights that move most, and their gradient flow";
        return FlowFigure.of(title, "t, the share of the updates", curves).save(directory, "compare-opportunity");
    }

    private static FlowFigure.Curve curve(Comparison comparison, OpportunityTrajectory course, int synapse) {
        Network network = comparison.network();
        String name = network.neuron(network.pre(synapse)).name() + " \u2192 "
                + network.neuron(network.post(synapse)).name();
        return new FlowFigure.Curve(
                name,
                course.times(),
                column(course.emergent(), synapse),
                course.times().length > comparison.updates(),
                course.flowTimes(),
                column(course.flow(), synapse),
                column(course.deviation(), synapse));
    }

    private static double[] column(double[][] rows, int column) {
        return IntStream.range(0, rows.length).mapToDouble(i -> rows[i][column]).toArray();
    }

    private static List<Path> run(Comparison comparison, String name, Path directory) {
        List<RunPoint> points = comparison.run();
        long last = points.get(points.size() - 1).opportunities();
        boolean inEpochs = last >= 2L * comparison.opportunitiesPerEpoch();
        double unit = inEpochs ? comparison.opportunitiesPerEpoch() : 1;
        double[] x = points.stream()
                .mapToDouble(point -> point.opportunities() / unit)
                .toArray();
        return CurveFigure.ofDistances(
                        name + ": how far the emergent weights are from their gradient flow",
                        inEpochs ? "epochs" : "learning opportunities",
                        List.of(
                                new CurveFigure.Curve(
                                        "emergent from spikes", x, relative(points, RunPoint::flowDistance)),
                                new CurveFigure.Curve(
                                        "SGD with exact gradients", x, relative(points, RunPoint::sgdToFlow))))
                .save(directory, "compare-run");
    }

    private static double[] relative(List<RunPoint> points, ToDoubleFunction<RunPoint> distance) {
        return points.stream()
                .mapToDouble(point -> distance.applyAsDouble(point) / point.travelled())
                .toArray();
    }
}
