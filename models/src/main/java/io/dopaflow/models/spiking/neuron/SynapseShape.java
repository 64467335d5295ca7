package io.dopaflow.models.spiking.neuron;

/** What an arriving spike of weight w does to a leaky integrate-and-fire neuron; s is the time since it arrived. */
public enum SynapseShape {
    /** The membrane potential jumps by w, in mV. An arrival during refractoriness is lost. */
    DELTA("delta", "mV"),

    /** A current w exp(-s / tau_syn), in pA. */
    EXPONENTIAL("exp", "pA"),

    /** A current w (s / tau_syn) exp(1 - s / tau_syn), in pA; its peak is w. */
    ALPHA("alpha", "pA");

    private final String word;
    private final String weightUnit;

    SynapseShape(String word, String weightUnit) {
        this.word = word;
        this.weightUnit = weightUnit;
    }

    /** What scenario files call it. */
    public String word() {
        return word;
    }

    /** The unit of w where it is no conductance. */
    public String weightUnit() {
        return weightUnit;
    }
}
