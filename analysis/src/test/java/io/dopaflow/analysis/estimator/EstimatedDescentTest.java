package io.dopaflow.analysis.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.junit.jupiter.api.Test;

class EstimatedDescentTest {
    private static final double[] G = {0.8, -0.3, 0.5, 0.2, -0.9, 0.4};

    /**
     * For a linear loss steps are independent: the variance is exactly (T^2 / n) k trace. A mean of 4000 squared errors of
     * about six degrees of freedom has a standard error of 1.0 %, and five of them are allowed.
     */
    @Test
    void opportunity_movesByTheFlow_withTheNoiseOfItsEvaluations() {
        double time = 0.5;
        int n = 40;
        int replicates = 4000;
        for (GradientEstimator estimator : GradientEstimatorTest.proportional()) {
            EstimatedDescent descent = new EstimatedDescent(
                    estimator, G.length, time, n, new RandomStreams(5).stream(Purpose.COMPARED_RULE, 3));
            double[] mean = new double[G.length];
            double squares = 0;
            double square = 0;
            for (int r = 0; r < replicates; r++) {
                double[] theta = new double[G.length];
                descent.opportunity(Quadratic.linear(2.0, G), theta);
                for (int i = 0; i < G.length; i++) {
                    mean[i] += theta[i] / replicates;
                    squares += Math.pow(theta[i] + time * G[i], 2) / replicates;
                }
            }
            for (double component : G) {
                square += component * component;
            }
            double predicted = time
                    * time
                    / n
                    * estimator.evaluations()
                    * estimator.noise(G.length).orElseThrow().trace(G.length)
                    * square;
            assertThat(descent.evaluations()).isEqualTo(n);
            assertThat(squares / predicted).isBetween(0.95, 1.05);
            for (int i = 0; i < G.length; i++) {
                assertThat(mean[i]).isCloseTo(-time * G[i], within(5 * Math.sqrt(predicted / replicates)));
            }
        }
    }

    @Test
    void evaluationsThatAreLeftOver_areNotUsed_butOneStepThereIs() {
        GradientEstimator two = GradientEstimator.simultaneousPerturbation(0.1);
        assertThat(descent(two, 7).evaluations()).isEqualTo(6);
        assertThat(descent(two, 1).evaluations()).isEqualTo(2);
        assertThat(descent(GradientEstimator.oneMeasurement(0.1), 7).evaluations())
                .isEqualTo(7);
    }

    @Test
    void impossibleDescents_areRefused() {
        GradientEstimator two = GradientEstimator.simultaneousPerturbation(0.1);
        assertThatThrownBy(() -> descent(two, 0)).hasMessageContaining("evaluations are 0");
        assertThatThrownBy(() -> new EstimatedDescent(
                        two, 1, Double.NaN, 1, new RandomStreams(1).stream(Purpose.COMPARED_RULE, 0)))
                .hasMessageContaining("gradient-flow time is NaN");
    }

    private static EstimatedDescent descent(GradientEstimator estimator, int evaluations) {
        return new EstimatedDescent(
                estimator, 1, 1.0, evaluations, new RandomStreams(1).stream(Purpose.COMPARED_RULE, 0));
    }
}
