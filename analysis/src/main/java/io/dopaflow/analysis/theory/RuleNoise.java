package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Hessian;
import io.dopaflow.analysis.flow.VectorField;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.models.plasticity.NoiseShape.EvenPart;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The covariance of the rule's noise at a point, per unit of t and in units of T^2 / n:
 *
 * <pre>N = i (||g||^2 + S) I + a g g' - c diag(g^2) + o A^2 E,   S = A^2 (sum_i H_ii^2 / 15 + sum_{i != j} H_ij^2 / 6),
 * E = (2/3) H^2 - (2/5) (D H + H D) - (2/5) diag(H^2) + (4/7) D^2,</pre>
 *
 * with the gradient g, the Hessian H and its diagonal D, the coefficients i, a and c of the {@link NoiseShape}, and o the
 * noise of its own making, c / (6/5).
 *
 * <p>Where it comes from: an update estimates g_v by (g.U + Q - b) U_v / s, with Q = U'HU/2, the baseline b and s = A^2 / 3.
 * Of the second moment of that, with all moments of uniform U, what is linear in the jitter gives the terms with g. The rest is
 * S = Var(Q) / s, as often as the baseline's own fluctuation and the update's add up to i, and E, by which Q^2 and U_v U_w are
 * not independent: next to d S it is of the order of 1 / d. A baseline that misses the mean of Q, q = (A^2 / 6) tr H, adds
 *
 * <pre>o A^2 [(tr H)^2 / 12 I + tr H (H / 3 - D / 5)].</pre>
 *
 * Where both losses have the same Q, in antithetic pairs, there is nothing of this order. The terms with S matter where the
 * gradient is small, near a minimum: they do not vanish there, and shrink only as A^2. Where the gradient is large, other terms
 * of the order A^2 are left out.
 *
 * <p>Limits: graded neurons, a window of alike branches. Above {@link Hessian#MOST_DIRECTIONS} synapses the moments of H are
 * estimated, which leaves S uncertain by 9 % at most.
 */
public final class RuleNoise {
    private final VectorField gradient;
    private final Hessian hessian;
    private final NoiseShape shape;
    private final double square;

    /**
     * The noise of a rule.
     *
     * @param gradient of a sample's loss
     * @param shape by the rule's baseline
     * @param halfWindow A
     * @param streams for random directions
     */
    public RuleNoise(VectorField gradient, NoiseShape shape, double halfWindow, RandomStreams streams) {
        this.gradient = gradient;
        this.hessian = new Hessian(gradient, streams);
        this.shape = shape;
        this.square = halfWindow * halfWindow;
    }

    /** The noise of an model's rule. */
    public static RuleNoise of(VectorField gradient, LearningCycle model) {
        return new RuleNoise(gradient, model.noise(), model.timing().halfWindow(), model.streams());
    }

    VectorField gradient() {
        return gradient;
    }

    Hessian hessian() {
        return hessian;
    }

    /** This noise and the curvature beside it, along the flow of one sample. */
    LinearNoise.Local local(Sample sample) {
        return new LinearNoise.Local() {
            @Override
            public double[][] hessian(double[] theta) {
                return hessian.at(theta, sample);
            }

            @Override
            public RealMatrix covariance(double[] theta, double[][] hessianThere) {
                return RuleNoise.this.covariance(theta, sample, hessianThere);
            }
        };
    }

    /** The variances, N_vv by synapse. */
    public double[] variances(double[] theta, Sample sample) {
        return variances(
                gradient(theta, sample),
                shape.even() == EvenPart.CANCELS
                        ? Hessian.Moments.of(new double[theta.length][theta.length])
                        : hessian.moments(theta, sample));
    }

    private double[] gradient(double[] theta, Sample sample) {
        double[] g = new double[theta.length];
        gradient.at(theta, sample, g);
        return g;
    }

    private double[] variances(double[] g, Hessian.Moments h) {
        double rows = DoubleStream.of(h.rowSquares()).sum();
        double squares = DoubleStream.of(h.diagonalSquares()).sum();
        double common = shape.isotropic() * (Vectors.dot(g, g) + square * (rows / 6 - squares / 10));
        double own = square * shape.own();
        double shift = shift(h);
        double trace = DoubleStream.of(h.diagonal()).sum();
        double[] variances = new double[g.length];
        Arrays.setAll(
                variances,
                v -> common
                        + (shape.alongGradient() - shape.diagonal()) * g[v] * g[v]
                        + own * (4 / 15.0 * h.rowSquares()[v] - 8 / 35.0 * h.diagonalSquares()[v])
                        + shift * (trace / 12 + 2 / 15.0 * h.diagonal()[v]));
        return variances;
    }

    /** o A^2 tr H where the baseline misses the mean of Q, else 0. */
    private double shift(Hessian.Moments h) {
        return shape.even() == EvenPart.FLUCTUATES_AND_SHIFTS
                ? square * shape.own() * DoubleStream.of(h.diagonal()).sum()
                : 0;
    }

    /** The whole of N, where the Hessian is given. */
    RealMatrix covariance(double[] theta, Sample sample, double[][] h) {
        int d = theta.length;
        double[] g = gradient(theta, sample);
        boolean isEven = shape.even() != EvenPart.CANCELS;
        double[][] used = isEven ? h : new double[d][d];
        Hessian.Moments moments = Hessian.Moments.of(used);
        double own = square * shape.own();
        double shift = shift(moments);
        RealMatrix hessianMatrix = MatrixUtils.createRealMatrix(used);
        double[][] product = hessianMatrix.multiply(hessianMatrix).getData();
        double[] variances = variances(g, moments);
        double[][] n = new double[d][d];
        for (int v = 0; v < d; v++) {
            for (int w = 0; w < d; w++) {
                n[v][w] = v == w
                        ? variances[v]
                        : shape.alongGradient() * g[v] * g[w]
                                + own * (2 / 3.0 * product[v][w] - 0.4 * used[v][w] * (used[v][v] + used[w][w]))
                                + shift * used[v][w] / 3;
            }
        }
        return MatrixUtils.createRealMatrix(n);
    }
}
