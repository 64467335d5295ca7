package io.dopaflow.analysis.flow;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.Arrays;

/** A network as flat arrays, for loops that run millions of times. */
record Wiring(
        int neurons,
        int[] sources,
        int[] computing,
        int[][] fanIn,
        int[] pre,
        int[] outputs,
        int[] feature,
        double[] sign,
        Activation[] activation,
        boolean[] isStochastic) {

    /** The feature index of neurons that present none. */
    static final int NO_FEATURE = -1;

    static Wiring of(Network network) {
        int neurons = network.neuronCount();
        int[] feature = new int[neurons];
        boolean[] stochastic = new boolean[neurons];
        for (Neuron neuron : network.neurons()) {
            feature[neuron.id()] = neuron.role() instanceof NeuronRole.Input input ? input.feature() : NO_FEATURE;
            stochastic[neuron.id()] = !neuron.role().isSource() && neuron.coding() == SpikeCoding.ALL_OR_NONE;
        }
        int[] computing = Arrays.stream(network.topologicalOrder())
                .filter(id -> !network.neuron(id).role().isSource())
                .toArray();
        return new Wiring(
                neurons,
                network.sources(),
                computing,
                network.neurons().stream().map(n -> network.fanIn(n.id())).toArray(int[][]::new),
                network.synapses().stream().mapToInt(Synapse::pre).toArray(),
                network.outputs(),
                feature,
                network.neurons().stream()
                        .map(Neuron::sign)
                        .mapToDouble(Sign::factor)
                        .toArray(),
                network.neurons().stream().map(Neuron::activation).toArray(Activation[]::new),
                stochastic);
    }

    /** Sets the amplitudes of the sources: features as given, 1 for bias neurons. */
    void present(double[] features, double[] amplitudes) {
        for (int source : sources) {
            amplitudes[source] = feature[source] == NO_FEATURE ? 1.0 : features[feature[source]];
        }
    }

    /** Writes the amplitudes of the outputs, by output index. */
    void read(double[] amplitudes, double[] readout) {
        for (int i = 0; i < outputs.length; i++) {
            readout[i] = amplitudes[outputs[i]];
        }
    }
}
