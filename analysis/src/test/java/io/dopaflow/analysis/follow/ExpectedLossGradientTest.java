package io.dopaflow.analysis.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class ExpectedLossGradientTest {
    private static final int ESTIMATES = 4000;

    private final Network network = new LayeredNetwork(
                    List.of("a", "b", "c"),
                    List.of(
                            new Layer(3, Activation.SIGMOID, SpikeCoding.GRADED),
                            new Layer(2, Activation.SIGMOID, SpikeCoding.GRADED)),
                    List.of("x", "y"),
                    Activation.IDENTITY,
                    true)
            .buildSigned();
    private final Sample sample = new Sample(new double[] {0.3, -1.2, 0.8}, new double[] {1, 0});
    private final double[] weights = weights();

    private double[] weights() {
        UniformRandomProvider random = new RandomStreams(3).stream(Purpose.INITIAL_WEIGHT, 0);
        double[] drawn = new double[network.synapseCount()];
        Arrays.setAll(drawn, i -> Draws.normal(random));
        return drawn;
    }

    /** All 2^5 patterns of the hidden neurons, and central differences of their mean loss. */
    private double expectedLoss(double[] at) {
        int[] hidden = Arrays.stream(network.topologicalOrder())
                .filter(id -> network.depthOf(id) == 1 || network.depthOf(id) == 2)
                .toArray();
        double sum = 0;
        for (int pattern = 0; pattern < 1 << hidden.length; pattern++) {
            double[] amplitude = new double[network.neuronCount()];
            for (int id = 0; id < amplitude.length; id++) {
                if (network.neuron(id).role() instanceof NeuronRole.Input input) {
                    amplitude[id] = sample.features()[input.feature()];
                } else if (network.neuron(id).role().isSource()) {
                    amplitude[id] = 1;
                }
            }
            double probability = 1;
            for (int i = 0; i < hidden.length; i++) {
                double p = 1 / (1 + Math.exp(-potential(hidden[i], at, amplitude)));
                boolean spikes = (pattern >> i & 1) == 1;
                probability *= spikes ? p : 1 - p;
                amplitude[hidden[i]] = spikes ? 1 : 0;
            }
            double[] readout = Arrays.stream(network.outputs())
                    .mapToDouble(output -> potential(output, at, amplitude))
                    .toArray();
            sum += probability * Loss.CROSS_ENTROPY.value(readout, sample.target());
        }
        return sum;
    }

    private double potential(int neuron, double[] at, double[] amplitude) {
        double sum = 0;
        for (int synapse : network.fanIn(neuron)) {
            sum += at[synapse] * amplitude[network.pre(synapse)];
        }
        return sum;
    }

    /**
     * The mean of 4000 estimates is the gradient by enumeration: the largest of 26 standardised differences is below 4, which
     * chance exceeds once in 600 seeds.
     */
    @Test
    void meanOfEstimates_isTheGradientByEnumeration() {
        ExpectedLossGradient gradient = new ExpectedLossGradient(network, Loss.CROSS_ENTROPY);
        double[] sum = new double[weights.length];
        double[] squares = new double[weights.length];
        double[] one = new double[weights.length];
        UniformRandomProvider random = new RandomStreams(5).stream(Purpose.SMOOTHING, 0);
        for (int i = 0; i < ESTIMATES; i++) {
            gradient.estimate(weights, sample, 1, random, one);
            for (int w = 0; w < one.length; w++) {
                sum[w] += one[w];
                squares[w] += one[w] * one[w];
            }
        }
        for (int w = 0; w < weights.length; w++) {
            double mean = sum[w] / ESTIMATES;
            double error = Math.sqrt((squares[w] / ESTIMATES - mean * mean) / ESTIMATES);
            assertThat(Math.abs(mean - difference(w))).as("weight %d", w).isLessThan(4 * error + 1e-8);
        }
    }

    private double difference(int weight) {
        double[] moved = weights.clone();
        double h = 1e-5;
        moved[weight] = weights[weight] + h;
        double up = expectedLoss(moved);
        moved[weight] = weights[weight] - h;
        return (up - expectedLoss(moved)) / (2 * h);
    }
}
