package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.plot.CurveFigure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of learning curves: {@code compare-curves}, loss over epochs, and {@code compare-work}, loss over
 * evaluations of the loss; each as PNG and SVG.
 */
public final class CurveFigures {
    private CurveFigures() {}

    /**
     * Saves the figures for which there is something to show.
     *
     * @param name of the run, for titles
     * @param directory an existing one; earlier figures in it are replaced
     * @return the files
     * @throws io.dopaflow.analysis.store.StorageException if one cannot be written
     */
    public static List<Path> save(LearningCurves curves, String name, Path directory) {
        List<Path> files = new ArrayList<>();
        if (curves.curves().stream().anyMatch(curve -> curve.points().size() > 1)) {
            files.addAll(CurveFigure.overEpochs(name + ": loss on the training samples", overEpochs(curves))
                    .save(directory, "compare-curves"));
            files.addAll(CurveFigure.overWork(name + ": loss on the training samples for equal work", overWork(curves))
                    .save(directory, "compare-work"));
        }
        return files;
    }

    private static List<CurveFigure.Curve> overEpochs(LearningCurves curves) {
        double samples = curves.trainingSamples();
        return curves.curves().stream()
                .map(curve -> new CurveFigure.Curve(
                        curve.title(),
                        curve.points().stream()
                                .mapToDouble(point -> point.opportunities() / samples)
                                .toArray(),
                        losses(curve)))
                .toList();
    }

    /** Without the flow, which no number of evaluations pays for. */
    private static List<CurveFigure.Curve> overWork(LearningCurves curves) {
        return curves.curves().stream()
                .filter(curve ->
                        curve.points().stream().allMatch(p -> p.evaluations().isPresent()))
                .map(curve -> new CurveFigure.Curve(
                        curve.title(),
                        curve.points().stream()
                                .mapToDouble(p -> p.evaluations().orElseThrow())
                                .toArray(),
                        losses(curve)))
                .toList();
    }

    private static double[] losses(LearningCurve curve) {
        return curve.points().stream().mapToDouble(p -> p.training().loss()).toArray();
    }
}
