package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Quantities;
import java.util.List;

/** The keys of {@code excitability} of a population. */
final class ExcitabilitySchema {
    private static final long SECOND = 1_000_000_000_000L;
    private static final List<String> CURRENTS = List.of("pA", "mV/ms");

    private static final Key<ExcitabilitySettings, Double> TARGET = Key.required(
            "target",
            Quantities.RATE.where(" from 0 Hz", rate -> rate >= 0),
            ExcitabilitySettings::target,
            "The rate that each neuron is brought to.");

    private static final Key<ExcitabilitySettings, Measured<Double>> ETA = Key.required(
            "eta",
            new MeasuredType<>(CURRENTS, unit -> Quantities.in(unit).where(" from 0 " + unit, change -> change >= 0)),
            ExcitabilitySettings::eta,
            "Change of the current after an interval, for each Hz that the rate was below the target; in pA, for Izhikevich's"
                    + " neurons in mV/ms.");

    private static final Key<ExcitabilitySettings, Long> EVERY = Key.defaulted(
            "every",
            Durations.between(1, SourceSchema.LONGEST),
            SECOND,
            ExcitabilitySettings::everyPs,
            "The interval over which spikes are counted; on a grid a multiple of the step.");

    private static final Key<ExcitabilitySettings, Measured<Double>> LARGEST = Key.required(
            "I_max",
            new MeasuredType<>(CURRENTS, unit -> Quantities.in(unit).where(" above 0 " + unit, size -> size > 0)),
            ExcitabilitySettings::largest,
            "The largest size of the current.");

    /** The type of the section. */
    static final MappingType<ExcitabilitySettings> TYPE = MappingType.of(
            List.of(TARGET, ETA, EVERY, LARGEST),
            values -> new ExcitabilitySettings(
                    values.get(TARGET), values.get(ETA), values.get(EVERY), values.get(LARGEST)));

    private ExcitabilitySchema() {}
}
