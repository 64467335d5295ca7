package io.dopaflow.analysis.episode;

/**
 * A synapse of an episode's network. A spike of its presynaptic cell in step s changes the postsynaptic V in step s + delay.
 *
 * @param origin what the presynaptic cell is
 * @param pre number of the input or neuron
 * @param post number of the neuron
 * @param delay in steps, or other units of time, at least 1
 * @param weight number of the weight in mV; synapses may share one. The last numbers are those of weights that do not learn
 */
public record EpisodeSynapse(Origin origin, int pre, int post, long delay, int weight) {

    /** Kinds of presynaptic cells. */
    public enum Origin {
        /** A cell whose spikes are given. */
        INPUT,
        /** A neuron of the network. */
        NEURON
    }

    /** A synapse from an input. */
    public static EpisodeSynapse ofInput(int input, int post, long delay, int weight) {
        return new EpisodeSynapse(Origin.INPUT, input, post, delay, weight);
    }

    /** A synapse from a neuron. */
    public static EpisodeSynapse ofNeuron(int neuron, int post, long delay, int weight) {
        return new EpisodeSynapse(Origin.NEURON, neuron, post, delay, weight);
    }
}
