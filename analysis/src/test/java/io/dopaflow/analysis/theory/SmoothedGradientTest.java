package io.dopaflow.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmoothedGradientTest {
    private static final Network NETWORK = Experiments.network(2, SpikeCoding.GRADED, Activation.SIGMOID);

    private static final int DRAWS = 1 << 18;

    private final SplittableRandom random = new SplittableRandom(3);
    private final Gradient gradient = new Gradient(NETWORK, Loss.PSEUDO_HUBER);
    private final int d = gradient.dimension();
    private final double[] theta = Experiments.thetas(NETWORK, random);
    private final Sample sample = Experiments.sample(NETWORK, Loss.PSEUDO_HUBER, random);

    /**
     * A million draws leave less than 1 % of the difference of the gradients; the design is exact in the leading order, and
     * its next order, A^2 times as large, is a sample.
     */
    @ParameterizedTest
    @CsvSource({"0.1, 0.01", "0.3, 0.02", "1.0, 0.10"})
    void smoothing_movesTheGradientAsTheMeanOverJitterDoes(double a, double tolerance) {
        double[] plain = new double[d];
        gradient.at(theta, sample, plain);
        double[] found = new double[d];
        new SmoothedGradient(gradient, a, new RandomStreams(1)).at(theta, sample, found);
        Arrays.setAll(found, v -> found[v] - plain[v]);
        double[] expected = meanOverJitter(a, plain);
        assertThat(Vectors.distance(found, expected) / Vectors.norm(expected)).isLessThan(tolerance);
    }

    private double[] meanOverJitter(double a, double[] plain) {
        double[] mean = new double[d];
        double[] shifted = new double[d];
        double[] g = new double[d];
        double normaliser = Math.cosh(a) - Math.sinh(a) / a;
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] u = random.doubles(d, -a, a).toArray();
            for (int side = -1; side <= 1; side += 2) {
                int s = side;
                Arrays.setAll(shifted, i -> theta[i] + s * u[i]);
                gradient.at(shifted, sample, g);
                for (int v = 0; v < d; v++) {
                    double weight = (Math.cosh(a) - Math.cosh(u[v])) / normaliser;
                    mean[v] += weight * (g[v] - plain[v]) / (2.0 * DRAWS);
                }
            }
        }
        return mean;
    }

    @Test
    void smoothingWithTheJitterOfTheRule_isItsMeanIncrement() {
        double a = 0.5;
        double[] smoothed = new double[d];
        new SmoothedGradient(gradient, a, new RandomStreams(1)).at(theta, sample, smoothed);
        double[] increment = new double[d];
        double[] shifted = new double[d];
        double[] unused = new double[d];
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] u = random.doubles(d, -a, a).toArray();
            Arrays.setAll(shifted, i -> theta[i] + u[i]);
            double up = gradient.at(shifted, sample, unused);
            Arrays.setAll(shifted, i -> theta[i] - u[i]);
            double down = gradient.at(shifted, sample, unused);
            for (int v = 0; v < d; v++) {
                increment[v] += (up - down) / 2 * -2 * Math.sinh(u[v]) / DRAWS;
            }
        }
        Arrays.setAll(increment, v -> -increment[v] / DriftConstant.kappa(a));
        assertThat(Vectors.distance(increment, smoothed) / Vectors.norm(smoothed))
                .isLessThan(0.01);
    }
}
