package io.dopaflow.models.cycle;

import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.record.Simulation;

/**
 * A learning cycle to be executed.
 *
 * @param model what to execute
 * @param plan what to record
 * @param recorder takes the records
 * @param start the state to start from
 * @param epochs hears when an epoch has ended
 */
public record CycleSimulation(
        LearningCycle model, RecordingPlan plan, CycleRecorder recorder, CycleState start, EpochListener epochs)
        implements Simulation.OfLearningCycle {

    /** Rejects a start that is no state of the model or leaves nothing to do. */
    public CycleSimulation {
        int synapses = model.network().synapseCount();
        if (start.weights().length != synapses) {
            throw new IllegalArgumentException(
                    "the start has " + start.weights().length + " weights; allowed: one for each synapse, " + synapses);
        }
        if (start.cycles() >= model.cycles()) {
            throw new IllegalArgumentException(
                    "the start is after " + start.cycles() + " cycles; allowed: before the last, " + model.cycles());
        }
    }

    /** From the model's own start. */
    public CycleSimulation(LearningCycle model, RecordingPlan plan, CycleRecorder recorder) {
        this(model, plan, recorder, CycleState.startOf(model));
    }

    /** From another state. */
    public CycleSimulation(LearningCycle model, RecordingPlan plan, CycleRecorder recorder, CycleState start) {
        this(model, plan, recorder, start, EpochListener.NONE);
    }

    @Override
    public String family() {
        return LearningCycle.FAMILY;
    }

    @Override
    public long synapses() {
        return model.network().synapseCount();
    }
}
