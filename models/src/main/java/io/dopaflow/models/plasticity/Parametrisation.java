package io.dopaflow.models.plasticity;

/**
 * How a synapse applies the change x that timing and reward ask for. The state is theta = log w in either case, so that
 * a weight stays positive and keeps its neuron's sign.
 */
public enum Parametrisation {
    /** theta changes by x: Schmidt-Hieber 2023, equation (4.5), after the Taylor step. */
    LOG_WEIGHT {
        @Override
        public double increment(double relativeChange) {
            return relativeChange;
        }
    },
    /** w changes by the factor 1 + x: theta by log(1 + x). NaN or minus infinity where x is -1 or less. */
    MULTIPLICATIVE {
        @Override
        public double increment(double relativeChange) {
            return StrictMath.log1p(relativeChange);
        }
    };

    /** The change of theta. */
    public abstract double increment(double relativeChange);
}
