package io.dopaflow.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Propagation;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightGradientTest {
    private static final Sample SAMPLE = new Sample(new double[] {0.4, -0.7}, new double[] {0, 1});

    private static LayeredNetwork layers() {
        return new LayeredNetwork(
                List.of("a", "b"),
                List.of(
                        new Layer(3, Activation.TANH, SpikeCoding.GRADED),
                        new Layer(2, Activation.SIGMOID, SpikeCoding.GRADED)),
                List.of("x", "y"),
                Activation.IDENTITY,
                true);
    }

    /** Central differences by the signed weights have a relative error of about h^2. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gradient_isTheCentralDifference(boolean signed) {
        Network network = signed ? layers().buildSigned() : layers().build();
        double[] weights = new double[network.synapseCount()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = signed ? Math.sin(3 * i + 1) : 0.3 + 0.2 * Math.cos(i);
        }
        double[] gradient = new double[weights.length];
        double loss = new WeightGradient(network, Loss.CROSS_ENTROPY).at(weights, SAMPLE, gradient);
        assertThat(loss).isCloseTo(loss(network, weights), within(1e-14));
        for (int i = 0; i < weights.length; i++) {
            double sign = network.neuron(network.pre(i)).sign().factor();
            double[] moved = weights.clone();
            double h = 1e-5;
            moved[i] = weights[i] + sign * h;
            double up = loss(network, moved);
            moved[i] = weights[i] - sign * h;
            double difference = (up - loss(network, moved)) / (2 * h);
            assertThat(gradient[i]).as("weight %d", i).isCloseTo(difference, within(1e-9));
        }
    }

    private static double loss(Network network, double[] weights) {
        return Loss.CROSS_ENTROPY.value(new Propagation(network).readout(weights, SAMPLE.features()), SAMPLE.target());
    }

    @Test
    void gradient_ofAWeightFromASilentInput_isZero() {
        Network network = layers().buildSigned();
        double[] weights = new double[network.synapseCount()];
        Arrays.fill(weights, 0.5);
        double[] gradient = new double[weights.length];
        new WeightGradient(network, Loss.SQUARED_ERROR)
                .at(weights, new Sample(new double[] {0, 1}, new double[] {1, 0}), gradient);
        assertThat(gradient[0]).isZero();
        assertThat(gradient[1]).isNotZero();
    }
}
