package io.dopaflow.models.plasticity;

/**
 * The reward (dopamine) signal: how much better the task was solved than in the cycle before,
 * R = L(previous) - L(now), the same number for every synapse (Christensen and Kallsen 2023, equation (3.1)). Cycles
 * are given in order; the only state is the loss of the last one.
 */
public final class RewardSystem {
    private final LearningRule rule;
    private double previousLoss;

    /** A reward system that has seen no loss. */
    public RewardSystem(LearningRule rule) {
        this(rule, 0.0);
    }

    /**
     * A reward system in the middle of a run.
     *
     * @param rule says which cycles are baselines
     * @param previousLoss loss of the cycle before the next; of no consequence if the next one is a baseline
     */
    public RewardSystem(LearningRule rule, double previousLoss) {
        this.rule = rule;
        this.previousLoss = previousLoss;
    }

    /** The reward of the next cycle, 0 if it is a baseline. */
    public double reward(long opportunity, int cycle, double loss) {
        double reward = rule.isBaseline(opportunity, cycle) ? 0.0 : previousLoss - loss;
        previousLoss = loss;
        return reward;
    }
}
