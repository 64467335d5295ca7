package io.dopaflow.analysis.follow;

import io.dopaflow.analysis.estimator.Measured;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Takes the updates of a rule at frozen weights, several repetitions for each of some samples, and says how they lie to the
 * gradient.
 *
 * <p>A squared length of a mean of noisy vectors is too large by the noise that is left. So the repetitions are halved, and the
 * scalar product of the means of the two halves stands for it, which is right in the mean:
 *
 * <pre>cos = -u . g / sqrt((u1 . u2) (g1 . g2)),   n45 = sum over samples of tr Var u / sum of u1 . u2.</pre>
 *
 * Intervals are from draws with replacement: of the repetitions, each half from its own, for what the mean update is; of the samples for
 * n45. A rule without noise needs one repetition, and its numbers are exact but for the choice of samples. For one thread.
 */
public final class UpdateStatistics {
    private static final int DRAWS = 400;

    private final List<SynapseLayer> layers;
    private final int repetitions;

    /** Sums over samples of the updates, by repetition. */
    private final double[][] updates;

    private final double[] gradient1;
    private final double[] gradient2;
    private final List<OfSample> samples = new ArrayList<>();

    /** By layer: variance of the update, u1 . u2, -u . g, g . g. */
    private record OfSample(double[] variance, double[] square, double[] product, double[] gradient) {}

    /**
     * Statistics of nothing yet.
     *
     * @param layers to look at
     * @param synapses of the network
     * @param repetitions of each sample: 1 for a rule without noise, otherwise even
     */
    public UpdateStatistics(List<SynapseLayer> layers, int synapses, int repetitions) {
        if (repetitions < 1 || (repetitions > 1 && repetitions % 2 == 1)) {
            throw new IllegalArgumentException("repetitions are " + repetitions + "; allowed: 1, or an even number");
        }
        this.layers = List.copyOf(layers);
        this.repetitions = repetitions;
        this.updates = new double[repetitions][synapses];
        this.gradient1 = new double[synapses];
        this.gradient2 = new double[synapses];
    }

    /**
     * Takes a sample.
     *
     * @param repeated the updates, by repetition and synapse
     * @param one an estimate of the sample's gradient, by synapse
     * @param other an estimate that is independent of it, or the same where it is exact
     */
    public void add(double[][] repeated, double[] one, double[] other) {
        int half = Math.max(1, repetitions / 2);
        double[] first = mean(repeated, 0, half);
        double[] second = repetitions == 1 ? first : mean(repeated, half, repetitions);
        for (int r = 0; r < repetitions; r++) {
            addTo(updates[r], repeated[r]);
        }
        addTo(gradient1, one);
        addTo(gradient2, other);
        double[] u = half(first, second);
        double[] g = half(one, other);
        int size = layers.size();
        OfSample own = new OfSample(new double[size], new double[size], new double[size], new double[size]);
        for (int l = 0; l < size; l++) {
            SynapseLayer layer = layers.get(l);
            double squares = 0;
            for (double[] update : repeated) {
                squares += layer.dot(update, update);
            }
            own.variance[l] = repetitions == 1 ? 0 : (squares - repetitions * layer.dot(u, u)) / (repetitions - 1);
            own.square[l] = layer.dot(first, second);
            own.product[l] = -layer.dot(u, g);
            own.gradient[l] = layer.dot(one, other);
        }
        samples.add(own);
    }

    private static void addTo(double[] sum, double[] term) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += term[i];
        }
    }

    private static double[] half(double[] a, double[] b) {
        double[] mean = new double[a.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (a[i] + b[i]) / 2;
        }
        return mean;
    }

    private static double[] mean(double[][] rows, int from, int to) {
        double[] mean = new double[rows[0].length];
        for (int r = from; r < to; r++) {
            addTo(mean, rows[r]);
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= to - from;
        }
        return mean;
    }

    /**
     * The numbers, by layer.
     *
     * @param seed of the draws for intervals
     */
    public List<Following> of(long seed) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("there are 0 samples; allowed: at least 1");
        }
        UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.BOOTSTRAP, 1);
        double[][][] drawn = new double[repetitions == 1 ? 0 : DRAWS][][];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = geometry(drawnHalves(random));
        }
        double[][] noise = new double[repetitions == 1 ? 0 : DRAWS][];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = n45(random.ints(samples.size(), 0, samples.size()).toArray());
        }
        double[][] value = geometry(halves());
        double[] n45 = n45(range(samples.size()));
        List<Following> all = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            int layer = l;
            all.add(new Following(
                    layers.get(l).name(),
                    Measured.of(value[l][0], column(drawn, l, 0)),
                    Measured.of(value[l][1], column(drawn, l, 1)),
                    Measured.of(value[l][2], column(drawn, l, 2)),
                    Measured.of(
                            n45[l],
                            Arrays.stream(noise).mapToDouble(one -> one[layer]).toArray()),
                    cosine(l)));
        }
        return all;
    }

    private static double[] column(double[][][] drawn, int layer, int number) {
        return Arrays.stream(drawn).mapToDouble(one -> one[layer][number]).toArray();
    }

    private static int[] range(int size) {
        int[] range = new int[size];
        Arrays.setAll(range, i -> i);
        return range;
    }

    /** Sums over samples of the mean of each half. */
    private double[][] halves() {
        int half = Math.max(1, repetitions / 2);
        double[] first = mean(updates, 0, half);
        return new double[][] {first, repetitions == 1 ? first : mean(updates, half, repetitions)};
    }

    private double[][] drawnHalves(UniformRandomProvider random) {
        int half = repetitions / 2;
        double[][] drawn = new double[repetitions][];
        for (int r = 0; r < repetitions; r++) {
            drawn[r] = updates[r < half ? random.nextInt(half) : half + random.nextInt(repetitions - half)];
        }
        return new double[][] {mean(drawn, 0, half), mean(drawn, half, repetitions)};
    }

    /** Angle, how far along, and ratio, by layer. */
    private double[][] geometry(double[][] halves) {
        double[] u = half(halves[0], halves[1]);
        double[] g = half(gradient1, gradient2);
        double[][] numbers = new double[layers.size()][];
        for (int l = 0; l < numbers.length; l++) {
            SynapseLayer layer = layers.get(l);
            double square = layer.dot(halves[0], halves[1]);
            double gradient = layer.dot(gradient1, gradient2);
            double cosine = -layer.dot(u, g) / Math.sqrt(square * gradient);
            // Where noise is all there is, the halves may point apart, and no length is left.
            double angle = square > 0 && gradient > 0
                    ? Math.toDegrees(Math.acos(Math.min(Math.max(cosine, -1), 1)))
                    : square == 0 || gradient == 0 ? Double.NaN : 90;
            numbers[l] = new double[] {angle, -layer.dot(u, g) / gradient, Math.sqrt(Math.max(square, 0) / gradient)};
        }
        return numbers;
    }

    private double[] n45(int[] drawn) {
        double[] numbers = new double[layers.size()];
        for (int l = 0; l < numbers.length; l++) {
            double variance = 0;
            double square = 0;
            for (int sample : drawn) {
                variance += samples.get(sample).variance[l];
                square += samples.get(sample).square[l];
            }
            numbers[l] = variance == 0 ? 0 : square > 0 ? variance / square : Double.POSITIVE_INFINITY;
        }
        return numbers;
    }

    private double cosine(int layer) {
        if (repetitions > 1) {
            double product = 0;
            double square = 0;
            double gradient = 0;
            for (OfSample sample : samples) {
                product += sample.product[layer];
                square += sample.square[layer];
                gradient += sample.gradient[layer];
            }
            return square > 0 && gradient > 0 ? product / Math.sqrt(square * gradient) : Double.NaN;
        }
        return samples.stream()
                .filter(sample -> sample.square[layer] > 0 && sample.gradient[layer] > 0)
                .mapToDouble(sample -> sample.product[layer] / Math.sqrt(sample.square[layer] * sample.gradient[layer]))
                .average()
                .orElse(Double.NaN);
    }
}
