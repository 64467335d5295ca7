package io.dopaflow.analysis.converge;

import io.dopaflow.models.experiment.Experiment;

/**
 * What a grid point was, in numbers.
 *
 * @param cycles n
 * @param dimension d, the number of synapses
 * @param halfWindow A_n
 * @param prediction of theory
 */
public record Setting(int cycles, int dimension, double halfWindow, Prediction prediction) {

    /** The setting of an experiment. */
    public static Setting of(Experiment experiment, Prediction prediction) {
        return new Setting(
                experiment.rule().cycles(),
                experiment.network().synapseCount(),
                experiment.timing().halfWindow(),
                prediction);
    }
}
