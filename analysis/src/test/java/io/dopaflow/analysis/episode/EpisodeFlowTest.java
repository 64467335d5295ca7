package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class EpisodeFlowTest {
    private static final double TIME = 0.8;

    /** One neuron, nine steps, three weights. */
    private final RandomEpisodes random = RandomEpisodes.number(0);

    private final Enumeration enumeration = random.enumeration();
    private final EpisodeFlow flow = new EpisodeFlow(enumeration, TIME);

    /** Heun's method with 400 steps: its error is of the order of (T ||H|| / 400)^2 / 6, some 1e-6. */
    @Test
    void flow_descendsTheExpectedLoss() {
        int steps = 400;
        double dt = TIME / steps;
        double[] w = random.weights().clone();
        double[] slope = new double[w.length];
        double[] ahead = new double[w.length];
        for (int k = 0; k < steps; k++) {
            enumeration.gradient(w, slope);
            double[] euler = w.clone();
            for (int i = 0; i < w.length; i++) {
                euler[i] -= dt * slope[i];
            }
            enumeration.gradient(euler, ahead);
            for (int i = 0; i < w.length; i++) {
                w[i] -= dt * (slope[i] + ahead[i]) / 2;
            }
        }
        assertThat(flow.end(random.weights())).containsExactly(w, within(2e-6));
        assertThat(enumeration.loss(w)).isLessThan(enumeration.loss(random.weights()) - 0.01);
    }

    /** The equation of S by Euler's method with 400 and 800 steps, extrapolated; Runge-Kutta steps are as good as 1 %. */
    @Test
    void variances_solveTheLinearNoiseEquation() {
        double[] coarse = plainVariances(400);
        double[] fine = plainVariances(800);
        double[] predicted = flow.variances(random.weights());
        double sum = 0.0;
        for (int i = 0; i < predicted.length; i++) {
            double expected = 2 * fine[i] - coarse[i];
            assertThat(predicted[i]).isCloseTo(expected, within(0.01 * expected));
            sum += predicted[i];
        }
        assertThat(flow.predictedRms(random.weights(), 250)).isCloseTo(Math.sqrt(sum / 250), within(1e-15));
    }

    private double[] plainVariances(int steps) {
        double[] times = new double[steps];
        Arrays.setAll(times, k -> k / (double) steps);
        double[][] path = flow.at(random.weights(), times);
        int d = path[0].length;
        RealMatrix s = MatrixUtils.createRealMatrix(d, d);
        for (double[] w : path) {
            RealMatrix damping =
                    MatrixUtils.createRealMatrix(enumeration.hessian(w)).multiply(s);
            RealMatrix noise =
                    MatrixUtils.createRealMatrix(enumeration.moments(w).covariance());
            s = s.add(noise.scalarMultiply(TIME * TIME)
                    .subtract(damping.add(damping.transpose()).scalarMultiply(TIME))
                    .scalarMultiply(1.0 / steps));
        }
        double[] variances = new double[d];
        for (int i = 0; i < d; i++) {
            variances[i] = s.getEntry(i, i);
        }
        return variances;
    }

    /**
     * 400 replicates of the rule with n = 1600 episodes, and the expected loss along the flow as the baseline. The mean square of
     * their distances has a relative standard error of sqrt(2 / 400) at most, which is that of a single direction: 7 %, so
     * that the root has 3.5 %. Four of them are allowed.
     */
    @Test
    void rule_scattersAboutTheFlow_asPredicted() {
        int episodes = 1600;
        int replicates = 400;
        double[] times = new double[episodes];
        Arrays.setAll(times, k -> k / (double) episodes);
        double[] baselines = Arrays.stream(flow.at(random.weights(), times))
                .mapToDouble(enumeration::loss)
                .toArray();
        double[] end = flow.end(random.weights());
        EpisodeEvaluator evaluator = new EpisodeEvaluator(random.episode());
        double sum = 0.0;
        for (int r = 0; r < replicates; r++) {
            UniformRandomProvider stream = new RandomStreams(11).stream(Purpose.ESCAPE, r);
            double[] w = random.weights().clone();
            for (double baseline : baselines) {
                EpisodeEvaluator.Evaluation drawn = evaluator.draw(w, stream);
                double loss = RandomEpisodes.LOSS.of(random.episode().outputSpikesMs(drawn.pattern()));
                for (int i = 0; i < w.length; i++) {
                    w[i] -= TIME / episodes * (loss - baseline) * drawn.score()[i];
                }
            }
            for (int i = 0; i < w.length; i++) {
                sum += (w[i] - end[i]) * (w[i] - end[i]);
            }
        }
        double ratio = Math.sqrt(sum / replicates) / flow.predictedRms(random.weights(), episodes);
        assertThat(ratio).isBetween(0.86, 1.14);
    }

    @Test
    void noEpisode_isRefused() {
        assertThatThrownBy(() -> flow.predictedRms(random.weights(), 0))
                .hasMessage("episodes are 0; allowed: at least 1");
    }
}
