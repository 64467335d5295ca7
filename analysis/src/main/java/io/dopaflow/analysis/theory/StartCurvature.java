package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Hessian;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How strongly the loss is curved where an experiment begins.
 *
 * @param mean spectral norm of the Hessian by log-weights, mean over the samples
 * @param samples it was taken from, spread over the training data
 */
public record StartCurvature(double mean, int samples) {
    private static final int MOST_SAMPLES = 20;

    /** The curvature at the initial weights. */
    public static StartCurvature of(LearningCycle model) {
        Hessian hessian = new Hessian(new Gradient(model.network(), model.loss()), model.streams());
        List<Sample> samples = spread(model.samples().training(), MOST_SAMPLES);
        double sum = 0;
        for (Sample sample : samples) {
            sum += hessian.norm(model.initialTheta(), sample);
        }
        return new StartCurvature(sum / samples.size(), samples.size());
    }

    /** At most so many samples, evenly spread. */
    static List<Sample> spread(List<Sample> samples, int most) {
        int count = Math.min(most, samples.size());
        return IntStream.range(0, count)
                .mapToObj(i -> samples.get((int) ((long) i * samples.size() / count)))
                .toList();
    }
}
