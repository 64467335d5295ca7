package io.dopaflow.analysis.episode;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.stat.StatUtils;

/**
 * Moments of an update by Monte Carlo.
 *
 * @param moments over all episodes
 * @param batches the same over batches of equally many, at least 2
 */
public record SampledUpdate(UpdateMoments moments, List<UpdateMoments> batches) {

    /** Copies. */
    public SampledUpdate {
        batches = List.copyOf(batches);
    }

    /**
     * Standard errors of the mean update by weight over the rate, in 1/mV, from the spread of batches.
     *
     * @param baseline b, as it follows from the mean loss
     */
    public double[] errors(DoubleUnaryOperator baseline) {
        double[][] updates = batches.stream()
                .map(batch -> batch.update(baseline.applyAsDouble(batch.loss())))
                .toArray(double[][]::new);
        double[] errors = new double[moments.score().length];
        Arrays.setAll(errors, w -> {
            double[] ofWeight =
                    Arrays.stream(updates).mapToDouble(update -> update[w]).toArray();
            return Math.sqrt(StatUtils.variance(ofWeight) / ofWeight.length);
        });
        return errors;
    }
}
