package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Short-term plasticity (Tsodyks and Markram 1997; Tsodyks, Pawelzik and Markram 1998, equations 2.1 to 2.3): a presynaptic spike
 * transmits the weight times u x, with u the share of resources that it uses and x the share that is left.
 *
 * <pre>
 * u' = u (1 - U) exp(-dt / tau_fac) + U;   x' = 1 + (x - u x - 1) exp(-dt / tau_rec)
 * </pre>
 *
 * <p>from one spike to the next, dt later; u = U and x = 1 at the first one.
 *
 * @param use U: the share that the first spike uses; above 0, up to 1
 * @param tauRec time constant of recovery in ms; above 0
 * @param tauFac time constant of facilitation in ms; from 0, where 0 is none
 */
public record ShortTerm(double use, double tauRec, double tauFac) {

    /** The equations, for readers. */
    public static final List<String> EQUATIONS = List.of(
            "a spike transmits u x w",
            "to the next spike: u = u (1 - U) exp(-dt / tau_fac) + U; x = 1 + (x - u x - 1) exp(-dt / tau_rec)");

    /** The data sheet. */
    public static final List<RuleParameter> PARAMETERS = List.of(
            RuleParameter.of("U", "", 0.5, RuleParameter.Range.SHARE, "share of resources that the first spike uses"),
            RuleParameter.time("tau_rec", 800, "time constant of recovery"),
            RuleParameter.of(
                    "tau_fac", "ms", 0, RuleParameter.Range.NOT_NEGATIVE, "time constant of facilitation; 0 is none"));

    /** With values of the parameters, by their names. */
    public static ShortTerm of(ToDoubleFunction<String> values) {
        return new ShortTerm(
                values.applyAsDouble("U"), values.applyAsDouble("tau_rec"), values.applyAsDouble("tau_fac"));
    }

    /** Validates the ranges. */
    public ShortTerm {
        if (!(use > 0 && use <= 1)) {
            throw new IllegalArgumentException("U is " + use + "; allowed: above 0, up to 1");
        }
        Ranges.positive("tau_rec", tauRec, "ms");
        Ranges.notNegative("tau_fac", tauFac, "ms");
    }

    /** The share that the next spike uses, after one that used a share; {@code decay} is exp(-dt / tau_fac). */
    double nextUse(double used, double decay) {
        return used * (1 - use) * decay + use;
    }

    /** The share that is left at the next spike, after one that used a share; {@code decay} is exp(-dt / tau_rec). */
    double nextLeft(double left, double used, double decay) {
        return 1 + (left - used * left - 1) * decay;
    }
}
