package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.estimator.Measured;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How the mean update of a layer lies to the direction in which the expected loss falls, -grad E[L].
 *
 * <p>Limit of what is sampled: chance alone turns an estimated update, so that estimated angles are too large, and an interval of an angle of 0 does not reach 0. A score that does not
 * forget is the exception: then update and gradient are the same sums, with the mean loss as the baseline.
 *
 * @param layer its name
 * @param angle between the two, from 0 to 180 degrees; NaN where one is 0
 * @param ratio of their lengths, update over gradient; the rate is left out
 * @param unexplained the length of that part of the update that is at right angles to the gradient, as a share of all of it: its bias
 * @param drift the length of (b - E[L]) E[e], the part that has nothing to do with what causes the loss, as a share of that of the update
 */
public record UpdateAlignment(String layer, Measured angle, Measured ratio, Measured unexplained, Measured drift) {
    /** The name of all layers together. */
    public static final String ALL = "all";

    private static final int RESAMPLES = 1000;
    private static final int NUMBERS = 4;

    /**
     * By enumeration: all layers together, then each.
     *
     * @param layers in the order of their weights, all of them
     * @param baseline b, as it follows from E[L]: itself, a constant, or 0 for none
     */
    public static List<UpdateAlignment> exact(
            UpdateMoments moments, List<EpisodeLayer> layers, DoubleUnaryOperator baseline) {
        return of(layers, moments, baseline, new double[0][][]);
    }

    /**
     * By Monte Carlo, with intervals: batches are drawn with replacement as often as there are any, {@value #RESAMPLES} times, and an interval lies between the 2.5 % and 97.5 % quantiles of what these draws give
     * (percentile method, Efron and Tibshirani 1993, section 13.3).
     *
     * @param layers in the order of their weights, all of them
     * @param baseline b, as it follows from the mean loss
     * @param seed of which batches are drawn
     */
    public static List<UpdateAlignment> sampled(
            SampledUpdate update, List<EpisodeLayer> layers, DoubleUnaryOperator baseline, long seed) {
        UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.BOOTSTRAP, 0);
        int size = update.batches().size();
        double[][][] drawn = new double[RESAMPLES][][];
        for (int i = 0; i < RESAMPLES; i++) {
            List<UpdateMoments> draw = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                draw.add(update.batches().get(random.nextInt(size)));
            }
            drawn[i] = numbers(layers, UpdateMoments.mean(draw), baseline);
        }
        return of(layers, update.moments(), baseline, drawn);
    }

    private static List<UpdateAlignment> of(
            List<EpisodeLayer> layers, UpdateMoments moments, DoubleUnaryOperator baseline, double[][][] drawn) {
        EpisodeLayer.require(layers, moments.score().length);
        double[][] numbers = numbers(layers, moments, baseline);
        List<UpdateAlignment> all = new ArrayList<>();
        for (int layer = 0; layer < numbers.length; layer++) {
            Measured[] measured = new Measured[NUMBERS];
            for (int n = 0; n < NUMBERS; n++) {
                int own = layer;
                int number = n;
                measured[n] = Measured.of(
                        numbers[layer][n],
                        Arrays.stream(drawn)
                                .mapToDouble(one -> one[own][number])
                                .toArray());
            }
            String name = layer == 0 ? ALL : layers.get(layer - 1).name();
            all.add(new UpdateAlignment(name, measured[0], measured[1], measured[2], measured[3]));
        }
        return all;
    }

    /** By layer, behind all of them together. */
    private static double[][] numbers(List<EpisodeLayer> layers, UpdateMoments moments, DoubleUnaryOperator baseline) {
        double b = baseline.applyAsDouble(moments.loss());
        double[] descent = Arrays.stream(moments.gradient()).map(x -> -x).toArray();
        double[] update = moments.update(b);
        double[] drift = moments.drift(b);
        double[][] numbers = new double[layers.size() + 1][];
        numbers[0] = numbers(descent, update, drift);
        for (int l = 0; l < layers.size(); l++) {
            int from = layers.get(l).from();
            int to = layers.get(l).to();
            numbers[l + 1] = numbers(
                    Arrays.copyOfRange(descent, from, to),
                    Arrays.copyOfRange(update, from, to),
                    Arrays.copyOfRange(drift, from, to));
        }
        return numbers;
    }

    private static double[] numbers(double[] descent, double[] update, double[] drift) {
        double lengthOfDescent = Vectors.norm(descent);
        double length = Vectors.norm(update);
        double differences = 0;
        double sums = 0;
        for (int w = 0; w < update.length; w++) {
            double a = update[w] / length;
            double b = descent[w] / lengthOfDescent;
            differences += (a - b) * (a - b);
            sums += (a + b) * (a + b);
        }
        // As exact for small angles as for large ones, where a cosine is not (Kahan).
        double angle = 2 * Math.atan2(Math.sqrt(differences), Math.sqrt(sums));
        return new double[] {
            Math.toDegrees(angle), length / lengthOfDescent, Math.sin(angle), Vectors.norm(drift) / length
        };
    }
}
