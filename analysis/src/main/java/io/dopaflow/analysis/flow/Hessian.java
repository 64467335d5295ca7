package io.dopaflow.analysis.flow;

import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/** The Hessian of a sample's loss, by central differences of the exact gradient. Holds buffers: for one thread. */
public final class Hessian {
    private static final double STEP = 1e-5;
    private static final int POWER_ITERATIONS = 12;

    private final Gradient gradient;
    private final double[] shifted;
    private final double[] above;
    private final double[] below;

    /** The Hessian of the loss whose gradient is given. */
    public Hessian(Gradient gradient) {
        this.gradient = gradient;
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
