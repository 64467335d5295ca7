package io.dopaflow.models.record;

/** Which learning opportunities are recorded: whole ones, so that what is kept can be verified. */
public sealed interface Thinning {

    /** Whether the learning opportunity is recorded. */
    boolean keeps(long opportunity);

    /** All of them. */
    record All() implements Thinning {
        @Override
        public boolean keeps(long opportunity) {
            return true;
        }
    }

    /** None of them. */
    record None() implements Thinning {
        @Override
        public boolean keeps(long opportunity) {
            return false;
        }
    }

    /**
     * The first and every N-th after it.
     *
     * @param opportunities N, at least 1
     */
    record Every(long opportunities) implements Thinning {
        /** Validates N. */
        public Every {
            if (opportunities < 1) {
                throw new IllegalArgumentException("every " + opportunities + " opportunities; allowed: at least 1");
            }
        }

        @Override
        public boolean keeps(long opportunity) {
            return opportunity % opportunities == 0;
        }
    }
}
