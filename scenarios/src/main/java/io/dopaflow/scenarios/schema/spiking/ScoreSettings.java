package io.dopaflow.scenarios.schema.spiking;

import java.util.Optional;

/**
 * How synapses learn from reward times score.
 *
 * @param flowTime T in mV^2: the rate of an episode is T / n
 * @param tauE time constant in ms with which the score forgets within an episode, if it does
 * @param modulator that brings the reward
 */
public record ScoreSettings(double flowTime, Optional<Double> tauE, String modulator) {}
