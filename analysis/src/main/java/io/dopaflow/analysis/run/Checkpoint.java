package io.dopaflow.analysis.run;

/**
 * A state that a run can go on from, as {@link CheckpointStore} keeps it in the run directory.
 *
 * @param origin what it is a state of
 * @param cycles learning cycles done, at least 1
 * @param baselineLoss baseline that the next cycle's loss is compared with, finite
 * @param theta log-weights after it, by synapse id; shared, not copied
 * @param counts what was counted in them
 */
public record Checkpoint(Origin origin, long cycles, double baselineLoss, double[] theta, Counts counts) {

    /** Rejects a state before the first cycle, a baseline that is no number, and weights of another network. */
    public Checkpoint {
        if (cycles < 1) {
            throw new IllegalArgumentException("cycles must be at least 1, was " + cycles);
        }
        if (!Double.isFinite(baselineLoss)) {
            throw new IllegalArgumentException("reference must be finite, was " + baselineLoss);
        }
        if (theta.length != origin.synapses()) {
            throw new IllegalArgumentException(
                    "weights must be " + origin.synapses() + ", one for each synapse, were " + theta.length);
        }
    }

    /**
     * What a state belongs to. A run goes on from a state of the same origin only, or its bits would be others.
     *
     * @param dynamics version of the dynamics that gave the state its bits
     * @param scenarioDigest see {@link RunManifest#scenarioDigest}
     * @param dataDigest see {@link RunManifest#dataDigest}
     * @param synapses number of synapses
     */
    public record Origin(int dynamics, String scenarioDigest, String dataDigest, int synapses) {}

    /**
     * What was counted so far; the same numbers as at the end in {@link RunManifest.Work}.
     *
     * @param spikes spikes emitted
     * @param synapticEvents spikes that arrived
     * @param messages between actors
     * @param wallSeconds since the start of the run, without the time between its end and its resumption
     */
    public record Counts(long spikes, long synapticEvents, long messages, double wallSeconds) {}
}
