package io.dopaflow.models.rule;

/** What is done to each weight after an update. */
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

    /** What a synapse keeps beside its weight has a say; a rule has at most one such regulator, and it is the last. */
    sealed interface Remembering extends Regulator permits Consolidate, Cascade, Sparse {}

    /** How much a synapse mattered in the tasks so far, as far as it can tell. */
    enum Importance {
        /**
         * The mean of the squared updates u of single waves in the last epoch of a task, summed over tasks: the diagonal of the
         * Fisher information, of the samples' own targets (Kirkpatrick et al. 2017, <em>Overcoming catastrophic forgetting in
         * neural networks</em>).
         */
        SQUARED_UPDATES,
        /**
         * The sum of u dw over a task, or 0 where that is negative, over (total change^2 + 0.01), summed over tasks: the share
         * of the path in what was learnt (Zenke, Poole and Ganguli 2017, <em>Continual learning through synaptic
         * intelligence</em>).
         */
        PATH
    }

    /**
     * Pulls a weight w to where it stood at the end of the last task, w*, the more, the more it mattered. The step of a batch
     * with the mean update u is dw = (eta u - c (w - w*)) / (1 + c), c = eta strength importance: an implicit step, stable for
     * any strength. Before the end of the first task the importance is 0. Not for synapses that do not learn.
     *
     * @param importance how it is measured
     * @param strength lambda, from 0
     */
    record Consolidate(Importance importance, double strength) implements Remembering {
        /** Validates the strength. */
        public Consolidate {
            if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("strength is " + strength + "; allowed: finite, from 0");
            }
        }
    }

    /**
     * A chain of variables u_1 .. u_m behind a weight, which is the first, like beakers of the sizes 1, 2, 4, .. joined by ever
     * thinner tubes (Benna and Fusi 2016, <em>Computational principles of synaptic memory consolidation</em>). After each batch
     * coupling 2^-k (u_k - u_k+1) flows from each to the next. What one update leaves in the weight falls as t^-1/2 of the number
     * of batches, until the last variable is reached; with one variable behind it, it falls exponentially. All start at the weight.
     *
     * @param variables m, 2 to 30
     * @param coupling above 0, up to 1
     */
    record Cascade(int variables, double coupling) implements Remembering {
        /** Validates the ranges. */
        public Cascade {
            if (variables < 2 || variables > 30) {
                throw new IllegalArgumentException("variables are " + variables + "; allowed: 2 to 30");
            }
            if (!(coupling > 0 && coupling <= 1)) {
                throw new IllegalArgumentException("coupling is " + coupling + "; allowed: above 0, up to 1");
            }
        }
    }

    /**
     * Of the synapses from inputs onto hidden neurons only a share works, drawn at the start; the others are silent, with
     * weight 0, and do not learn. After an epoch those of the working ones with the smallest weights, by size, fall silent, and
     * as many silent ones, at random, begin to work from 0 (Mocanu et al. 2018, <em>Scalable training of artificial neural
     * networks with adaptive sparse connectivity inspired by network science</em>). How many work never changes.
     *
     * @param density the share that works, above 0, up to 1
     * @param rewire the share of the working ones that is replaced after an epoch, from 0, for none ever, to 1
     * @param until the last epoch after which that happens, from 0
     */
    record Sparse(double density, double rewire, long until) implements Remembering {
        /** Validates the ranges. */
        public Sparse {
            if (!(density > 0 && density <= 1)) {
                throw new IllegalArgumentException("density is " + density + "; allowed: above 0, up to 1");
            }
            if (!(rewire >= 0 && rewire <= 1)) {
                throw new IllegalArgumentException("share to rewire is " + rewire + "; allowed: 0 to 1");
            }
            if (until < 0) {
                throw new IllegalArgumentException("last epoch is " + until + "; allowed: from 0");
            }
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: finite, above 0");
        }
    }
}
