package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.theory.LinearNoise;
import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The gradient flow of the expected loss of an episode, dw/dt = -T grad E[L] for t in [0, 1], and the scatter about it of weights
 * that learn from n episodes by w = w - (T/n) (L - b) z with b near E[L]:
 *
 * <pre>dS/dt = -T (H S + S H) + T^2 C,   S(0) = 0,</pre>
 *
 * with the Hessian H of E[L] and the covariance C of {@link LossMoments} along the flow. S / n is the covariance of the
 * weights, so that their distance from the flow at t = 1 has the root mean square sqrt(tr S(1) / n); see {@link LinearNoise}.
 *
 * <p>Limits: large n, and what {@link Enumeration} can do. For one thread.
 */
public final class EpisodeFlow {
    private final Enumeration enumeration;
    private final GradientFlow flow;
    private final double time;

    /**
     * A flow.
     *
     * @param time T in mV^2, finite, not negative
     */
    public EpisodeFlow(Enumeration enumeration, double time) {
        this.enumeration = enumeration;
        this.flow = new GradientFlow(enumeration.field(), time);
        this.time = time;
    }

    /** Where the flow that starts at the weights is at t = 1, in mV. */
    public double[] end(double[] weights) {
        return flow.end(weights, EpisodeField.NOTHING);
    }

    /**
     * Where the flow is at the given times.
     *
     * @param weights at t = 0, in mV, left as they are
     * @param times ascending, in [0, 1]
     * @throws ArithmeticException as {@link GradientFlow#at} does
     */
    public double[][] at(double[] weights, double[] times) {
        return flow.at(weights, EpisodeField.NOTHING, times);
    }

    /**
     * The predicted root mean square of the distance between weights and flow at t = 1, in mV.
     *
     * @param weights at t = 0, in mV
     * @param episodes n, at least 1
     */
    public double predictedRms(double[] weights, int episodes) {
        if (episodes < 1) {
            throw new IllegalArgumentException("episodes are " + episodes + "; allowed: at least 1");
        }
        return Math.sqrt(Arrays.stream(variances(weights)).sum() / episodes);
    }

    /** The diagonal of S(1) by weight, in mV^2: the predicted variances after n episodes, times n. */
    public double[] variances(double[] weights) {
        return course(weights).variances;
    }

    /**
     * A flow from start to end.
     *
     * @param end where it is at t = 1, in mV
     * @param variances those of {@link EpisodeFlow#variances}
     */
    record Course(double[] end, double[] variances) {}

    /** End and variances together, which cost one flow. */
    Course course(double[] weights) {
        int steps = LinearNoise.steps(time * norm(enumeration.hessian(weights)));
        double[][] path = at(weights, LinearNoise.halfSteps(steps));
        double[][] variances = new LinearNoise(new Local(), time, 1).variances(path);
        return new Course(path[path.length - 1], variances[steps]);
    }

    /** The spectral norm of a symmetric matrix. */
    private static double norm(double[][] symmetric) {
        double[] eigenvalues =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(symmetric)).getEigenvalues();
        return Arrays.stream(eigenvalues).map(Math::abs).max().orElse(0);
    }

    private final class Local implements LinearNoise.Local {
        @Override
        public double[][] hessian(double[] weights) {
            return enumeration.hessian(weights);
        }

        @Override
        public RealMatrix covariance(double[] weights, double[][] unused) {
            return MatrixUtils.createRealMatrix(enumeration.moments(weights).covariance());
        }
    }
}
