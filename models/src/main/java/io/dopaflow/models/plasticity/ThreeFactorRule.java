package io.dopaflow.models.plasticity;

import io.dopaflow.models.numerics.Exponential;

/**
 * The three-factor rule of every synapse: theta changes with its eligibility times the broadcast reward,
 *
 * <pre>theta &lt;- theta + alpha exp(A) R c,</pre>
 *
 * or by the logarithm of one plus that (Christensen and Kallsen 2023, equation (3.1), whose last factor is
 * exp(-U) - exp(U)). The rule sees timestamps and the reward; no gradient and no loss function.
 *
 * @param window turns timing into eligibility
 * @param learningRate alpha, finite, not negative
 * @param readoutGain exp(A), the gain that makes up for the decay over half a window; positive
 * @param parametrisation how the change is applied
 */
public record ThreeFactorRule(
        StdpWindow window, double learningRate, double readoutGain, Parametrisation parametrisation) {

    /** Validates the ranges given for each component. */
    public ThreeFactorRule {
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate is " + learningRate + "; allowed: finite, not negative");
        }
        if (!(readoutGain > 0 && readoutGain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("readout gain is " + readoutGain + "; allowed: finite, positive");
        }
    }

    /** What the eligibility of each synapse is multiplied by after a reward: alpha exp(A) R. */
    public double change(double reward) {
        return learningRate * readoutGain * reward;
    }

    /** Whether no synapse changes its log-weight by more than {@link Exponential#SMALL}. */
    public boolean isSmall(double change) {
        return Math.abs(change) * window.bound() <= Exponential.SMALL;
    }

    /** The weight after a reward. */
    public double updated(double weight, double eligibility, double reward) {
        double change = change(reward);
        return parametrisation.changed(weight, change, eligibility, isSmall(change));
    }
}
