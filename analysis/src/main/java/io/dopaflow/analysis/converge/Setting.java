package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.neuron.SpikeCoding;

/**
 * What a grid point was, in numbers.
 *
 * @param cycles n
 * @param dimension d, the number of synapses
 * @param halfWindow A_n
 * @param isLottery whether neurons fire all or none
 * @param prediction of theory
 */
public record Setting(int cycles, int dimension, double halfWindow, boolean isLottery, DistancePrediction prediction) {

    /** The setting of an model. */
    public static Setting of(LearningCycle model, DistancePrediction prediction) {
        return new Setting(
                model.schedule().cycles(),
                model.network().synapseCount(),
                model.timing().halfWindow(),
                model.network().neurons().stream().anyMatch(neuron -> neuron.coding() == SpikeCoding.ALL_OR_NONE),
                prediction);
    }
}
