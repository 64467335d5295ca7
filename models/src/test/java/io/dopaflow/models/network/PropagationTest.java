package io.dopaflow.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PropagationTest {
    @Test
    void amplitudes_areThoseOfANaiveRecursion() {
        for (int seed = 0; seed < 200; seed++) {
            RandomGraphs.Graph graph = RandomGraphs.of(seed);
            Network network = Network.of(graph.neurons(), graph.synapses());
            SplittableRandom random = new SplittableRandom(seed);
            double[] theta = random.doubles(network.synapseCount(), -2, 0.5).toArray();
            Propagation propagation = new Propagation(network);
            // Twice, as buffers are used again.
            for (int sample = 0; sample < 2; sample++) {
                double[] features = random.doubles(4, -1, 1).toArray();
                double[] readout = propagation.readout(Propagation.weights(theta), features);
                for (Neuron neuron : graph.neurons()) {
                    double expected = amplitude(graph, neuron, theta, features);
                    assertThat(propagation.amplitude(neuron.id())).isCloseTo(expected, within(1e-12));
                    if (neuron.role() instanceof NeuronRole.Output output) {
                        assertThat(readout[output.index()]).isEqualTo(propagation.amplitude(neuron.id()));
                    }
                    if (neuron.activation() == Activation.IDENTITY
                            && neuron.coding() == SpikeCoding.GRADED
                            && !neuron.role().isSource()) {
                        assertThat(propagation.potential(neuron.id())).isEqualTo(propagation.amplitude(neuron.id()));
                    }
                }
            }
        }
    }

    private static double amplitude(RandomGraphs.Graph graph, Neuron neuron, double[] theta, double[] features) {
        if (neuron.role() instanceof NeuronRole.Input input) {
            return features[input.feature()];
        }
        if (neuron.role() instanceof NeuronRole.Bias) {
            return 1;
        }
        double v = 0;
        for (Synapse synapse : graph.synapses()) {
            if (synapse.post() == neuron.id()) {
                Neuron pre = graph.neurons().get(synapse.pre());
                double signed =
                        pre.sign() == Sign.EXCITATORY ? Math.exp(theta[synapse.id()]) : -Math.exp(theta[synapse.id()]);
                v += signed * amplitude(graph, pre, theta, features);
            }
        }
        double phi = switch (neuron.activation()) {
            case SIGMOID -> 1 / (1 + Math.exp(-v));
            case SOFTPLUS -> Math.log1p(Math.exp(v));
            case RECTIFIED_LINEAR -> v > 0 ? v : 0;
            case IDENTITY -> v;
            case TANH -> Math.tanh(v);
            case BINARY -> v > 0 ? 1 : 0;
            case TERNARY -> Math.abs(v) > Math.log(2) ? Math.signum(v) : 0;
        };
        return neuron.coding() == SpikeCoding.ALL_OR_NONE ? Math.max(0, Math.min(1, phi)) : phi;
    }

    @Test
    void allOrNoneNeuron_hasTheCutOffProbabilityAsMeanAmplitude() {
        for (SpikeCoding coding : SpikeCoding.values()) {
            boolean graded = coding == SpikeCoding.GRADED;
            Neuron neuron = new Neuron(0, "n", new NeuronRole.Hidden(), Sign.EXCITATORY, Activation.IDENTITY, coding);
            assertThat(neuron.meanAmplitude(-0.5)).isEqualTo(graded ? -0.5 : 0);
            assertThat(neuron.meanAmplitude(0.25)).isEqualTo(0.25);
            assertThat(neuron.meanAmplitude(1.5)).isEqualTo(graded ? 1.5 : 1);
            assertThat(neuron.meanAmplitude(Double.NaN)).isNaN();
        }
    }

    @Test
    void weights_areExponentialsOfTheta() {
        assertThat(Propagation.weights(new double[] {0, 1, -2}))
                .containsExactly(1, StrictMath.exp(1), StrictMath.exp(-2));
    }
}
