package io.dopaflow.models.spiking;

/** What an arriving spike of weight w does to a leaky integrate-and-fire neuron; s is the time since it arrived. */
public enum SynapseShape {
    /** The membrane potential jumps by w, in mV. An arrival during refractoriness is lost. */
    DELTA,

    /** A current w exp(-s / tau_syn), in pA. */
    EXPONENTIAL,

    /** A current w (s / tau_syn) exp(1 - s / tau_syn), in pA; its peak is w. */
    ALPHA
}
