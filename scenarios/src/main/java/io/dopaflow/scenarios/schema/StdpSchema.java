package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.format.DurationType;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.NumberType;
import java.util.List;

/** The keys of {@code learning.stdp}, by the names that the field uses. */
final class StdpSchema {

    private static final double LARGEST_AMPLITUDE = 1000;

    private static final Key<StdpSettings, Double> A_PLUS = Key.defaulted(
            "A_plus",
            NumberType.between(0, LARGEST_AMPLITUDE),
            StdpSettings.STANDARD.amplitudePlus(),
            StdpSettings::amplitudePlus,
            "Amplitude of potentiation (the arrival precedes the readout).");

    private static final Key<StdpSettings, Double> A_MINUS = Key.defaulted(
            "A_minus",
            NumberType.between(0, LARGEST_AMPLITUDE),
            StdpSettings.STANDARD.amplitudeMinus(),
            StdpSettings::amplitudeMinus,
            "Amplitude of depression (the arrival follows the onset).");

    private static final Key<StdpSettings, Long> TAU_PLUS = Key.conditional(
            "tau_plus",
            new DurationType(TimingSchema.SHORTEST_TIME_CONSTANT, TimingSchema.LONGEST),
            "timing.time_constant",
            StdpSettings::tauPlusPs,
            "Time constant of potentiation; at least 1/700 of half the window.");

    private static final Key<StdpSettings, Long> TAU_MINUS = Key.conditional(
            "tau_minus",
            new DurationType(TimingSchema.SHORTEST_TIME_CONSTANT, TimingSchema.LONGEST),
            "timing.time_constant",
            StdpSettings::tauMinusPs,
            "Time constant of depression; at least 1/700 of half the window.");

    static final MappingType<StdpSettings> TYPE = MappingType.of(
            List.of(A_PLUS, A_MINUS, TAU_PLUS, TAU_MINUS),
            values -> new StdpSettings(
                    values.get(A_PLUS), values.get(A_MINUS), values.find(TAU_PLUS), values.find(TAU_MINUS)));

    private StdpSchema() {}
}
