package io.dopaflow.scenarios.schema;

import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.scenarios.schema.type.ChoiceType;
import io.dopaflow.scenarios.schema.type.Key;
import io.dopaflow.scenarios.schema.type.MappingType;
import io.dopaflow.scenarios.schema.type.NumberType;
import io.dopaflow.scenarios.schema.type.Reading;
import io.dopaflow.scenarios.schema.type.Values;
import io.dopaflow.scenarios.schema.type.WholeNumberType;
import java.util.List;
import java.util.Optional;

/** The keys of {@code learning}. */
final class LearningSchema {

    /** The rules by name. */
    enum Rule {
        MULTI_UPDATE,
        SINGLE_UPDATE
    }

    private static final long BILLION = 1_000_000_000;
    private static final int DEFAULT_CYCLES = 100;

    static final Key<LearningSettings, Rule> RULE = Key.defaulted(
            "rule",
            ChoiceType.of(Rule.class),
            Rule.MULTI_UPDATE,
            learning -> learning.rule() instanceof LearningRule.MultiUpdate ? Rule.MULTI_UPDATE : Rule.SINGLE_UPDATE,
            "multi-update: a sample is presented for a baseline cycle and n updating ones (Christensen and Kallsen 2023)."
                    + " single-update: one cycle a sample, rewarded against the previous sample's loss"
                    + " (Schmidt-Hieber 2023).");

    static final Key<LearningSettings, Parametrisation> PARAMETRISATION = Key.defaulted(
            "parametrisation",
            ChoiceType.of(Parametrisation.class),
            Parametrisation.LOG_WEIGHT,
            LearningSettings::parametrisation,
            "log-weight: log w changes by x. multiplicative: w changes by the factor 1 + x.");

    static final Key<LearningSettings, Long> CYCLES = Key.conditional(
            "cycles",
            new WholeNumberType(1, BILLION),
            DEFAULT_CYCLES + " with multi-update",
            learning -> learning.rule() instanceof LearningRule.MultiUpdate multi
                    ? Optional.of((long) multi.cycles())
                    : Optional.empty(),
            "n, the updating cycles of a learning opportunity; only with multi-update. The relative error of a learning"
                    + " opportunity is about the root of 2 d / n with d synapses.");

    static final Key<LearningSettings, Double> HALF_WINDOW = Key.defaulted(
            "half_window",
            NumberType.between(0, 5),
            0.1,
            LearningSettings::halfWindow,
            "A, half of the integration window in units of the time constant: spikes arrive with a jitter uniform in"
                    + " [-A, A].");

    static final Key<LearningSettings, Double> FLOW_TIME = Key.conditional(
            "flow_time",
            NumberType.positiveUpTo(1e6),
            "learning_rate is required",
            learning -> learning.step() instanceof StepSize.FlowTime flow ? Optional.of(flow.time()) : Optional.empty(),
            "T, the gradient-flow time of a learning opportunity (the learning rate of an equivalent gradient step):"
                    + " alpha = T / (n kappa(A)).");

    static final Key<LearningSettings, Double> LEARNING_RATE = Key.conditional(
            "learning_rate",
            NumberType.between(0, 1e12),
            "flow_time is required",
            learning -> learning.step() instanceof StepSize.LearningRate rate
                    ? Optional.of(rate.alpha())
                    : Optional.empty(),
            "alpha, the factor of every update; instead of flow_time.");

    static final Key<LearningSettings, Long> EPOCHS = Key.conditional(
            "epochs",
            new WholeNumberType(1, BILLION),
            "opportunities is required",
            learning -> learning.length() instanceof RunLength.Epochs epochs
                    ? Optional.of(epochs.count())
                    : Optional.empty(),
            "How many times the run goes through all training samples.");

    static final Key<LearningSettings, Long> OPPORTUNITIES = Key.conditional(
            "opportunities",
            new WholeNumberType(1, BILLION),
            "epochs is required",
            learning -> learning.length() instanceof RunLength.Opportunities opportunities
                    ? Optional.of(opportunities.count())
                    : Optional.empty(),
            "How many learning opportunities (presentations of a sample) the run has; instead of epochs.");

    static final MappingType<LearningSettings> TYPE = MappingType.of(
                    List.of(
                            RULE,
                            PARAMETRISATION,
                            CYCLES,
                            HALF_WINDOW,
                            FLOW_TIME,
                            LEARNING_RATE,
                            EPOCHS,
                            OPPORTUNITIES),
                    LearningSchema::make)
            .withExactlyOneOf(FLOW_TIME, LEARNING_RATE)
            .withExactlyOneOf(EPOCHS, OPPORTUNITIES)
            .withCheck(LearningSchema::checkCycles)
            .withCheck(LearningSchema::checkFlowTime);

    private LearningSchema() {}

    private static LearningSettings make(Values values) {
        LearningRule rule = values.get(RULE) == Rule.MULTI_UPDATE
                ? new LearningRule.MultiUpdate(
                        values.find(CYCLES).orElse((long) DEFAULT_CYCLES).intValue())
                : new LearningRule.SingleUpdate();
        StepSize step = values.find(FLOW_TIME)
                .<StepSize>map(StepSize.FlowTime::new)
                .orElseGet(() -> new StepSize.LearningRate(values.get(LEARNING_RATE)));
        RunLength length = values.find(EPOCHS)
                .<RunLength>map(RunLength.Epochs::new)
                .orElseGet(() -> new RunLength.Opportunities(values.get(OPPORTUNITIES)));
        return new LearningSettings(rule, values.get(PARAMETRISATION), values.get(HALF_WINDOW), step, length);
    }

    private static void checkCycles(Values values, Reading reading) {
        boolean single = values.find(RULE).filter(Rule.SINGLE_UPDATE::equals).isPresent();
        if (single && values.isWritten(CYCLES)) {
            reading.at("cycles")
                    .wrong(
                            values.placeOf(CYCLES),
                            "cycles with rule: single-update",
                            "cycles with rule: multi-update only (--set learning.cycles= takes the key away)");
        }
    }

    private static void checkFlowTime(Values values, Reading reading) {
        boolean noJitter = values.find(HALF_WINDOW).filter(a -> a == 0).isPresent();
        if (noJitter && values.isWritten(FLOW_TIME)) {
            reading.at("flow_time")
                    .wrong(
                            values.placeOf(FLOW_TIME),
                            "flow_time with half_window: 0",
                            "learning_rate, as without jitter nothing is learnt and no rate gives a flow time");
        }
    }
}
