package io.dopaflow.models.phased;

import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.record.Simulation;

/**
 * Phased learning to be executed.
 *
 * @param model what to execute
 * @param plan what to record
 * @param recorder takes the records
 * @param start the state to start from
 * @param epochs hears when an epoch has ended, with what all synapses store
 */
public record PhasedSimulation(
        PhasedLearning model, PhasedPlan plan, PhasedRecorder recorder, PhasedState start, EpochListener epochs)
        implements Simulation.OfPhasedLearning {

    /** Rejects a start that is no state of the model or leaves nothing to do. */
    public PhasedSimulation {
        int synapses = model.circuit().synapses();
        if (start.stored().length != synapses || start.sums().length != synapses) {
            throw new IllegalArgumentException(
                    "the start has " + start.stored().length + " weights; allowed: one for each synapse, " + synapses);
        }
        int kept = model.memory().slots() * model.circuit().network().synapseCount();
        if (start.memory().length != kept) {
            throw new IllegalArgumentException(
                    "the start has " + start.memory().length + " values of synaptic memory; allowed: " + kept);
        }
        if (start.opportunities() >= model.opportunities()) {
            throw new IllegalArgumentException("the start is after " + start.opportunities()
                    + " opportunities; allowed: before the last, " + model.opportunities());
        }
    }

    /** From the model's own start. */
    public PhasedSimulation(PhasedLearning model, PhasedPlan plan, PhasedRecorder recorder) {
        this(model, plan, recorder, PhasedState.startOf(model), EpochListener.NONE);
    }

    @Override
    public String family() {
        return PhasedLearning.FAMILY;
    }

    @Override
    public long synapses() {
        return model.circuit().synapses();
    }
}
