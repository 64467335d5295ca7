package io.dopaflow.analysis.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientEstimatorTest {
    private static final int DRAWS = 200_000;
    private static final double C = 0.4;

    /** Neither diagonal nor definite, with a trace and a loss that are not small. */
    private static final Quadratic QUADRATIC = new Quadratic(0.7, new double[] {1.0, -0.5, 0.25, 2.0}, new double[][] {
        {1.0, 0.6, -0.2, 0.1},
        {0.6, -0.4, 0.3, 0.5},
        {-0.2, 0.3, 1.5, -0.7},
        {0.1, 0.5, -0.7, 0.8}
    });

    private static final double[] THETA = {0.3, -0.2, 0.5, 0.1};

    /** Sums over many estimates: their mean, the covariance about the true gradient, and the spread of its trace. */
    private record Moments(double[] mean, double[][] covariance, double trace, double traceError) {
        static Moments of(GradientEstimator estimator, Objective objective, double[] theta, double[] g) {
            int d = theta.length;
            UniformRandomProvider random = new RandomStreams(11).stream(Purpose.COMPARED_RULE, 0);
            double[] mean = new double[d];
            double[][] covariance = new double[d][d];
            double[] estimate = new double[d];
            double trace = 0;
            double traceSquare = 0;
            for (int n = 0; n < DRAWS; n++) {
                estimator.estimate(objective, theta, random, estimate);
                double square = 0;
                for (int i = 0; i < d; i++) {
                    mean[i] += estimate[i] / DRAWS;
                    square += (estimate[i] - g[i]) * (estimate[i] - g[i]);
                    for (int j = 0; j < d; j++) {
                        covariance[i][j] += (estimate[i] - g[i]) * (estimate[j] - g[j]) / DRAWS;
                    }
                }
                trace += square / DRAWS;
                traceSquare += square * square / DRAWS;
            }
            return new Moments(mean, covariance, trace, Math.sqrt((traceSquare - trace * trace) / DRAWS));
        }
    }

    private static double[] gradient(Objective objective, double[] theta) {
        double[] g = new double[theta.length];
        objective.gradient(theta, g);
        return g;
    }

    /** Exact traces for a quadratic loss, written down from fourth moments of signs, normals and the sphere. */
    static Stream<Arguments> exactTraces() {
        double[] g = gradient(QUADRATIC, THETA);
        double square = 0;
        for (double component : g) {
            square += component * component;
        }
        int d = g.length;
        double l = QUADRATIC.loss(THETA);
        double tr = QUADRATIC.trace();
        double even = tr * tr + 2 * QUADRATIC.squares(true);
        double evenOfSigns = tr * tr + 2 * QUADRATIC.squares(false);
        return Stream.of(
                Arguments.of(GradientEstimator.simultaneousPerturbation(C), (d - 1) * square),
                Arguments.of(
                        GradientEstimator.oneMeasurement(C),
                        d * (l * l / (C * C) + square + l * tr + C * C / 4 * evenOfSigns) - square),
                Arguments.of(GradientEstimator.gaussianSmoothing(C), (d + 1) * square + C * C / 4 * (d + 4) * even),
                Arguments.of(
                        GradientEstimator.sphereSmoothing(C), (d - 1) * square + C * C / 4 * d * d / (d + 2.0) * even),
                Arguments.of(GradientEstimator.forwardGradient(), (d + 1) * square));
    }

    /** Five standard errors each: a right implementation fails in one of a hundred thousand seeds or so. */
    @ParameterizedTest
    @MethodSource("exactTraces")
    void quadraticLoss_hasTheExactMeanAndVariance(GradientEstimator estimator, double trace) {
        double[] g = gradient(QUADRATIC, THETA);
        Moments moments = Moments.of(estimator, QUADRATIC, THETA, g);
        for (int i = 0; i < g.length; i++) {
            double error = Math.sqrt(moments.covariance[i][i] / DRAWS);
            assertThat(moments.mean[i]).isCloseTo(g[i], within(5 * error));
            assertThat(error).isLessThan(0.03);
        }
        assertThat(moments.trace).isCloseTo(trace, within(5 * moments.traceError));
        assertThat(moments.traceError / trace).isLessThan(0.01);
    }

    static List<GradientEstimator> proportional() {
        return List.of(
                GradientEstimator.simultaneousPerturbation(C),
                GradientEstimator.gaussianSmoothing(C),
                GradientEstimator.sphereSmoothing(C),
                GradientEstimator.forwardGradient());
    }

    /** For a linear loss the covariance is of leading order alone; an entry's standard error is below 4 ||g||^2 / sqrt(N). */
    @ParameterizedTest
    @MethodSource("proportional")
    void linearLoss_hasTheWholeCovarianceThatIsStated(GradientEstimator estimator) {
        double[] g = {1.0, -0.4, 0.7, 0.1, 0.6};
        Quadratic linear = Quadratic.linear(3.0, g);
        Moments moments = Moments.of(estimator, linear, new double[g.length], g);
        NoiseShape shape = estimator.noise(g.length).orElseThrow();
        double square = 1 + 0.16 + 0.49 + 0.01 + 0.36;
        double allowance = 5 * 4 * square / Math.sqrt(DRAWS);
        for (int i = 0; i < g.length; i++) {
            for (int j = 0; j < g.length; j++) {
                double expected = shape.alongGradient() * g[i] * g[j];
                expected += i == j ? shape.isotropic() * square - shape.diagonal() * g[i] * g[i] : 0;
                assertThat(moments.covariance[i][j]).isCloseTo(expected, within(allowance));
            }
        }
        assertThat(moments.trace).isCloseTo(shape.trace(g.length) * square, within(5 * moments.traceError));
    }

    /** The third derivative is what smoothing shows: E[(f(x + c s) - f(x - c s)) s / 2c] = 3 x^2 + c^2 for f = x^3. */
    @Test
    void cubicLoss_isSmoothedAsTheMethodSays() {
        Objective cube = new Objective() {
            @Override
            public double loss(double[] theta) {
                return theta[0] * theta[0] * theta[0];
            }

            @Override
            public void gradient(double[] theta, double[] into) {
                into[0] = 3 * theta[0] * theta[0];
            }
        };
        double[] estimate = new double[1];
        UniformRandomProvider random = new RandomStreams(1).stream(Purpose.COMPARED_RULE, 1);
        GradientEstimator.simultaneousPerturbation(0.5).estimate(cube, new double[] {2.0}, random, estimate);
        assertThat(estimate[0]).isCloseTo(12.25, within(1e-12));
        // E[((x + mu v)^3 - x^3) v / mu] = 3 x^2 + 3 mu^2 for normal v; on a sphere of one dimension 3 x^2 + u^2.
        double[] at = {2.0};
        Moments gaussian = Moments.of(GradientEstimator.gaussianSmoothing(0.5), cube, at, new double[] {12.75});
        assertThat(gaussian.mean[0]).isCloseTo(12.75, within(5 * Math.sqrt(gaussian.trace / DRAWS)));
        Moments sphere = Moments.of(GradientEstimator.sphereSmoothing(0.5), cube, at, new double[] {12.25});
        assertThat(sphere.mean[0]).isCloseTo(12.25, within(5 * Math.sqrt(sphere.trace / DRAWS)));
    }

    @Test
    void estimate_leavesThetaAlone_andCountsItsEvaluations() {
        for (GradientEstimator estimator : List.of(
                GradientEstimator.oneMeasurement(C),
                GradientEstimator.simultaneousPerturbation(C),
                GradientEstimator.gaussianSmoothing(C),
                GradientEstimator.sphereSmoothing(C))) {
            int[] evaluations = {0};
            Objective counting = new Objective() {
                @Override
                public double loss(double[] theta) {
                    evaluations[0]++;
                    return QUADRATIC.loss(theta);
                }

                @Override
                public void gradient(double[] theta, double[] into) {
                    throw new AssertionError("a zero-order method looked at the gradient");
                }
            };
            double[] theta = THETA.clone();
            estimator.estimate(counting, theta, new RandomStreams(1).stream(Purpose.COMPARED_RULE, 2), new double[4]);
            assertThat(theta).containsExactly(THETA);
            assertThat(evaluations[0]).isEqualTo(estimator.evaluations());
        }
    }

    @Test
    void smoothing_isPositive() {
        assertThatThrownBy(() -> GradientEstimator.sphereSmoothing(0.0)).hasMessageContaining("smoothing is 0.0");
        assertThatThrownBy(() -> GradientEstimator.oneMeasurement(Double.NaN)).hasMessageContaining("positive");
    }
}
