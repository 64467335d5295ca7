package io.dopaflow.models.neuron;

/** Dale's principle: all synapses of a neuron excite, or all inhibit. */
public enum Sign {
    /** Spikes raise the potential of every target. */
    EXCITATORY(1.0),
    /** Spikes lower the potential of every target. */
    INHIBITORY(-1.0);

    private final double factor;

    Sign(double factor) {
        this.factor = factor;
    }

    /** +1 or -1. */
    public double factor() {
        return factor;
    }
}
