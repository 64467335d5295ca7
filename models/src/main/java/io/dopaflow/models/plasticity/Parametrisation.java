package io.dopaflow.models.plasticity;

import io.dopaflow.models.numerics.Exponential;

/** How a synapse applies the change x that timing and reward ask for. A weight stays positive and keeps its neuron's sign. */
public enum Parametrisation {
    /** log w changes by x: Schmidt-Hieber 2023, equation (4.5), after the Taylor step. */
    LOG_WEIGHT {
        @Override
        public double changed(double weight, double change, double eligibility, boolean isSmall) {
            double x = change * eligibility;
            return isSmall ? Math.fma(weight, Exponential.smallMinusOne(x), weight) : weight * Exponential.exp(x);
        }
    },
    /** w changes by the factor 1 + x. Not positive where x is -1 or less. */
    MULTIPLICATIVE {
        @Override
        public double changed(double weight, double change, double eligibility, boolean isSmall) {
            return Math.fma(weight, change * eligibility, weight);
        }
    };

    /**
     * The weight after a change x, the product of two factors.
     *
     * @param change the factor that all synapses have in common
     * @param eligibility that of this synapse
     * @param isSmall whether no synapse can change by more than {@link Exponential#SMALL}, so that a short polynomial does
     */
    public abstract double changed(double weight, double change, double eligibility, boolean isSmall);
}
