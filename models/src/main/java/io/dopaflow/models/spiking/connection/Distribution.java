package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.numerics.Ranges;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;

/** A law of weights, delays or initial values, in the unit of what is drawn. Draws are by inversion and have the same bits everywhere. */
public sealed interface Distribution
        permits Distribution.Constant,
                Distribution.Uniform,
                Distribution.Normal,
                Distribution.LogNormal,
                ValueTable,
                OwnValues {

    /** The next value. */
    double draw(UniformRandomProvider stream);

    /** No draw is below. */
    double lowest();

    /** No draw is above. */
    double highest();

    /** Whether single values are listed, which are then meant as they are; otherwise the law is continuous, or nearly. */
    boolean isDiscrete();

    /**
     * Always the same.
     *
     * @param value finite
     */
    record Constant(double value) implements Distribution {
        /** Validates the value. */
        public Constant {
            Ranges.finite("the value", value, "");
        }

        @Override
        public double draw(UniformRandomProvider stream) {
            return value;
        }

        @Override
        public double lowest() {
            return value;
        }

        @Override
        public double highest() {
            return value;
        }

        @Override
        public boolean isDiscrete() {
            return true;
        }
    }

    /**
     * Uniform from low to below high.
     *
     * @param low finite
     * @param high finite, above low
     */
    record Uniform(double low, double high) implements Distribution {
        /** Validates the interval. */
        public Uniform {
            Ranges.finite("the low end", low, "");
            Ranges.finite("the high end", high, "");
            if (!(low < high)) {
                throw new IllegalArgumentException(
                        "uniform from " + low + " to " + high + "; allowed: a low end below the high end");
            }
            Ranges.finite("the length of the interval", high - low, "");
        }

        @Override
        public double draw(UniformRandomProvider stream) {
            // Rounding may reach the high end.
            return Math.min(low + (high - low) * stream.nextDouble(), Math.nextDown(high));
        }

        @Override
        public double lowest() {
            return low;
        }

        @Override
        public double highest() {
            return high;
        }

        @Override
        public boolean isDiscrete() {
            return false;
        }
    }

    /** What becomes of a draw that lies out of bounds. */
    enum Outside {
        /** It is set to the bound, which then has a probability of its own. */
        CLIPPED,
        /** It is drawn again until it is inside: the law is the normal one given that it is inside. */
        REDRAWN
    }

    /**
     * Normal within bounds.
     *
     * @param mean finite
     * @param deviation the standard deviation before bounds, above 0
     * @param low may be infinite
     * @param high above low, may be infinite
     * @param outside what becomes of a draw out of bounds; of those redrawn, at most 99 in 100 may be outside
     */
    record Normal(double mean, double deviation, double low, double high, Outside outside) implements Distribution {
        private static final double LEAST_INSIDE = 0.01;

        /** Without bounds. */
        public Normal(double mean, double deviation) {
            this(mean, deviation, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Outside.CLIPPED);
        }

        /** Validates the parameters. */
        public Normal {
            Ranges.finite("the mean", mean, "");
            Ranges.positive("the standard deviation", deviation, "");
            Ranges.finite("the largest draw", Math.abs(mean) + StandardNormal.LARGEST * deviation, "");
            if (!(low < high)) {
                throw new IllegalArgumentException(
                        "bounds are " + low + " and " + high + "; allowed: a lower one below the upper one");
            }
            double inside =
                    StandardNormal.below((high - mean) / deviation) - StandardNormal.below((low - mean) / deviation);
            if (outside == Outside.REDRAWN && !(inside >= LEAST_INSIDE)) {
                throw new IllegalArgumentException("normal with the mean " + mean + " and standard deviation "
                        + deviation + " is within " + low + " to " + high + " with the probability " + inside
                        + "; allowed, where the rest is redrawn: from " + LEAST_INSIDE);
            }
        }

        @Override
        public double draw(UniformRandomProvider stream) {
            while (true) {
                double value = mean + deviation * Draws.normal(stream);
                if (outside == Outside.CLIPPED) {
                    return within(value);
                }
                if (value >= low && value <= high) {
                    return value;
                }
            }
        }

        @Override
        public double lowest() {
            return within(mean - StandardNormal.LARGEST * deviation);
        }

        @Override
        public double highest() {
            return within(mean + StandardNormal.LARGEST * deviation);
        }

        private double within(double value) {
            return Math.max(low, Math.min(high, value));
        }

        @Override
        public boolean isDiscrete() {
            return false;
        }
    }

    /**
     * The exponential of a normal law.
     *
     * @param logMean the mean of the logarithm, finite
     * @param logDeviation the standard deviation of the logarithm, above 0
     */
    record LogNormal(double logMean, double logDeviation) implements Distribution {
        /** Validates the parameters. */
        public LogNormal {
            Ranges.finite("the mean of the logarithm", logMean, "");
            Ranges.positive("the standard deviation of the logarithm", logDeviation, "");
            Ranges.finite("the largest draw", StrictMath.exp(logMean + StandardNormal.LARGEST * logDeviation), "");
        }

        @Override
        public double draw(UniformRandomProvider stream) {
            return StrictMath.exp(logMean + logDeviation * Draws.normal(stream));
        }

        @Override
        public double lowest() {
            return StrictMath.exp(logMean - StandardNormal.LARGEST * logDeviation);
        }

        @Override
        public double highest() {
            return StrictMath.exp(logMean + StandardNormal.LARGEST * logDeviation);
        }

        @Override
        public boolean isDiscrete() {
            return false;
        }
    }
}
