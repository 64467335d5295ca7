package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * Spike-timing dependent plasticity of pairs, with a power law of the weight (Guetig, Aharonov, Rotter and Sompolinsky 2003; Morrison, Diesmann and
 * Gerstner 2008, equations 4 to 8):
 *
 * <pre>
 * post: w += lambda Wmax (1 - w / Wmax)^mu_plus x;   pre: w -= alpha lambda Wmax (w / Wmax)^mu_minus y
 * </pre>
 *
 * <p>with x and y the traces of presynaptic and postsynaptic spikes. mu = 0 is additive (Song, Miller and Abbott 2000), mu = 1 multiplicative.
 *
 * @param pairing which pairs count
 * @param lambda step of potentiation, as a share of Wmax; from 0
 * @param alpha depression over potentiation; from 0
 * @param muPlus exponent of potentiation; from 0
 * @param muMinus exponent of depression; from 0
 * @param tauPre tau_plus: time constant of potentiation in ms; above 0
 * @param tauPost tau_minus: time constant of depression in ms; above 0
 * @param wMax the largest size of a weight, in its unit; above 0
 */
public record PairStdp(
        Pairing pairing,
        double lambda,
        double alpha,
        double muPlus,
        double muMinus,
        double tauPre,
        double tauPost,
        double wMax)
        implements SpikeTimingRule {

    /** The rule for scenario files. */
    static LearningRule sheet() {
        RuleParameter.Range fromZero = RuleParameter.Range.NOT_NEGATIVE;
        return new LearningRule(
                "stdp",
                "Pairs of spikes change the weight, with a power law of the weight (Guetig et al. 2003; Morrison, Diesmann and"
                        + " Gerstner 2008).",
                List.of(
                        "at a postsynaptic spike: w += lambda Wmax (1 - w / Wmax)^mu_plus x",
                        "at a presynaptic spike:  w -= alpha lambda Wmax (w / Wmax)^mu_minus y",
                        "x: sum of exp(-dt / tau_plus) over presynaptic spikes; y: of exp(-dt / tau_minus) over postsynaptic ones"),
                LearningRule.Kind.EITHER_SIGN,
                List.of(Pairing.values()),
                List.of(
                        RuleParameter.of("lambda", "", 0.01, fromZero, "step of potentiation, as a share of Wmax"),
                        RuleParameter.of("alpha", "", 1.05, fromZero, "depression over potentiation"),
                        RuleParameter.of(
                                "mu_plus",
                                "",
                                0,
                                fromZero,
                                "exponent of potentiation; 0 is additive, 1 multiplicative"),
                        RuleParameter.of(
                                "mu_minus", "", 0, fromZero, "exponent of depression; 0 is additive, 1 multiplicative"),
                        RuleParameter.time("tau_plus", 20, "time constant of potentiation"),
                        RuleParameter.time("tau_minus", 20, "time constant of depression")),
                values -> new PairStdp(
                        values.pairing(),
                        values.get("lambda"),
                        values.get("alpha"),
                        values.get("mu_plus"),
                        values.get("mu_minus"),
                        values.get("tau_plus"),
                        values.get("tau_minus"),
                        values.get(LearningRule.W_MAX)));
    }

    /** Validates the ranges. */
    public PairStdp {
        Ranges.notNegative("lambda", lambda, "");
        Ranges.notNegative("alpha", alpha, "");
        Ranges.notNegative("mu_plus", muPlus, "");
        Ranges.notNegative("mu_minus", muMinus, "");
        Ranges.positive("tau_plus", tauPre, "ms");
        Ranges.positive("tau_minus", tauPost, "ms");
        Ranges.positive("Wmax", wMax, "");
    }

    @Override
    public double atPost(double value, double pre, double slowPost) {
        return value + lambda * wMax * power(1 - value / wMax, muPlus) * pre;
    }

    @Override
    public double atPre(double value, double post, double slowPre) {
        return value - alpha * lambda * wMax * power(value / wMax, muMinus) * post;
    }

    private static double power(double base, double exponent) {
        if (exponent == 0) {
            return 1;
        }
        return exponent == 1 ? base : StrictMath.pow(base, exponent);
    }
}
