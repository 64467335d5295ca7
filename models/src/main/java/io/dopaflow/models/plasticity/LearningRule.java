package io.dopaflow.models.plasticity;

/** How many cycles a learning opportunity has, and which of them only establish what the next loss is compared with. */
public sealed interface LearningRule {

    /** Cycles that a learning opportunity consists of, numbered from 0. */
    int cyclesPerOpportunity();

    /** Updates of the weights in one learning opportunity, n. */
    int updatesPerOpportunity();

    /** Whether the cycle has no loss to be compared with, so that its reward is 0 by definition. */
    boolean isBaseline(long opportunity, int cycle);

    /**
     * The multi-update rule, Christensen and Kallsen (2023), equation (3.1): cycle 0 of every learning opportunity
     * establishes the loss, cycles 1 to n update.
     *
     * @param updates n, from 1
     */
    record MultiUpdate(int updates) implements LearningRule {
        /** Validates n. */
        public MultiUpdate {
            if (updates < 1 || updates == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("updates are " + updates + "; allowed: 1 to 2147483646");
            }
        }

        @Override
        public int cyclesPerOpportunity() {
            return updates + 1;
        }

        @Override
        public int updatesPerOpportunity() {
            return updates;
        }

        @Override
        public boolean isBaseline(long opportunity, int cycle) {
            return cycle == 0;
        }
    }

    /**
     * The single-update rule, Schmidt-Hieber (2023), equation (4.5), and Christensen and Kallsen (2023), equation (2.2):
     * one cycle a sample, its loss compared with the loss of the sample before.
     */
    record SingleUpdate() implements LearningRule {
        @Override
        public int cyclesPerOpportunity() {
            return 1;
        }

        @Override
        public int updatesPerOpportunity() {
            return 1;
        }

        @Override
        public boolean isBaseline(long opportunity, int cycle) {
            return opportunity == 0;
        }
    }
}
