package io.dopaflow.models.phased;

import io.dopaflow.models.record.SimulationState;

/**
 * Where a run stands between two learning opportunities: all that later ones depend on beside the model itself, and what
 * was counted so far.
 *
 * @param opportunities done, from 0
 * @param stored what the synapses store, projection by projection; shared, not copied
 * @param sums of their updates in the batch that has begun; shared, not copied
 * @param baselines running means or last losses of the broadcasts
 * @param spikes of neurons so far
 * @param synapticEvents arrivals of spikes at synapses so far
 * @param messages between actors so far
 */
public record PhasedState(
        long opportunities,
        double[] stored,
        double[] sums,
        double[] baselines,
        long spikes,
        long synapticEvents,
        long messages)
        implements SimulationState {

    /** Rejects negative counts. */
    public PhasedState {
        if (opportunities < 0 || spikes < 0 || synapticEvents < 0 || messages < 0) {
            throw new IllegalArgumentException("a count of the state is negative; allowed: from 0");
        }
    }

    /**
     * The state that an engine of this family has reported.
     *
     * @throws IllegalArgumentException if it is one of another family
     */
    public static PhasedState of(SimulationState state) {
        if (state instanceof PhasedState own) {
            return own;
        }
        throw new IllegalArgumentException("the state is no state of phased learning: " + state);
    }

    /** The same, with arrays of its own. */
    public PhasedState copy() {
        return new PhasedState(
                opportunities, stored.clone(), sums.clone(), baselines.clone(), spikes, synapticEvents, messages);
    }

    @Override
    public long steps() {
        return opportunities;
    }

    /** The state before the first opportunity. */
    public static PhasedState startOf(PhasedLearning model) {
        int synapses = model.circuit().synapses();
        int broadcasts = model.circuit().rule().broadcasts().size();
        return new PhasedState(0, model.initial(), new double[synapses], new double[broadcasts], 0, 0, 0);
    }
}
