package io.dopaflow.simulator.engine;

import io.dopaflow.models.experiment.Experiment;

/**
 * Where a run stands between two cycles: all that later cycles depend on beside the experiment itself, since random
 * streams are functions of the cycle's number, and what was counted so far. Every engine can go on from the state that
 * any other has reported, with the bits of a run that was never interrupted.
 *
 * @param waves cycles done, from 0; the next cycle is the wave of this number
 * @param reference baseline that the next cycle's loss is compared with; of no consequence before the first
 * @param theta log-weights after it, by synapse id; shared, not copied
 * @param spikes of neurons so far
 * @param synapticEvents arrivals of spikes at synapses so far
 * @param messages between actors so far
 */
public record RunState(long waves, double reference, double[] theta, long spikes, long synapticEvents, long messages) {

    /** Rejects negative counts. */
    public RunState {
        requireCount("waves", waves);
        requireCount("spikes", spikes);
        requireCount("synaptic events", synapticEvents);
        requireCount("messages", messages);
    }

    private static void requireCount(String name, long count) {
        if (count < 0) {
            throw new IllegalArgumentException(name + " are " + count + "; allowed: from 0");
        }
    }

    /** The same with an array of its own. */
    public RunState copy() {
        return new RunState(waves, reference, theta.clone(), spikes, synapticEvents, messages);
    }

    /** The state before the first cycle. */
    public static RunState startOf(Experiment experiment) {
        return new RunState(0, 0.0, experiment.initialTheta(), 0, 0, 0);
    }
}
