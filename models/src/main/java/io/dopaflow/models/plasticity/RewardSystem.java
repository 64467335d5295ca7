package io.dopaflow.models.plasticity;

/**
 * The reward (dopamine) signal: how much better the task was solved than the baseline says, R = b - L, the same number
 * for every synapse (Christensen and Kallsen 2023, equation (3.1), where b is the loss of the cycle before). Cycles are
 * given in order; the only state is the baseline.
 */
public final class RewardSystem {
    private final LearningRule rule;
    private double reference;

    /** A reward system that has seen no loss. */
    public RewardSystem(LearningRule rule) {
        this(rule, 0.0);
    }

    /**
     * A reward system in the middle of a run.
     *
     * @param rule says which cycles are baselines
     * @param reference baseline that the next cycle's loss is compared with; of no consequence if that cycle establishes one
     */
    public RewardSystem(LearningRule rule, double reference) {
        this.rule = rule;
        this.reference = reference;
    }

    /** The reward of the next cycle, 0 if it establishes the baseline. */
    public double reward(long opportunity, int cycle, double loss) {
        if (rule.isBaseline(opportunity, cycle)) {
            reference = loss;
            return 0.0;
        }
        double reward = reference - loss;
        reference = rule.baseline().after(reference, loss, rule.seen(opportunity, cycle));
        return reward;
    }

    /** The baseline that the next cycle's loss is compared with. */
    public double reference() {
        return reference;
    }
}
