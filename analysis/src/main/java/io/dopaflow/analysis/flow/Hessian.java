package io.dopaflow.analysis.flow;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** The Hessian of a sample's loss, by central differences of the exact gradient. Holds buffers: for one thread. */
public final class Hessian {
    /** Above this number of parameters {@link #moments} are estimated, from so many random directions. */
    public static final int MOST_DIRECTIONS = 256;

    private static final double STEP = 1e-5;
    private static final int POWER_ITERATIONS = 12;

    private final VectorField gradient;
    private final RandomStreams streams;
    private final double[] shifted;
    private final double[] above;
    private final double[] below;

    /**
     * The Hessian of the loss whose gradient is given.
     *
     * @param streams of which random directions are taken
     */
    public Hessian(VectorField gradient, RandomStreams streams) {
        this.gradient = gradient;
        this.streams = streams;
        this.shifted = new double[gradient.dimension()];
        this.above = new double[gradient.dimension()];
        this.below = new double[gradient.dimension()];
    }

    /** The whole matrix, made symmetric. */
    public double[][] at(double[] theta, Sample sample) {
        int d = theta.length;
        double[][] hessian = new double[d][d];
        double[] direction = new double[d];
        for (int i = 0; i < d; i++) {
            direction[i] = 1.0;
            along(theta, direction, sample, hessian[i]);
            direction[i] = 0.0;
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (hessian[i][j] + hessian[j][i]);
                hessian[i][j] = mean;
                hessian[j][i] = mean;
            }
        }
        return hessian;
    }

    /**
     * What the noise asks of a Hessian H.
     *
     * @param diagonal H_vv
     * @param diagonalSquares H_vv^2
     * @param rowSquares (H^2)_vv, the sum over j of H_vj^2
     */
    public record Moments(double[] diagonal, double[] diagonalSquares, double[] rowSquares) {
        /** Those of a whole matrix. */
        public static Moments of(double[][] hessian) {
            int d = hessian.length;
            Moments moments = new Moments(new double[d], new double[d], new double[d]);
            for (int v = 0; v < d; v++) {
                moments.diagonal[v] = hessian[v][v];
                moments.diagonalSquares[v] = hessian[v][v] * hessian[v][v];
                moments.rowSquares[v] = Vectors.dot(hessian[v], hessian[v]);
            }
            return moments;
        }
    }

    /**
     * The moments, exact up to {@value #MOST_DIRECTIONS} parameters. Beyond, without bias from K = {@value #MOST_DIRECTIONS}
     * directions z of random signs (Hutchinson 1990; Bekas, Kokiopoulou and Saad 2007): the means of z_v (H z)_v and of
     * (H z)_v^2. The sum of the row squares has a relative standard deviation of at most sqrt(2 / K), 9 %.
     */
    public Moments moments(double[] theta, Sample sample) {
        int d = theta.length;
        if (d <= MOST_DIRECTIONS) {
            return Moments.of(at(theta, sample));
        }
        Moments moments = new Moments(new double[d], new double[d], new double[d]);
        double[] direction = new double[d];
        double[] image = new double[d];
        for (int k = 0; k < MOST_DIRECTIONS; k++) {
            UniformRandomProvider random = streams.stream(Purpose.CURVATURE, k);
            Arrays.setAll(direction, v -> random.nextBoolean() ? 1.0 : -1.0);
            along(theta, direction, sample, image);
            for (int v = 0; v < d; v++) {
                moments.diagonal[v] += direction[v] * image[v] / MOST_DIRECTIONS;
                moments.rowSquares[v] += image[v] * image[v] / MOST_DIRECTIONS;
            }
        }
        // The square of a mean of K exceeds the squared mean by the variance over K.
        Arrays.setAll(
                moments.diagonalSquares,
                v -> (MOST_DIRECTIONS * moments.diagonal[v] * moments.diagonal[v] - moments.rowSquares[v])
                        / (MOST_DIRECTIONS - 1));
        return moments;
    }

    /** The spectral norm, from below, by power iteration: within some percent, which is what it is used for. */
    public double norm(double[] theta, Sample sample) {
        double[] direction = new double[theta.length];
        double[] image = new double[theta.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = StrictMath.cos(1.0 + i);
        }
        double norm = 0.0;
        for (int i = 0; i < POWER_ITERATIONS; i++) {
            double length = Vectors.norm(direction);
            if (!(length > 0)) {
                return 0.0;
            }
            for (int j = 0; j < direction.length; j++) {
                direction[j] /= length;
            }
            along(theta, direction, sample, image);
            norm = Vectors.norm(image);
            System.arraycopy(image, 0, direction, 0, image.length);
        }
        return norm;
    }

    private void along(double[] theta, double[] direction, Sample sample, double[] into) {
        shift(theta, direction, STEP);
        gradient.at(shifted, sample, above);
        shift(theta, direction, -STEP);
        gradient.at(shifted, sample, below);
        Arrays.setAll(into, i -> (above[i] - below[i]) / (2 * STEP));
    }

    private void shift(double[] theta, double[] direction, double step) {
        Arrays.setAll(shifted, i -> theta[i] + step * direction[i]);
    }
}
