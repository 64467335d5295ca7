package io.dopaflow.analysis.estimator;

import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.plasticity.NoiseShape;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * An estimate of a gradient g from a direction v with E[v v'] = I and the loss at one or two points along it. Those that
 * take two evaluations are much alike: N evaluations leave a relative variance of about 2d / N, as does learning from
 * timing and reward against the previous cycle.
 */
public final class GradientEstimator {
    private final Direction direction;
    private final int evaluations;
    private final Slope slope;
    private final IntFunction<Optional<NoiseShape>> noise;

    /** What an estimate takes for the slope along a direction. */
    private interface Slope {
        double along(double[] direction, Objective objective, double[] theta);
    }

    private GradientEstimator(
            Direction direction, int evaluations, Slope slope, IntFunction<Optional<NoiseShape>> noise) {
        this.direction = direction;
        this.evaluations = evaluations;
        this.slope = slope;
        this.noise = noise;
    }

    /**
     * Simultaneous perturbation with two measurements, Spall (1992):
     *
     * <pre>(L(theta + c v) - L(theta - c v)) / (2 c) v,   v_i = 1 or -1</pre>
     *
     * where dividing by v_i is multiplying by it. Its mean is g + O(c^2), exactly g if L is quadratic, as even orders
     * cancel. Its covariance is ||g||^2 I + g g' - 2 diag(g^2) + O(c^2), with the trace (d - 1) ||g||^2.
     *
     * <p>J. C. Spall, Multivariate stochastic approximation using a simultaneous perturbation gradient approximation, IEEE
     * Transactions on Automatic Control 37 (1992) 332-341.
     *
     * @param smoothing c, positive
     */
    public static GradientEstimator simultaneousPerturbation(double smoothing) {
        requireSmoothing(smoothing);
        return new GradientEstimator(
                Direction.SIGNS,
                2,
                (v, loss, theta) ->
                        (lossAt(loss, theta, v, smoothing) - lossAt(loss, theta, v, -smoothing)) / (2 * smoothing),
                d -> Optional.of(new NoiseShape(1, 1, 2)));
    }

    /**
     * Simultaneous perturbation with one measurement, Spall (1997):
     *
     * <pre>L(theta + c v) / c v,   v_i = 1 or -1</pre>
     *
     * Its mean is g + O(c^2), exactly g if L is quadratic; its covariance is (L^2 / c^2) I to leading order: the loss
     * itself is noise, and the smaller the smoothing the more. For a quadratic loss with the Hessian H the
     * trace is
     *
     * <pre>d [L^2 / c^2 + ||g||^2 + L tr H + (c^2 / 4) ((tr H)^2 + 2 sum over i != j of H_ij^2)] - ||g||^2.</pre>
     *
     * <p>J. C. Spall, A one-measurement form of simultaneous perturbation stochastic approximation, Automatica 33 (1997)
     * 109-112.
     *
     * @param smoothing c, positive
     */
    public static GradientEstimator oneMeasurement(double smoothing) {
        requireSmoothing(smoothing);
        return new GradientEstimator(
                Direction.SIGNS,
                1,
                (v, loss, theta) -> lossAt(loss, theta, v, smoothing) / smoothing,
                d -> Optional.empty());
    }

    /**
     * Gaussian smoothing by a forward difference, Nesterov and Spokoiny (2017):
     *
     * <pre>(L(theta + mu v) - L(theta)) / mu v,   v ~ N(0, I)</pre>
     *
     * Its mean is the gradient of the smoothed loss E[L(theta + mu v)], exactly g if L is quadratic; its covariance is
     * ||g||^2 I + g g' + O(mu^2), with the trace (d + 1) ||g||^2. For a quadratic loss with the Hessian H the trace has
     * the further term (mu^2 / 4) (d + 4) ((tr H)^2 + 2 tr H^2).
     *
     * <p>Yu. Nesterov and V. Spokoiny, Random gradient-free minimization of convex functions, Foundations of Computational
     * Mathematics 17 (2017) 527-566.
     *
     * @param smoothing mu, positive
     */
    public static GradientEstimator gaussianSmoothing(double smoothing) {
        requireSmoothing(smoothing);
        return new GradientEstimator(
                Direction.GAUSSIAN,
                2,
                (v, loss, theta) -> (lossAt(loss, theta, v, smoothing) - loss.loss(theta)) / smoothing,
                d -> Optional.of(new NoiseShape(1, 1, 0)));
    }

    /**
     * The two-point estimate of Duchi, Jordan, Wainwright and Wibisono (2015), with the direction uniform on the
     * sphere of radius sqrt(d):
     *
     * <pre>(L(theta + u v) - L(theta)) / u v,   ||v|| = sqrt(d)</pre>
     *
     * Its mean is g + O(u^2), exactly g if L is quadratic; its covariance is d / (d + 2) (||g||^2 I + 2 g g') - g g' +
     * O(u^2), with the trace (d - 1) ||g||^2. For a quadratic loss with the Hessian H the trace has the further term
     * (u^2 / 4) d^2 / (d + 2) ((tr H)^2 + 2 tr H^2).
     *
     * <p>J. C. Duchi, M. I. Jordan, M. J. Wainwright and A. Wibisono, Optimal rates for zero-order convex optimization: the
     * power of two function evaluations, IEEE Transactions on Information Theory 61 (2015) 2788-2806.
     *
     * @param smoothing u, positive
     */
    public static GradientEstimator sphereSmoothing(double smoothing) {
        requireSmoothing(smoothing);
        return new GradientEstimator(
                Direction.SPHERE,
                2,
                (v, loss, theta) -> (lossAt(loss, theta, v, smoothing) - loss.loss(theta)) / smoothing,
                d -> Optional.of(new NoiseShape(d / (d + 2.0), (d - 2) / (d + 2.0), 0)));
    }

    /**
     * The forward gradient, Baydin, Pearlmutter, Syme, Wood and Torr (2022), definition 1: the directional derivative times
     * the direction,
     *
     * <pre>(g . v) v,   v ~ N(0, I)</pre>
     *
     * Its mean is g and its covariance ||g||^2 I + g g', both exactly. The directional derivative is taken as the scalar
     * product with the exact gradient; forward-mode differentiation gives the same number with a second pass of
     * tangents beside the first, which is counted as two evaluations.
     *
     * <p>A. G. Baydin et al., Gradients without backpropagation, arXiv 2202.08587 (2022).
     */
    public static GradientEstimator forwardGradient() {
        return new GradientEstimator(
                Direction.GAUSSIAN,
                2,
                (v, loss, theta) -> {
                    double[] gradient = new double[theta.length];
                    loss.gradient(theta, gradient);
                    return Vectors.dot(gradient, v);
                },
                d -> Optional.of(new NoiseShape(1, 1, 0)));
    }

    /** Evaluations of the loss, or work of as many, that an estimate takes. */
    public int evaluations() {
        return evaluations;
    }

    /**
     * Estimates the gradient.
     *
     * @param objective of which
     * @param theta at which point; left as it is
     * @param random the method's own stream
     * @param into receives the estimate
     */
    public void estimate(Objective objective, double[] theta, UniformRandomProvider random, double[] into) {
        direction.draw(random, into);
        double factor = slope.along(into, objective, theta);
        for (int i = 0; i < into.length; i++) {
            into[i] *= factor;
        }
    }

    /**
     * The covariance of one estimate to leading order in the smoothing, in units of ||g||^2; empty where it does not
     * stay finite in relation to the gradient.
     *
     * @param dimension d, at least 1
     */
    public Optional<NoiseShape> noise(int dimension) {
        return noise.apply(dimension);
    }

    private static void requireSmoothing(double smoothing) {
        if (!(smoothing > 0 && smoothing < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("smoothing is " + smoothing + "; allowed: positive, finite");
        }
    }

    private static double lossAt(Objective objective, double[] theta, double[] direction, double step) {
        double[] shifted = new double[theta.length];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = theta[i] + step * direction[i];
        }
        return objective.loss(shifted);
    }
}
