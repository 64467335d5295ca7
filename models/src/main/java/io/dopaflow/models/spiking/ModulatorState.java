package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import io.dopaflow.models.spiking.reward.Released;

/**
 * Where a modulator stands.
 *
 * @param concentration its late jumps
 * @param released what is under way
 */
public record ModulatorState(Remembered concentration, Released.State released) {}
