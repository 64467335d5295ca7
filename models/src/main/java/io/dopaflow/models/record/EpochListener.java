package io.dopaflow.models.record;

/** Hears when an epoch has ended, once all synapses have learnt from it. What it throws ends the run. */
@FunctionalInterface
public interface EpochListener {
    /** Hears nothing. */
    EpochListener NONE = (opportunities, timePs, theta) -> {};

    /**
     * An epoch has ended. Epochs come in order.
     *
     * @param opportunities learning opportunities done
     * @param timePs when the weights changed for the last time
     * @param theta log-weights, or what else a synapse learns, by synapse id, now the listener's own
     */
    void onEpoch(long opportunities, long timePs, double[] theta);
}
