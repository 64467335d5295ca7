package io.dopaflow.analysis.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothedGradientTest {
    private static final Network NETWORK = new LayeredNetwork(
                    List.of("x1", "x2"),
                    List.of(new LayeredNetwork.Layer(2, Activation.SIGMOID, SpikeCoding.GRADED)),
                    List.of("y"),
                    Activation.SIGMOID,
                    true)
            .build();

    private final SplittableRandom random = new SplittableRandom(3);
    private final Gradient gradient = new Gradient(NETWORK, Loss.PSEUDO_HUBER);
    private final double[] theta = Experiments.thetas(NETWORK, random);
    private final Sample sample = Experiments.sample(NETWORK, Loss.PSEUDO_HUBER, random);

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 1.0})
    void smoothing_movesTheGradientAsTheMeanOverJitterDoes(double a) {
        int d = gradient.dimension();
        double[] plain = new double[d];
        gradient.at(theta, sample, plain);
        double[] smoothed = new double[d];
        new SmoothedGradient(gradient, a).at(theta, sample, smoothed);
        double[] mean = new double[d];
        int draws = 1 << 20;
        double[] shifted = new double[d];
        double[] g = new double[d];
        for (int draw = 0; draw < draws; draw++) {
            double[] u = random.doubles(d, -a, a).toArray();
            for (int side = -1; side <= 1; side += 2) {
                int s = side;
                Arrays.setAll(shifted, i -> theta[i] + s * u[i]);
                gradient.at(shifted, sample, g);
                for (int v = 0; v < d; v++) {
                    // Density of V_v over the uniform one, times 2 A over the integral.
                    double weight = (Math.cosh(a) - Math.cosh(u[v])) / (Math.cosh(a) - Math.sinh(a) / a);
                    mean[v] += weight * (g[v] - plain[v]) / (2.0 * draws);
                }
            }
        }
        double[] found = new double[d];
        Arrays.setAll(found, v -> smoothed[v] - plain[v]);
        System.out.println(a + " " + Vectors.norm(found) + " " + Vectors.norm(mean) + " " + Vectors.distance(found, mean) / Vectors.norm(mean) + " " + Arrays.toString(found) + Arrays.toString(mean));
    }
}
