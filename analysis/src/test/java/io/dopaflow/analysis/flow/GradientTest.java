package io.dopaflow.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RandomGraph;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Propagation;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GradientTest {
    private static final int GRAPHS = 100;

    /** Fourth-order central differences with step 1e-3: truncation and rounding are both near 1e-12. */
    private static double[] differences(double[] theta, ToDoubleFunction<double[]> loss) {
        double h = 1e-3;
        double[] gradient = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            double[] shifted = theta.clone();
            double sum = 0;
            for (int step : new int[] {-2, -1, 1, 2}) {
                shifted[i] = theta[i] + step * h;
                double coefficient = Math.signum(step) * (Math.abs(step) == 1 ? 8 : -1);
                sum += coefficient * loss.applyAsDouble(shifted);
            }
            gradient[i] = sum / (12 * h);
        }
        return gradient;
    }

    private static boolean isNearKink(Network network, double[] theta, Sample sample) {
        Propagation propagation = new Propagation(network);
        propagation.readout(Propagation.weights(theta), sample.features());
        return network.neurons().stream()
                .filter(n -> n.activation() == Activation.RECTIFIED_LINEAR)
                .anyMatch(n -> Math.abs(propagation.potential(n.id())) < 0.05);
    }

    private static void assertClose(double[] gradient, double[] differences) {
        double scale = Vectors.norm(differences);
        for (int i = 0; i < gradient.length; i++) {
            assertThat(Math.abs(gradient[i] - differences[i])).isLessThanOrEqualTo(1e-6 * scale + 1e-12);
        }
    }

    @Test
    void gradient_ofGradedNetworks_agreesWithDifferences() {
        SplittableRandom random = new SplittableRandom(1);
        int graphs = 0;
        while (graphs < GRAPHS) {
            Network network = RandomGraph.of(random, 0.0);
            Loss loss = Loss.values()[graphs % Loss.values().length];
            double[] theta = Experiments.thetas(network, random);
            Sample sample = Experiments.sample(network, loss, random);
            if (isNearKink(network, theta, sample)) {
                continue;
            }
            graphs++;
            Gradient gradient = new Gradient(network, loss);
            double[] found = new double[theta.length];
            double value = gradient.at(theta, sample, found);
            ToDoubleFunction<double[]> plain = t -> loss.value(
                    new Propagation(network).readout(Propagation.weights(t), sample.features()), sample.target());
            assertThat(gradient.method()).isEqualTo(Gradient.Method.BACKPROPAGATION);
            assertThat(value).isEqualTo(plain.applyAsDouble(theta));
            assertClose(found, differences(theta, plain));
        }
    }

    @Test
    void gradient_ofStochasticNetworks_agreesWithDifferencesOfTheExpectedLoss() {
        SplittableRandom random = new SplittableRandom(2);
        int graphs = 0;
        while (graphs < GRAPHS) {
            Network network = RandomGraph.of(random, 0.7);
            if (network.neurons().stream().noneMatch(n -> n.coding() == SpikeCoding.ALL_OR_NONE)
                    || network.neurons().stream().anyMatch(n -> n.activation() == Activation.RECTIFIED_LINEAR)) {
                continue;
            }
            Loss loss = Loss.values()[graphs % Loss.values().length];
            double[] theta = Experiments.thetas(network, random);
            Sample sample = Experiments.sample(network, loss, random);
            graphs++;
            Gradient gradient = new Gradient(network, loss);
            double[] found = new double[theta.length];
            double value = gradient.at(theta, sample, found);
            ToDoubleFunction<double[]> expected =
                    t -> new Lottery(network, loss, t, sample).expectedLoss(0, new double[network.neuronCount()]);
            assertThat(gradient.method()).isEqualTo(Gradient.Method.ENUMERATION);
            assertThat(value).isCloseTo(expected.applyAsDouble(theta), Offset.offset(1e-12));
            assertClose(found, differences(theta, expected));
        }
    }

    /** The expected loss, branching at every stochastic neuron in topological order. */
    private record Lottery(Network network, Loss loss, double[] theta, Sample sample) {
        double expectedLoss(int position, double[] amplitudes) {
            int[] order = network.topologicalOrder();
            if (position == order.length) {
                int[] outputs = network.outputs();
                double[] readout = new double[outputs.length];
                for (int i = 0; i < outputs.length; i++) {
                    readout[i] = amplitudes[outputs[i]];
                }
                return loss.value(readout, sample.target());
            }
            Neuron neuron = network.neuron(order[position]);
            if (neuron.coding() == SpikeCoding.GRADED) {
                return next(position, amplitudes, amplitude(neuron, amplitudes));
            }
            double firing = amplitude(neuron, amplitudes);
            return firing * next(position, amplitudes, 1.0) + (1 - firing) * next(position, amplitudes, 0.0);
        }

        private double next(int position, double[] amplitudes, double amplitude) {
            double[] copy = amplitudes.clone();
            copy[network.topologicalOrder()[position]] = amplitude;
            return expectedLoss(position + 1, copy);
        }

        private double amplitude(Neuron neuron, double[] amplitudes) {
            if (neuron.role() instanceof NeuronRole.Input input) {
                return sample.features()[input.feature()];
            }
            if (neuron.role() instanceof NeuronRole.Bias) {
                return 1.0;
            }
            double v = 0;
            for (int synapse : network.fanIn(neuron.id())) {
                int pre = network.pre(synapse);
                v += network.neuron(pre).sign().factor() * Math.exp(theta[synapse]) * amplitudes[pre];
            }
            return neuron.activation().value(v);
        }
    }

    @Test
    void gradient_ofManyStochasticNeurons_isMeanField() {
        Network network = new LayeredNetwork(
                        List.of("x"),
                        List.of(new LayeredNetwork.Layer(
                                Gradient.MOST_ENUMERATED + 1, Activation.SIGMOID, SpikeCoding.ALL_OR_NONE)),
                        List.of("y"),
                        Activation.IDENTITY,
                        true)
                .build();
        SplittableRandom random = new SplittableRandom(3);
        double[] theta = Experiments.thetas(network, random);
        Sample sample = Experiments.sample(network, Loss.SQUARED_ERROR, random);
        Gradient gradient = new Gradient(network, Loss.SQUARED_ERROR);
        double[] found = new double[theta.length];
        gradient.at(theta, sample, found);
        assertThat(gradient.method()).isEqualTo(Gradient.Method.MEAN_FIELD);
        assertClose(
                found,
                differences(
                        theta,
                        t -> Loss.SQUARED_ERROR.value(
                                new Propagation(network).readout(Propagation.weights(t), sample.features()),
                                sample.target())));
    }

    @Test
    void firingProbability_isCutOffAtOne_withoutSlope() {
        Neuron input = Neuron.source(0, "x", new NeuronRole.Input(0), Sign.EXCITATORY);
        Neuron output = new Neuron(
                1,
                "y",
                new NeuronRole.Output(0),
                Sign.EXCITATORY,
                Activation.RECTIFIED_LINEAR,
                SpikeCoding.ALL_OR_NONE);
        Network network = Network.of(List.of(input, output), List.of(new Synapse(0, 0, 1)));
        Gradient gradient = new Gradient(network, Loss.SQUARED_ERROR);
        double[] found = new double[1];
        Sample sample = new Sample(new double[] {1}, new double[] {0});

        // Fires with probability 0.5, loss 1/2 if it does: E L = w/2, by theta w/2.
        assertThat(gradient.at(new double[] {Math.log(0.5)}, sample, found)).isCloseTo(0.25, Offset.offset(1e-15));
        assertThat(found[0]).isCloseTo(0.25, Offset.offset(1e-15));
        assertThat(gradient.at(new double[] {1.0}, sample, found)).isEqualTo(0.5);
        assertThat(found[0]).isZero();
    }
}
