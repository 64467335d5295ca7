package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingState;
import java.util.Optional;

/**
 * A state that a run can go on from, as {@link CheckpointStore} keeps it in the run directory.
 *
 * @param origin what it is a state of
 * @param state where the run stood, after at least one step; shared, not copied
 * @param wallSeconds since the start of the run, without the time between its end and its resumption
 */
public record Checkpoint(Origin origin, SimulationState state, double wallSeconds) {

    /** Rejects a state before the first step, a baseline that is no number, and a state of another size. */
    public Checkpoint {
        if (state.steps() < 1) {
            throw new IllegalArgumentException("steps must be at least 1, was " + state.steps());
        }
        if (state instanceof CycleState cycle) {
            if (!Double.isFinite(cycle.baselineLoss())) {
                throw new IllegalArgumentException("reference must be finite, was " + cycle.baselineLoss());
            }
            requireSize("weights", "one for each synapse", cycle.weights().length, origin);
        } else if (state instanceof PhasedState phased) {
            requireSize("weights", "one for each synapse", phased.stored().length, origin);
            requireSize("sums", "one for each synapse", phased.sums().length, origin);
        } else {
            requireSize("digests", "one for each cell", SpikingState.of(state).digests().length, origin);
        }
    }

    private static void requireSize(String what, String allowed, int size, Origin origin) {
        if (size != origin.size()) {
            throw new IllegalArgumentException(what + " must be " + origin.size() + ", " + allowed + ", were " + size);
        }
    }

    /** Steps of the family's work done: learning cycles, learning opportunities, or picoseconds of biological time. */
    public long steps() {
        return state.steps();
    }

    /**
     * What a state belongs to. A run goes on from a state of the same origin only, or its bits would be others.
     *
     * @param family the word for the family of the model
     * @param dynamics version of the dynamics that gave the state its bits
     * @param scenarioDigest see {@link RunManifest#scenarioDigest}
     * @param dataDigest see {@link RunManifest#dataDigest}
     * @param size number of synapses of a network that learns from samples, of cells of one that spikes freely
     */
    public record Origin(String family, int dynamics, String scenarioDigest, Optional<String> dataDigest, int size) {}
}
