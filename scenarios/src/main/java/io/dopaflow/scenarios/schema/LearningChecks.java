package io.dopaflow.scenarios.schema;

import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Values;
import java.util.Optional;

/** Which keys of {@code learning} go together. */
final class LearningChecks {

    private LearningChecks() {}

    /** Single updates have no number of cycles. */
    static void cycles(Values values, Reading reading) {
        boolean single = values.find(LearningSchema.RULE)
                .filter(LearningSchema.Rule.SINGLE_UPDATE::equals)
                .isPresent();
        if (single && values.isWritten(LearningSchema.CYCLES)) {
            reading.at("cycles")
                    .wrong(
                            values.placeOf(LearningSchema.CYCLES),
                            "cycles with rule: single-update",
                            "cycles with rule: multi-update only (--set learning.cycles=null removes the key)");
        }
    }

    /** Where an update takes two cycles, they are even. */
    static void pairs(Values values, Reading reading) {
        Optional<RewardBaseline> pairs =
                values.find(LearningSchema.BASELINE).filter(baseline -> baseline.cyclesPerUpdate() == 2);
        boolean odd = values.find(LearningSchema.CYCLES).filter(n -> n % 2 == 1).isPresent();
        if (pairs.isPresent() && odd) {
            reading.at("cycles")
                    .wrong(
                            values.placeOf(LearningSchema.CYCLES),
                            values.find(LearningSchema.CYCLES).orElseThrow() + " with baseline: "
                                    + BaselineSchema.TYPE.write(pairs.get()).shown(),
                            "an even number, as an update takes two cycles");
        }
    }

    /** Successive pairing is that of successive cycles. */
    static void pairing(Values values, Reading reading) {
        boolean successive = values.find(LearningSchema.PAIRING)
                .filter(Pairing.SUCCESSIVE::equals)
                .isPresent();
        boolean other = values.find(LearningSchema.BASELINE)
                .filter(baseline -> !(baseline instanceof RewardBaseline.PreviousCycle))
                .isPresent();
        if (successive && other) {
            reading.at("pairing")
                    .wrong(
                            values.placeOf(LearningSchema.PAIRING),
                            "successive with a baseline other than previous-cycle",
                            "successive with baseline: previous-cycle, surrounding with any");
        }
    }

    /** Without jitter nothing is learnt. */
    static void flowTime(Values values, Reading reading) {
        boolean noJitter =
                values.find(LearningSchema.HALF_WINDOW).filter(a -> a == 0).isPresent();
        if (noJitter && values.isWritten(LearningSchema.FLOW_TIME)) {
            reading.at("flow_time")
                    .wrong(
                            values.placeOf(LearningSchema.FLOW_TIME),
                            "flow_time with half_window: 0",
                            "learning_rate, as without jitter nothing is learnt and no rate gives a flow time");
        }
    }
}
