package io.dopaflow.analysis.follow;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The gradient of the expected loss of a network whose hidden neurons spike by chance, s = 1 with the probability
 * p = phi(v), from draws:
 *
 * <pre>dE[L] / dw_ij = E[phi'(v_j) a_i (L(s_j = 1) - L(s_j = 0))]</pre>
 *
 * for a hidden neuron j, where all other neurons keep their own uniform numbers, and E[e_j a_i] for an output. It takes the
 * exact difference that a spike makes instead of the spike's score, so it shares nothing with rules that learn from scores, and
 * its noise is small. For one thread.
 */
public final class ExpectedLossGradient {
    private final Network network;
    private final Loss loss;
    private final int[] order;
    private final double[] amplitudes;
    private final double[] potentials;
    private final double[] uniforms;
    private final double[] readout;
    private final double[] errors;
    private final int[] outputs;

    /** The gradient for a network and a loss. */
    public ExpectedLossGradient(Network network, Loss loss) {
        this.network = network;
        this.loss = loss;
        this.order = Arrays.stream(network.topologicalOrder())
                .filter(id -> !network.neuron(id).role().isSource())
                .toArray();
        this.outputs = network.outputs();
        this.amplitudes = new double[network.neuronCount()];
        this.potentials = new double[network.neuronCount()];
        this.uniforms = new double[network.neuronCount()];
        this.readout = new double[outputs.length];
        this.errors = new double[outputs.length];
    }

    /**
     * An estimate that is right in the mean.
     *
     * @param weights signed, by synapse id
     * @param sample the pair (X, Y)
     * @param draws of all spikes, at least 1
     * @param random of the draws
     * @param into receives the mean over the draws, by synapse id
     */
    public void estimate(double[] weights, Sample sample, int draws, UniformRandomProvider random, double[] into) {
        Arrays.fill(into, 0);
        for (int id = 0; id < amplitudes.length; id++) {
            if (network.neuron(id).role().isSource()) {
                amplitudes[id] = network.neuron(id).role() instanceof NeuronRole.Input input
                        ? sample.features()[input.feature()]
                        : 1;
            }
        }
        for (int draw = 0; draw < draws; draw++) {
            add(weights, sample, random, 1.0 / draws, into);
        }
    }

    private void add(double[] weights, Sample sample, UniformRandomProvider random, double share, double[] into) {
        for (int neuron : order) {
            uniforms[neuron] = random.nextDouble();
        }
        double base = pass(weights, sample, 0);
        loss.gradient(readout, sample.target(), errors);
        for (int i = 0; i < outputs.length; i++) {
            for (int synapse : network.fanIn(outputs[i])) {
                into[synapse] += share * errors[i] * slope(outputs[i]) * amplitudes[network.pre(synapse)];
            }
        }
        double[] drawn = amplitudes.clone();
        double[] driven = potentials.clone();
        for (int place = 0; place < order.length; place++) {
            int neuron = order[place];
            if (network.neuron(neuron).role() instanceof NeuronRole.Hidden) {
                amplitudes[neuron] = 1 - drawn[neuron];
                double difference = base - pass(weights, sample, place + 1);
                // What it does less what it does not: the sign makes it spike less silence.
                double ofSpike = drawn[neuron] == 1 ? difference : -difference;
                double error = ofSpike * network.neuron(neuron).activation().derivative(driven[neuron]);
                for (int synapse : network.fanIn(neuron)) {
                    into[synapse] += share * error * drawn[network.pre(synapse)];
                }
                System.arraycopy(drawn, 0, amplitudes, 0, drawn.length);
            }
        }
    }

    /** Lets the neurons from a place on do what their uniform numbers say, and returns the loss. */
    private double pass(double[] weights, Sample sample, int from) {
        for (int place = from; place < order.length; place++) {
            int neuron = order[place];
            double potential = 0;
            for (int synapse : network.fanIn(neuron)) {
                potential += weights[synapse] * amplitudes[network.pre(synapse)];
            }
            potentials[neuron] = potential;
            double value = network.neuron(neuron).activation().value(potential);
            boolean hidden = network.neuron(neuron).role() instanceof NeuronRole.Hidden;
            amplitudes[neuron] = hidden ? (uniforms[neuron] < value ? 1 : 0) : value;
        }
        for (int i = 0; i < outputs.length; i++) {
            readout[i] = amplitudes[outputs[i]];
        }
        return loss.value(readout, sample.target());
    }

    private double slope(int neuron) {
        return network.neuron(neuron).activation().derivative(potentials[neuron]);
    }
}
