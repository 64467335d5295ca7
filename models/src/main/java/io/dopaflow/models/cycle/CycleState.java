package io.dopaflow.models.cycle;

import io.dopaflow.models.record.SimulationState;

/**
 * Where a run stands between two cycles: all that later cycles depend on beside the model itself, since random
 * streams are functions of the cycle's number, and what was counted so far. Every engine can go on from the state that
 * any other has reported, with the bits of a run that was never interrupted.
 *
 * @param cycles cycles done, from 0; also the number of the next one
 * @param baselineLoss baseline that the next cycle's loss is compared with; of no consequence before the first
 * @param weights after it, by synapse id, positive; shared, not copied
 * @param spikes of neurons so far
 * @param synapticEvents arrivals of spikes at synapses so far
 * @param messages between actors so far
 */
public record CycleState(
        long cycles, double baselineLoss, double[] weights, long spikes, long synapticEvents, long messages)
        implements SimulationState {

    /** Rejects negative counts. */
    public CycleState {
        requireCount("cycles", cycles);
        requireCount("spikes", spikes);
        requireCount("synaptic events", synapticEvents);
        requireCount("messages", messages);
    }

    private static void requireCount(String name, long count) {
        if (count < 0) {
            throw new IllegalArgumentException(name + " are " + count + "; allowed: from 0");
        }
    }

    /**
     * The state that an engine of this family has reported.
     *
     * @throws IllegalArgumentException if it is one of another family
     */
    public static CycleState of(SimulationState state) {
        if (state instanceof CycleState own) {
            return own;
        }
        throw new IllegalArgumentException("the state is no state of a learning cycle: " + state);
    }

    @Override
    public long steps() {
        return cycles;
    }

    /** Log-weights, by synapse id; computed anew. */
    public double[] theta() {
        return LogWeights.of(weights);
    }

    /** The same with an array of its own. */
    public CycleState copy() {
        return new CycleState(cycles, baselineLoss, weights.clone(), spikes, synapticEvents, messages);
    }

    /** The state before the first cycle. */
    public static CycleState startOf(LearningCycle model) {
        return new CycleState(0, 0.0, LogWeights.exp(model.initialTheta()), 0, 0, 0);
    }
}
