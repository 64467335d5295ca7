package io.dopaflow.analysis.theory;

import java.util.Arrays;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The covariance of the noise about the gradient flow, by the linear noise approximation
 *
 * <pre>dS/dt = -T (H S + S H) + (T^2/n) N,   S(0) = 0,</pre>
 *
 * with the Hessian H and the noise N of one update along the flow. Classical Runge-Kutta steps of equal length, of which the
 * flow is known at both ends and in the middle.
 *
 * @param local H and N
 * @param time the gradient-flow time T, not negative
 * @param cycles n, at least 1
 */
public record LinearNoise(Local local, double time, int cycles) {
    private static final int MOST_STEPS = 256;

    /** What the noise depends on at a point of the flow. */
    public interface Local {
        /** The Hessian H of what the flow descends: symmetric, a new matrix or one that is not changed later. */
        double[][] hessian(double[] theta);

        /**
         * The noise N.
         *
         * @param hessian H at theta, for whom it helps
         */
        RealMatrix covariance(double[] theta, double[][] hessian);
    }

    /**
     * Steps that resolve the curvature: a rate of 2 T ||H|| is followed well by steps of a quarter of its inverse.
     *
     * @param curvature T ||H||, not negative
     * @return from 2 to {@value #MOST_STEPS}
     */
    public static int steps(double curvature) {
        return curvature < MOST_STEPS / 8.0 ? Math.max(2, (int) Math.ceil(8 * curvature)) : MOST_STEPS;
    }

    /** The times at which the flow has to be known for m steps: 0, 1/2m, 2/2m ... 1. */
    public static double[] halfSteps(int steps) {
        double[] times = new double[2 * steps + 1];
        Arrays.setAll(times, i -> i / (2.0 * steps));
        return times;
    }

    /**
     * The variances after each step.
     *
     * @param flow the flow at the times of {@link #halfSteps}, for m steps
     * @return diagonals of S at t = 0, 1/m ... 1
     */
    public double[][] variances(double[][] flow) {
        int steps = flow.length / 2;
        int d = flow[0].length;
        double h = 1.0 / steps;
        RealMatrix covariance = MatrixUtils.createRealMatrix(d, d);
        double[][] variances = new double[steps + 1][d];
        Generator start = generator(flow[0]);
        for (int step = 0; step < steps; step++) {
            Generator middle = generator(flow[2 * step + 1]);
            Generator end = generator(flow[2 * step + 2]);
            RealMatrix k1 = start.rate(covariance);
            RealMatrix k2 = middle.rate(covariance.add(k1.scalarMultiply(h / 2)));
            RealMatrix k3 = middle.rate(covariance.add(k2.scalarMultiply(h / 2)));
            RealMatrix k4 = end.rate(covariance.add(k3.scalarMultiply(h)));
            covariance =
                    covariance.add(k1.add(k2.add(k3).scalarMultiply(2)).add(k4).scalarMultiply(h / 6));
            for (int v = 0; v < d; v++) {
                variances[step + 1][v] = Math.max(covariance.getEntry(v, v), 0.0);
            }
            start = end;
        }
        return variances;
    }

    private Generator generator(double[] theta) {
        double[][] hessian = local.hessian(theta);
        return new Generator(
                MatrixUtils.createRealMatrix(hessian).scalarMultiply(time),
                local.covariance(theta, hessian).scalarMultiply(time * time / cycles));
    }

    /** The right-hand side at one point of the flow: T H and the noise. */
    private record Generator(RealMatrix damping, RealMatrix noise) {
        RealMatrix rate(RealMatrix covariance) {
            RealMatrix product = damping.multiply(covariance);
            return noise.subtract(product.add(product.transpose()));
        }
    }
}
