package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import java.util.List;

/** The keys of {@code learning.stdp}, by the names that the field uses. */
final class StdpSchema {

    private static final double LARGEST_AMPLITUDE = 1000;

    private static final Key<LearningSettings.Stdp, Double> A_PLUS = Key.defaulted(
            "A_plus",
            Types.number(0, LARGEST_AMPLITUDE),
            LearningSettings.Stdp.STANDARD.amplitudePlus(),
            LearningSettings.Stdp::amplitudePlus,
            "Amplitude of potentiation, by an arrival before the readout.");

    private static final Key<LearningSettings.Stdp, Double> A_MINUS = Key.defaulted(
            "A_minus",
            Types.number(0, LARGEST_AMPLITUDE),
            LearningSettings.Stdp.STANDARD.amplitudeMinus(),
            LearningSettings.Stdp::amplitudeMinus,
            "Amplitude of depression, by an arrival after the onset.");

    private static final Key<LearningSettings.Stdp, Long> TAU_PLUS = Key.conditional(
            "tau_plus",
            Durations.between(TimingSettings.SHORTEST_TIME_CONSTANT, TimingSettings.LONGEST),
            "timing.time_constant",
            LearningSettings.Stdp::tauPlusPs,
            "Time constant of potentiation; at least 1/700 of half the window.");

    private static final Key<LearningSettings.Stdp, Long> TAU_MINUS = Key.conditional(
            "tau_minus",
            Durations.between(TimingSettings.SHORTEST_TIME_CONSTANT, TimingSettings.LONGEST),
            "timing.time_constant",
            LearningSettings.Stdp::tauMinusPs,
            "Time constant of depression; at least 1/700 of half the window.");

    static final MappingType<LearningSettings.Stdp> TYPE = MappingType.of(
            List.of(A_PLUS, A_MINUS, TAU_PLUS, TAU_MINUS),
            values -> new LearningSettings.Stdp(
                    values.get(A_PLUS), values.get(A_MINUS), values.find(TAU_PLUS), values.find(TAU_MINUS)));

    private StdpSchema() {}
}
