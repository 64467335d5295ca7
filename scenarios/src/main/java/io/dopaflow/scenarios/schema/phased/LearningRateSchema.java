package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.LearningRate;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import java.util.List;

/** The keys of a learning rate that is told. */
final class LearningRateSchema {
    private static final double MOST = 1e6;

    private static final Key<BroadcastSchema.Form, String> ERROR = Key.required(
            "error",
            Words.NAME,
            BroadcastSchema.Form::phase,
            "The phase in which the outputs answer, whose error is the surprise.");

    private static final Key<BroadcastSchema.Form, Double> NOISE = Key.defaulted(
            "noise", Words.SIZE, 1.0, form -> rate(form).noise(), "Variance r of the noise of what is observed.");

    private static final Key<BroadcastSchema.Form, Double> DRIFT = Key.defaulted(
            "drift",
            Types.number(0, MOST),
            0.0,
            form -> rate(form).drift(),
            "Variance q that the estimate gains in each step.");

    private static final Key<BroadcastSchema.Form, Double> HAZARD = Key.defaulted(
            "hazard",
            Types.fraction(),
            0.0,
            form -> rate(form).hazard(),
            "Probability h of a jump in a step: the part of surprise. 0 for no surprise.");

    private static final Key<BroadcastSchema.Form, Double> SPREAD = Key.required(
            "spread",
            Words.SIZE,
            form -> rate(form).spread(),
            "Standard deviation s of where a jump leads; its square is the variance of the estimate at the start.");

    private static final Key<BroadcastSchema.Form, Double> FLOOR = Key.defaulted(
            "floor", Types.number(0, MOST), 0.0, form -> rate(form).floor(), "The smallest variance of the estimate.");

    private static final Key<BroadcastSchema.Form, Double> FIXED = Key.conditional(
            "fixed",
            Types.positive(1),
            "the Kalman gain, which expected uncertainty decides",
            form -> rate(form).fixed(),
            "The gain k where expected uncertainty does not decide it.");

    static final MappingType<BroadcastSchema.Form> TYPE = MappingType.of(
            List.of(ERROR, NOISE, DRIFT, HAZARD, SPREAD, FLOOR, FIXED),
            values -> new BroadcastSchema.Form(
                    values.get(ERROR),
                    new Baseline.Gain(new LearningRate(
                            values.get(NOISE),
                            values.get(DRIFT),
                            values.get(HAZARD),
                            values.get(SPREAD),
                            values.get(FLOOR),
                            values.find(FIXED)))));

    private LearningRateSchema() {}

    private static LearningRate rate(BroadcastSchema.Form form) {
        return ((Baseline.Gain) form.baseline()).rate();
    }
}
