package io.dopaflow.scenarios.schema;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;

/**
 * How synapses change.
 *
 * @param schedule cycles and baseline of a learning opportunity
 * @param parametrisation how a change is applied to a weight
 * @param pairing which pairs of spikes make the eligibility
 * @param stdp the window of spike-timing-dependent plasticity
 * @param halfWindow A, half of the integration window in time constants, from 0 to 5
 * @param step how far a learning opportunity moves the weights
 * @param length how long the run is
 */
public record LearningSettings(
        CycleSchedule schedule,
        Parametrisation parametrisation,
        Pairing pairing,
        StdpSettings stdp,
        double halfWindow,
        StepSize step,
        RunLength length) {

    /** Equal settings for equal learning, where that is the membrane's time constant, in picoseconds. */
    LearningSettings beside(long membranePs) {
        return new LearningSettings(
                schedule, parametrisation, pairing, stdp.beside(membranePs), halfWindow, step, length);
    }
}
