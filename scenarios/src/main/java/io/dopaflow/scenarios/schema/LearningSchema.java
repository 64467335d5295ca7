package io.dopaflow.scenarios.schema;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.schema.LearningSettings.Rule;
import io.dopaflow.scenarios.schema.LearningSettings.RunLength;
import io.dopaflow.scenarios.schema.LearningSettings.StepSize;
import java.util.List;
import java.util.Optional;

/** The keys of {@code learning}. */
final class LearningSchema {

    static final long BILLION = 1_000_000_000;
    private static final int DEFAULT_CYCLES = 100;

    /** The names of the rules. */
    static final List<String> RULES = List.of("multi-update", "reward-stdp", "single-update");

    static final Key<LearningSettings, Rule> RULE = Key.defaulted(
            "rule",
            Types.choice(Rule.class),
            Rule.MULTI_UPDATE,
            LearningSettings::rule,
            "multi-update: a sample is presented for n cycles (Christensen and Kallsen 2023). reward-stdp: the same, by its"
                    + " name among all learning rules. single-update: one update per"
                    + " sample, rewarded against the previous sample's loss if baseline is previous-cycle"
                    + " (Schmidt-Hieber 2023).");

    static final Key<LearningSettings, RewardBaseline> BASELINE = Key.defaulted(
            "baseline",
            BaselineSchema.TYPE,
            new RewardBaseline.PreviousCycle(),
            learning -> learning.schedule().baseline(),
            "What the loss of a cycle is compared with to give the reward. previous-cycle: the loss of the cycle before"
                    + " (Christensen and Kallsen 2023). running-mean: a running mean of the losses, dopamine as a"
                    + " reward-prediction error; the same accuracy with half the cycles. unperturbed: the loss of a cycle"
                    + " of its own without jitter. antithetic: cycles come in pairs, the second with the mirrored jitter"
                    + " of the first, which removes the bias by curvature.");

    static final Key<LearningSettings, Parametrisation> PARAMETRISATION = Key.defaulted(
            "parametrisation",
            Types.choice(Parametrisation.class),
            Parametrisation.LOG_WEIGHT,
            LearningSettings::parametrisation,
            "log-weight: log w changes by x. multiplicative: w changes by the factor 1 + x.");

    static final Key<LearningSettings, Long> CYCLES = Key.conditional(
            "cycles",
            Types.wholeNumber(1, BILLION),
            DEFAULT_CYCLES + " with multi-update",
            Key.when(LearningSettings::schedule, CycleSchedule.MultiUpdate.class, multi -> (long) multi.cycles()),
            "n, the number of cycles in a learning opportunity; previous-cycle and running-mean"
                    + " add one more, which establishes the first loss. Only with multi-update. With"
                    + " unperturbed and antithetic an update takes two cycles, so n is even. With d"
                    + " synapses the relative error of a learning opportunity is about sqrt(2 d / n), or"
                    + " sqrt(d / n) with running-mean.");

    static final Key<LearningSettings, Pairing> PAIRING = Key.defaulted(
            "pairing",
            Types.choice(Pairing.class),
            Pairing.SURROUNDING,
            LearningSettings::pairing,
            "Which pairs of spikes make a synapse's eligibility. surrounding: an arrival with the postsynaptic spikes"
                    + " before and after it. successive: the depressions of the last cycle and of this one, as Christensen"
                    + " and Kallsen print the rule; only with baseline: previous-cycle and graded spikes; A_plus and"
                    + " tau_plus are then not used.");

    static final Key<LearningSettings, LearningSettings.Stdp> STDP = Key.defaulted(
            "stdp",
            LearningSettings.Stdp.TYPE,
            LearningSettings.Stdp.STANDARD,
            LearningSettings::stdp,
            "The window of spike-timing-dependent plasticity. Unequal branches add a bias by the curvature of the loss,"
                    + " except with baseline: antithetic.");

    static final Key<LearningSettings, Double> HALF_WINDOW = Key.defaulted(
            "half_window",
            Types.number(0, 5),
            0.1,
            LearningSettings::halfWindow,
            "A, half of the integration window in units of the time constant: spikes arrive with a jitter uniform in"
                    + " [-A, A].");

    static final Key<LearningSettings, Double> FLOW_TIME = Key.conditional(
            "flow_time",
            Types.positive(1e6),
            "learning_rate is required",
            Key.when(LearningSettings::step, StepSize.FlowTime.class, StepSize.FlowTime::time),
            "T, the gradient-flow time of a learning opportunity (the learning rate of an equivalent gradient step):"
                    + " alpha = T / (n kappa(A)), with the drift constant of stdp and pairing in place of kappa.");

    static final Key<LearningSettings, Double> LEARNING_RATE = Key.conditional(
            "learning_rate",
            Types.number(0, 1e12),
            "flow_time is required",
            Key.when(LearningSettings::step, StepSize.LearningRate.class, StepSize.LearningRate::alpha),
            "alpha, the factor in every update; instead of flow_time.");

    static final Key<HasLength, Long> EPOCHS = Key.conditional(
            "epochs",
            Types.wholeNumber(1, BILLION),
            "opportunities is required",
            Key.when(HasLength::length, RunLength.Epochs.class, RunLength.Epochs::count),
            "How many times the run goes through the training samples.");

    static final Key<HasLength, Long> OPPORTUNITIES = Key.conditional(
            "opportunities",
            Types.wholeNumber(1, BILLION),
            "epochs is required",
            Key.when(HasLength::length, RunLength.Opportunities.class, RunLength.Opportunities::count),
            "How many learning opportunities (each one presentation of one sample) the run has;"
                    + " instead of epochs.");

    static final MappingType<LearningSettings> TYPE = MappingType.of(
                    List.of(
                            RULE,
                            BASELINE,
                            PARAMETRISATION,
                            PAIRING,
                            STDP,
                            CYCLES,
                            HALF_WINDOW,
                            FLOW_TIME,
                            LEARNING_RATE,
                            EPOCHS,
                            OPPORTUNITIES),
                    LearningSchema::make)
            .withExactlyOneOf("flow_time: 0.01", FLOW_TIME, LEARNING_RATE)
            .withExactlyOneOf("epochs: 20", EPOCHS, OPPORTUNITIES)
            .withCheck(LearningSchema::checkCycles)
            .withCheck(LearningSchema::checkPairs)
            .withCheck(LearningSchema::checkPairing)
            .withCheck(LearningSchema::checkFlowTime);

    private LearningSchema() {}

    private static LearningSettings make(Values values) {
        RewardBaseline baseline = values.get(BASELINE);
        Rule rule = values.get(RULE);
        CycleSchedule schedule = rule == Rule.SINGLE_UPDATE
                ? new CycleSchedule.SingleUpdate(baseline)
                : new CycleSchedule.MultiUpdate(
                        values.find(CYCLES).orElse((long) DEFAULT_CYCLES).intValue(), baseline);
        LearningSettings.StepSize step = values.find(FLOW_TIME)
                .<LearningSettings.StepSize>map(StepSize.FlowTime::new)
                .orElseGet(() -> new StepSize.LearningRate(values.get(LEARNING_RATE)));
        return new LearningSettings(
                rule,
                schedule,
                values.get(PARAMETRISATION),
                values.get(PAIRING),
                values.get(STDP),
                values.get(HALF_WINDOW),
                step,
                length(values));
    }

    /** How long a run is, said in either of two ways. */
    static RunLength length(Values values) {
        return values.find(EPOCHS)
                .<RunLength>map(RunLength.Epochs::new)
                .orElseGet(() -> new RunLength.Opportunities(values.get(OPPORTUNITIES)));
    }

    /** Single updates have no number of cycles. */
    private static void checkCycles(Values values) {
        if (values.has(RULE, Rule.SINGLE_UPDATE) && values.isWritten(CYCLES)) {
            values.wrong(
                    CYCLES,
                    "cycles with rule: single-update",
                    "cycles with rule: multi-update only (--set learning.cycles=null removes the key)");
        }
    }

    /** Where an update takes two cycles, they are even. */
    private static void checkPairs(Values values) {
        Optional<RewardBaseline> pairs = values.find(BASELINE).filter(baseline -> baseline.cyclesPerUpdate() == 2);
        Optional<Long> odd = values.find(CYCLES).filter(n -> n % 2 == 1);
        if (pairs.isPresent() && odd.isPresent()) {
            values.wrong(
                    CYCLES,
                    odd.get() + " with baseline: "
                            + BaselineSchema.TYPE.write(pairs.get()).shown(),
                    "an even number, as an update takes two cycles");
        }
    }

    /** Successive pairing is that of successive cycles. */
    private static void checkPairing(Values values) {
        boolean other = values.find(BASELINE)
                .filter(baseline -> !(baseline instanceof RewardBaseline.PreviousCycle))
                .isPresent();
        if (values.has(PAIRING, Pairing.SUCCESSIVE) && other) {
            values.wrong(
                    PAIRING,
                    "successive with a baseline other than previous-cycle",
                    "successive with baseline: previous-cycle, surrounding with any");
        }
    }

    /** Without jitter nothing is learnt. */
    private static void checkFlowTime(Values values) {
        if (values.find(HALF_WINDOW).filter(a -> a == 0).isPresent() && values.isWritten(FLOW_TIME)) {
            values.wrong(
                    FLOW_TIME,
                    "flow_time with half_window: 0",
                    "learning_rate, as without jitter nothing is learnt and no rate gives a flow time");
        }
    }
}
