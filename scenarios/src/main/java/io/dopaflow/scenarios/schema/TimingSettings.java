package io.dopaflow.scenarios.schema;

import io.dopaflow.models.cycle.CycleTiming;
import java.math.BigInteger;

/**
 * Biological times, in picoseconds.
 *
 * @param timeConstantPs tau, of membranes and, where nothing else is said, of spike-timing-dependent plasticity
 * @param conductionDelayPs the shortest axonal delay
 * @param rewardDelayPs from the last readout to the arrival of the reward
 */
public record TimingSettings(long timeConstantPs, long conductionDelayPs, long rewardDelayPs) {

    /**
     * How long a cycle takes, in picoseconds, also where no time axis has room for it.
     *
     * @param halfWindow A, in time constants
     */
    public BigInteger period(double halfWindow, int depth) {
        return CycleTiming.period(halfWindowPs(halfWindow), conductionDelayPs, rewardDelayPs, depth);
    }

    private long halfWindowPs(double halfWindow) {
        return Math.round(halfWindow * timeConstantPs);
    }

    /**
     * When the windows of a cycle lie.
     *
     * @param halfWindow A, in time constants
     */
    public CycleTiming cycle(double halfWindow, int depth) {
        return new CycleTiming(timeConstantPs, halfWindowPs(halfWindow), conductionDelayPs, rewardDelayPs, depth);
    }
}
