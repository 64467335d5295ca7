package io.dopaflow.models.rule;

/** What is done to each weight after an update, by the synapse alone. */
public sealed interface Regulator {

    /**
     * Keeps a weight within limits.
     *
     * @param size largest absolute value, above 0
     */
    record Clip(double size) implements Regulator {
        /** Validates the size. */
        public Clip {
            requirePositive("largest weight", size);
        }
    }

    /**
     * Rounds a weight to one of 2^bits levels from -size to size. The level above is taken with the probability of the
     * position between two, so that the mean of many roundings is the weight (Gupta et al. 2015), or where that is at least
     * one half.
     *
     * @param bits 1 to 30
     * @param size the largest level, above 0
     * @param stochastic whether by chance
     */
    record Round(int bits, double size, boolean stochastic) implements Regulator {
        /** Validates the ranges. */
        public Round {
            requirePositive("largest level", size);
            if (bits < 1 || bits > 30) {
                throw new IllegalArgumentException("bits are " + bits + "; allowed: 1 to 30");
            }
        }

        /** The distance between two levels. */
        public double step() {
            return 2 * size / ((1L << bits) - 1);
        }

        /**
         * The level.
         *
         * @param weight to be rounded
         * @param uniform a draw from [0, 1), of consequence where rounding is stochastic
         */
        public double rounded(double weight, double uniform) {
            double position = (Math.min(Math.max(weight, -size), size) + size) / step();
            double below = Math.floor(position);
            double share = position - below;
            boolean up = stochastic ? uniform < share : share >= 0.5;
            return Math.min(Math.max((up ? below + 1 : below) * step() - size, -size), size);
        }
    }

    /**
     * A synapse works with the nearest of 2^bits levels and keeps its weight as it is: what is rounded is what it sends.
     *
     * @param levels of the weights that work; not stochastic
     */
    record Transmitted(Round levels) implements Regulator {
        /** Validates that chance has no part in it. */
        public Transmitted {
            if (levels.stochastic()) {
                throw new IllegalArgumentException("transmitted levels are stochastic; allowed: the nearest");
            }
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: finite, above 0");
        }
    }
}
