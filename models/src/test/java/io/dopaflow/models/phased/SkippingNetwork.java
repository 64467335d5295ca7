package io.dopaflow.models.phased;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.ArrayList;
import java.util.List;

/**
 * A small graph with skip edges: inputs 0 and 1, bias 2, hidden neurons 3 and 4 of depth 1 and 5 of depth 2, outputs 6 of
 * depth 3 and 7 of depth 2.
 */
final class SkippingNetwork {
    private static final int[][] ENDS = {
        {0, 3}, {1, 3}, {2, 3}, {0, 4}, {3, 5}, {4, 5}, {1, 5}, {2, 5}, {5, 6}, {3, 6}, {2, 6}, {4, 7}, {0, 7}
    };

    private SkippingNetwork() {}

    static Network network() {
        List<Neuron> neurons = List.of(
                Neuron.source(0, "a", new NeuronRole.Input(0), Sign.EXCITATORY),
                Neuron.source(1, "b", new NeuronRole.Input(1), Sign.EXCITATORY),
                Neuron.source(2, "bias", new NeuronRole.Bias(), Sign.EXCITATORY),
                neuron(3, "h3", new NeuronRole.Hidden()),
                neuron(4, "h4", new NeuronRole.Hidden()),
                neuron(5, "h5", new NeuronRole.Hidden()),
                neuron(6, "y", new NeuronRole.Output(0)),
                neuron(7, "z", new NeuronRole.Output(1)));
        List<Synapse> synapses = new ArrayList<>();
        for (int[] ends : ENDS) {
            synapses.add(new Synapse(synapses.size(), ends[0], ends[1]));
        }
        return Network.of(neurons, synapses);
    }

    private static Neuron neuron(int id, String name, NeuronRole role) {
        return new Neuron(id, name, role, Sign.EXCITATORY, Activation.SIGMOID, SpikeCoding.GRADED);
    }
}
