package io.dopaflow.scenarios.schema;

import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import java.math.BigInteger;
import java.util.List;

/**
 * Biological times, in picoseconds.
 *
 * @param timeConstantPs tau, of membranes and, where nothing else is said, of spike-timing-dependent plasticity
 * @param conductionDelayPs the shortest axonal delay
 * @param rewardDelayPs from the last readout to the arrival of the reward
 */
public record TimingSettings(long timeConstantPs, long conductionDelayPs, long rewardDelayPs) {

    private static final long MILLISECOND = 1_000_000_000L;
    static final long SHORTEST_TIME_CONSTANT = 1_000L;
    static final long LONGEST = 1_000_000 * MILLISECOND;

    static final TimingSettings DEFAULT = new TimingSettings(20 * MILLISECOND, MILLISECOND, 10 * MILLISECOND);

    private static final Key<TimingSettings, Long> TIME_CONSTANT = Key.defaulted(
            "time_constant",
            Durations.between(SHORTEST_TIME_CONSTANT, LONGEST),
            DEFAULT.timeConstantPs(),
            TimingSettings::timeConstantPs,
            "tau, the time constant of membranes and, unless stdp sets its own, of"
                    + " spike-timing-dependent plasticity.");

    private static final Key<TimingSettings, Long> CONDUCTION_DELAY = Key.defaulted(
            "conduction_delay",
            Durations.between(0, LONGEST),
            DEFAULT.conductionDelayPs(),
            TimingSettings::conductionDelayPs,
            "From a layer's readout to the onset of the next layer's window: the shortest axonal delay.");

    private static final Key<TimingSettings, Long> REWARD_DELAY = Key.defaulted(
            "reward_delay",
            Durations.between(1, LONGEST),
            DEFAULT.rewardDelayPs(),
            TimingSettings::rewardDelayPs,
            "From the last readout to the arrival of the reward, which starts the next cycle.");

    static final MappingType<TimingSettings> TYPE = MappingType.of(
            List.of(TIME_CONSTANT, CONDUCTION_DELAY, REWARD_DELAY),
            values -> new TimingSettings(
                    values.get(TIME_CONSTANT), values.get(CONDUCTION_DELAY), values.get(REWARD_DELAY)));

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
