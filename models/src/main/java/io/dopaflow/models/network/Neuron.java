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
 * @param activation from potential to amplitude; {@link Activation#IDENTITY} for sources
 * @param coding graded or all-or-none spikes; {@link SpikeCoding#GRADED} for sources
 */
public record Neuron(int id, String name, NeuronRole role, Sign sign, Activation activation, SpikeCoding coding) {

    /** A source neuron, whose amplitude is given and not computed. */
    public static Neuron source(int id, String name, NeuronRole role, Sign sign) {
        return new Neuron(id, name, role, sign, Activation.IDENTITY, SpikeCoding.GRADED);
    }

    /** Mean amplitude of the readout spike at potential v: phi(v), cut off to [0, 1] where it is a probability. */
    public double meanAmplitude(double v) {
        double phi = activation.value(v);
        return coding == SpikeCoding.GRADED ? phi : Math.min(Math.max(phi, 0.0), 1.0);
    }
}
