package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Hessian;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.models.task.Sample;

/**
 * The covariance of the noise about the gradient flow, by the linear noise approximation
 *
 * <pre>dS/dt = -T (H S + S H) + (T^2/n) [i ||g||^2 I + a g g' - c diag(g^2)],   S(0) = 0,</pre>
 *
 * with gradient g and Hessian H along the flow, and i, a and c those of the {@link NoiseShape}. Classical Runge-Kutta steps of equal length, of which the flow is known
 * at both ends and in the middle.
 */
final class LinearNoise {
    private final Gradient gradient;
    private final Hessian hessian;
    private final double time;
    private final double noise;
    private final NoiseShape shape;

    LinearNoise(Gradient gradient, Hessian hessian, double time, int cycles, NoiseShape shape) {
        this.gradient = gradient;
        this.hessian = hessian;
        this.time = time;
        this.noise = time * time / cycles;
        this.shape = shape;
    }

    /**
     * The variances after each step.
     *
     * @param flow the flow at t = 0, 1/2m, 2/2m ... 1, for m steps
     * @return diagonals of S at t = 0, 1/m ... 1
     */
    double[][] variances(double[][] flow, Sample sample) {
        int steps = flow.length / 2;
        int d = gradient.dimension();
        double h = 1.0 / steps;
        double[][] covariance = new double[d][d];
        double[][] variances = new double[steps + 1][d];
        Generator start = generator(flow[0], sample);
        for (int step = 0; step < steps; step++) {
            Generator middle = generator(flow[2 * step + 1], sample);
            Generator end = generator(flow[2 * step + 2], sample);
            double[][] k1 = start.rate(covariance);
            double[][] k2 = middle.rate(sum(covariance, h / 2, k1));
            double[][] k3 = middle.rate(sum(covariance, h / 2, k2));
            double[][] k4 = end.rate(sum(covariance, h, k3));
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += h / 6 * (k1[i][j] + 2 * k2[i][j] + 2 * k3[i][j] + k4[i][j]);
                }
                variances[step + 1][i] = Math.max(covariance[i][i], 0.0);
            }
            start = end;
        }
        return variances;
    }

    private Generator generator(double[] theta, Sample sample) {
        double[] g = new double[theta.length];
        gradient.at(theta, sample, g);
        return new Generator(time, noise, shape, hessian.at(theta, sample), g);
    }

    private static double[][] sum(double[][] matrix, double factor, double[][] other) {
        double[][] sum = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                sum[i][j] = matrix[i][j] + factor * other[i][j];
            }
        }
        return sum;
    }

    /** The right-hand side at one point of the flow. */
    private record Generator(double time, double noise, NoiseShape shape, double[][] hessian, double[] gradient) {

        double[][] rate(double[][] covariance) {
            int d = gradient.length;
            double[][] product = product(hessian, covariance);
            double[][] rate = new double[d][d];
            double isotropic = shape.isotropic() * Vectors.dot(gradient, gradient);
            double along = noise * shape.alongGradient();
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    rate[i][j] = along * gradient[i] * gradient[j] - time * (product[i][j] + product[j][i]);
                }
                rate[i][i] += noise * (isotropic - shape.diagonal() * gradient[i] * gradient[i]);
            }
            return rate;
        }

        private static double[][] product(double[][] a, double[][] b) {
            int d = a.length;
            double[][] product = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int k = 0; k < d; k++) {
                    double factor = a[i][k];
                    for (int j = 0; j < d; j++) {
                        product[i][j] += factor * b[k][j];
                    }
                }
            }
            return product;
        }
    }
}
