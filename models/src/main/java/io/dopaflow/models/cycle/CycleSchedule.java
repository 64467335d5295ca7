package io.dopaflow.models.cycle;

import io.dopaflow.models.plasticity.RewardBaseline;

/**
 * How many cycles a learning opportunity has, and which of them only establish what the next loss is compared with.
 */
public sealed interface CycleSchedule {

    /** What the loss of a cycle is compared with. */
    RewardBaseline baseline();

    /** Cycles that a learning opportunity costs, n, without one that only establishes its first loss. */
    int cycles();

    /** Cycles that a learning opportunity consists of, numbered from 0. */
    int cyclesPerOpportunity();

    /** Whether the cycle has no loss to be compared with, so that its reward is 0 by definition. */
    boolean isBaseline(long opportunity, int cycle);

    /** Losses that the baseline has been made of as the cycle begins. */
    long seen(long opportunity, int cycle);

    /** Updates of the weights in one learning opportunity. */
    default int updatesPerOpportunity() {
        return cycles() / baseline().cyclesPerUpdate();
    }

    /** Updates of the weights in a learning opportunity up to and with a cycle. */
    default int updatesAfter(int cycle) {
        return (cycle + 1 - (cyclesPerOpportunity() - cycles())) / baseline().cyclesPerUpdate();
    }

    /** The mean of all updates of a learning opportunity in units of -alpha kappa(A) times the gradient. */
    default double drift() {
        return updatesPerOpportunity() * baseline().driftPerUpdate();
    }

    /**
     * The multi-update rule, Christensen and Kallsen (2023), equation (3.1): a sample is presented for n cycles. Where
     * successive cycles are compared, a cycle 0 comes before them that establishes the first loss.
     *
     * @param cycles n, from 1; even where an update takes two
     * @param baseline what a loss is compared with
     */
    record MultiUpdate(int cycles, RewardBaseline baseline) implements CycleSchedule {
        /** Validates n. */
        public MultiUpdate {
            if (cycles < 1 || cycles == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("cycles are " + cycles + "; allowed: 1 to 2147483646");
            }
            if (cycles % baseline.cyclesPerUpdate() != 0) {
                throw new IllegalArgumentException(
                        "cycles are " + cycles + "; allowed: even, as an update takes two of them");
            }
        }

        /** The rule that compares with the previous cycle. */
        public MultiUpdate(int cycles) {
            this(cycles, new RewardBaseline.PreviousCycle());
        }

        @Override
        public int cyclesPerOpportunity() {
            return baseline.cyclesPerUpdate() == 1 ? cycles + 1 : cycles;
        }

        @Override
        public boolean isBaseline(long opportunity, int cycle) {
            return baseline.cyclesPerUpdate() == 1 ? cycle == 0 : cycle % 2 == 0;
        }

        @Override
        public long seen(long opportunity, int cycle) {
            return cycle;
        }
    }

    /**
     * The single-update rule, Schmidt-Hieber (2023), equation (4.5), and Christensen and Kallsen (2023), equation (2.2):
     * one update a sample. Where successive cycles are compared, its loss is compared with those of the samples before.
     *
     * @param baseline what a loss is compared with
     */
    record SingleUpdate(RewardBaseline baseline) implements CycleSchedule {
        /** The rule that compares with the previous cycle. */
        public SingleUpdate() {
            this(new RewardBaseline.PreviousCycle());
        }

        @Override
        public int cycles() {
            return baseline.cyclesPerUpdate();
        }

        @Override
        public int cyclesPerOpportunity() {
            return baseline.cyclesPerUpdate();
        }

        @Override
        public boolean isBaseline(long opportunity, int cycle) {
            return baseline.cyclesPerUpdate() == 1 ? opportunity == 0 : cycle == 0;
        }

        @Override
        public long seen(long opportunity, int cycle) {
            return baseline.cyclesPerUpdate() == 1 ? opportunity : cycle;
        }
    }
}
