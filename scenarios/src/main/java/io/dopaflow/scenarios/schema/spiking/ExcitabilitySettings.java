package io.dopaflow.scenarios.schema.spiking;

/**
 * A current of each neuron's own that keeps its rate.
 *
 * @param target in Hz
 * @param eta change of the current for each Hz, in the unit of the model's currents
 * @param everyPs the interval of changes, in ps
 * @param largest size of the current
 */
public record ExcitabilitySettings(double target, Measured<Double> eta, long everyPs, Measured<Double> largest) {}
