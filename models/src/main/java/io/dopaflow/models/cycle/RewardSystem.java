package io.dopaflow.models.cycle;

/**
 * The reward (dopamine) signal: how much better the task was solved than the baseline says, R = b - L, the same number
 * for every synapse (Christensen and Kallsen 2023, equation (3.1), where b is the loss of the cycle before). Cycles are
 * given in order; the only state is the baseline.
 */
public final class RewardSystem {
    private final CycleSchedule schedule;
    private double baselineLoss;

    /** A reward system that has seen no loss. */
    public RewardSystem(CycleSchedule schedule) {
        this(schedule, 0.0);
    }

    /**
     * A reward system in the middle of a run.
     *
     * @param schedule says which cycles are baselines
     * @param baselineLoss baseline that the next cycle's loss is compared with; of no consequence if that cycle establishes one
     */
    public RewardSystem(CycleSchedule schedule, double baselineLoss) {
        this.schedule = schedule;
        this.baselineLoss = baselineLoss;
    }

    /** The reward of the next cycle, 0 if it establishes the baseline. */
    public double reward(long opportunity, int cycle, double loss) {
        if (schedule.isBaseline(opportunity, cycle)) {
            baselineLoss = loss;
            return 0.0;
        }
        double reward = baselineLoss - loss;
        baselineLoss = schedule.baseline().after(baselineLoss, loss, schedule.seen(opportunity, cycle));
        return reward;
    }

    /** The baseline that the next cycle's loss is compared with. */
    public double baselineLoss() {
        return baselineLoss;
    }
}
