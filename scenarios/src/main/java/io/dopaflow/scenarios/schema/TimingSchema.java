package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import java.util.List;

/** The keys of {@code timing}. */
final class TimingSchema {

    private static final long MILLISECOND = 1_000_000_000L;
    static final long SHORTEST_TIME_CONSTANT = 1_000L;
    static final long LONGEST = 1_000_000 * MILLISECOND;

    static final TimingSettings DEFAULT = new TimingSettings(20 * MILLISECOND, MILLISECOND, 10 * MILLISECOND);

    private static final Key<TimingSettings, Long> TIME_CONSTANT = Key.defaulted(
            "time_constant",
            Durations.between(SHORTEST_TIME_CONSTANT, LONGEST),
            DEFAULT.timeConstantPs(),
            TimingSettings::timeConstantPs,
            "tau, the time constant of membranes and, unless stdp sets its own, of spike-timing-dependent plasticity.");

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

    private TimingSchema() {}
}
