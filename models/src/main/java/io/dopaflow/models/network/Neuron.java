package io.dopaflow.models.network;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;

/**
 * A neuron of the graph.
 *
 * @param id position in the network, from 0
 * @param name unique in the network, as users see it
 * @param role what it is for
 * @param sign excitatory or inhibitory, for all its synapses (Dale's principle)
 * @param activation from potential to amplitude; sources have {@link Activation#IDENTITY}
 * @param coding graded or all-or-none spikes
 */
public record Neuron(int id, String name, NeuronRole role, Sign sign, Activation activation, SpikeCoding coding) {

    /** A source neuron, whose amplitude is given and not computed. */
    public static Neuron source(int id, String name, NeuronRole role, Sign sign) {
        return new Neuron(id, name, role, sign, Activation.IDENTITY, SpikeCoding.GRADED);
    }
}
