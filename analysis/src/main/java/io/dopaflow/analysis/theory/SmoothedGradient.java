package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.VectorField;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The gradient that the rule follows on average. By integration by parts its drift is -T E[d_v L(theta + V)], where V is
 * uniform in [-A, A] in all coordinates but v and has there the density proportional to cosh A - cosh x. It differs from
 * the gradient of L by an amount of order A^2, which is exact here; the next order, A^4, is sampled.
 *
 * <p>The mean is taken over a design of uniform d-vectors, with component v of the gradient weighted by the ratio of the
 * densities there. Their signs are the rows of a Walsh-Hadamard matrix, of shuffled columns with random signs, and their
 * negatives: so that
 * everything odd and every product of two different coordinates cancels exactly. Their sizes are the middles of strata of
 * equal probability, combined at random. What that leaves of the second moments to be desired is made up for by second
 * differences of the gradient. Holds buffers: for one thread.
 */
final class SmoothedGradient implements VectorField {
    /** Vectors of the design for a small A, and the A above which there are more, as its square. */
    private static final int VECTORS = 512;

    private static final double SMALL_WINDOW = 0.35;
    private static final int LARGEST_FACTOR = 16;
    private static final int FEWEST_SIZES = 4;
    private static final int MOST_SIZES = 512;

    private final Gradient gradient;
    private final int signs;
    private final double[][] jitters;
    /** By stratum and coordinate. */
    private final double[][] weights;
    /** By coordinate of the jitter and component: what second moments lack, over twice the square of the reach. */
    private final double[][] lacks;

    private final double reach;
    private final double[] shifted;
    private final double[] slope;
    private final double[] centre;

    /** Smooths by the jitter of a half-window A; of the streams comes the design. */
    SmoothedGradient(Gradient gradient, double halfWindow, RandomStreams streams) {
        this.gradient = gradient;
        int d = gradient.dimension();
        this.signs = Integer.highestOneBit(d) * 2;
        double times = halfWindow / SMALL_WINDOW;
        double factor = Math.min(LARGEST_FACTOR, Math.max(1, times * times));
        int strata = Math.max(FEWEST_SIZES, Math.min(MOST_SIZES, (int) (VECTORS * factor) / signs));
        this.jitters = new double[signs * strata][d];
        this.weights = new double[strata][d];
        this.lacks = new double[d][d];
        this.reach = halfWindow / 2;
        this.shifted = new double[d];
        this.slope = new double[d];
        this.centre = new double[d];
        fill(strata, halfWindow, streams.stream(Purpose.SMOOTHING, 0));
    }

    private void fill(int strata, double halfWindow, UniformRandomProvider random) {
        int d = shifted.length;
        double[][] sizes = new double[strata][d];
        for (int i = 0; i < d; i++) {
            int[] stratum = permutation(strata, random);
            double sum = 0;
            for (int k = 0; k < strata; k++) {
                sizes[k][i] = halfWindow * (stratum[k] + 0.5) / strata;
                weights[k][i] = density(sizes[k][i], halfWindow);
                sum += weights[k][i];
            }
            for (int k = 0; k < strata; k++) {
                weights[k][i] /= sum;
            }
        }
        for (int k = 0; k < strata; k++) {
            int[] column = permutation(signs - 1, random);
            for (int i = 0; i < d; i++) {
                // Else products of four coordinates would more often be positive than negative.
                double size = random.nextBoolean() ? sizes[k][i] : -sizes[k][i];
                for (int row = 0; row < signs; row++) {
                    boolean isNegative = (Integer.bitCount(row & (column[i] + 1)) & 1) == 1;
                    jitters[k * signs + row][i] = isNegative ? -size : size;
                }
            }
        }
        double own = variance(halfWindow);
        for (int i = 0; i < d; i++) {
            for (int v = 0; v < d; v++) {
                double second = 0;
                for (int k = 0; k < strata; k++) {
                    second += weights[k][v] * sizes[k][i] * sizes[k][i];
                }
                double wanted = i == v ? own : halfWindow * halfWindow / 3;
                lacks[i][v] = (wanted - second) / (2 * reach * reach);
            }
        }
    }

    /** (cosh A - cosh x) / 2. */
    private static double density(double x, double a) {
        return StrictMath.sinh((a - x) / 2) * StrictMath.sinh((a + x) / 2);
    }

    /** The variance of that density, about A^2 / 5, by Simpson's rule, as the closed form cancels for small A. */
    private static double variance(double a) {
        int intervals = 256;
        double mass = 0;
        double square = 0;
        for (int k = 0; k <= intervals; k++) {
            double x = a * k / intervals;
            double simpson = k == 0 || k == intervals ? 1 : 2 + 2 * (k & 1);
            mass += simpson * density(x, a);
            square += simpson * density(x, a) * x * x;
        }
        return square / mass;
    }

    private static int[] permutation(int size, UniformRandomProvider random) {
        int[] permutation = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            permutation[i] = permutation[j];
            permutation[j] = i;
        }
        return permutation;
    }

    @Override
    public int dimension() {
        return gradient.dimension();
    }

    @Override
    public double at(double[] theta, Sample sample, double[] into) {
        Arrays.fill(into, 0.0);
        double loss = 0;
        for (int vector = 0; vector < jitters.length; vector++) {
            double[] weight = weights[vector / signs];
            for (int side = -1; side <= 1; side += 2) {
                for (int i = 0; i < theta.length; i++) {
                    shifted[i] = theta[i] + side * jitters[vector][i];
                }
                loss += gradient.at(shifted, sample, slope);
                for (int i = 0; i < theta.length; i++) {
                    into[i] += weight[i] * slope[i] / (2.0 * signs);
                }
            }
        }
        correct(theta, sample, into);
        return loss / (2.0 * jitters.length);
    }

    private void correct(double[] theta, Sample sample, double[] into) {
        System.arraycopy(theta, 0, shifted, 0, theta.length);
        gradient.at(theta, sample, centre);
        for (int i = 0; i < theta.length; i++) {
            for (int side = -1; side <= 1; side += 2) {
                shifted[i] = theta[i] + side * reach;
                gradient.at(shifted, sample, slope);
                for (int v = 0; v < theta.length; v++) {
                    into[v] += lacks[i][v] * (slope[v] - centre[v]);
                }
            }
            shifted[i] = theta[i];
        }
    }
}
