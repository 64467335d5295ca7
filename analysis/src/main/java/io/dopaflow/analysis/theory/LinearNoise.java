package io.dopaflow.analysis.theory;

import io.dopaflow.models.task.Sample;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The covariance of the noise about the gradient flow, by the linear noise approximation
 *
 * <pre>dS/dt = -T (H S + S H) + (T^2/n) N,   S(0) = 0,</pre>
 *
 * with the Hessian H and the {@link RuleNoise} N along the flow. Classical Runge-Kutta steps of equal length, of which the
 * flow is known at both ends and in the middle.
 */
record LinearNoise(RuleNoise noise, double time, int cycles) {
    /**
     * The variances after each step.
     *
     * @param flow the flow at t = 0, 1/2m, 2/2m ... 1, for m steps
     * @return diagonals of S at t = 0, 1/m ... 1
     */
    double[][] variances(double[][] flow, Sample sample) {
        int steps = flow.length / 2;
        int d = flow[0].length;
        double h = 1.0 / steps;
        RealMatrix covariance = MatrixUtils.createRealMatrix(d, d);
        double[][] variances = new double[steps + 1][d];
        Generator start = generator(flow[0], sample);
        for (int step = 0; step < steps; step++) {
            Generator middle = generator(flow[2 * step + 1], sample);
            Generator end = generator(flow[2 * step + 2], sample);
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

    private Generator generator(double[] theta, Sample sample) {
        double[][] hessian = noise.hessian().at(theta, sample);
        return new Generator(
                MatrixUtils.createRealMatrix(hessian).scalarMultiply(time),
                noise.covariance(theta, sample, hessian).scalarMultiply(time * time / cycles));
    }

    /** The right-hand side at one point of the flow: T H and the noise. */
    private record Generator(RealMatrix damping, RealMatrix noise) {
        RealMatrix rate(RealMatrix covariance) {
            RealMatrix product = damping.multiply(covariance);
            return noise.subtract(product.add(product.transpose()));
        }
    }
}
