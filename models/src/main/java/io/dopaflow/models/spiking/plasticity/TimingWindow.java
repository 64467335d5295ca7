package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * The window of spike timing by its amplitudes: what the eligibility of a synapse jumps by (Izhikevich 2007, equation 1):
 *
 * <pre>
 * post: c += A_plus x;   pre: c -= A_minus y
 * </pre>
 *
 * <p>with x and y the traces of presynaptic and postsynaptic spikes.
 *
 * @param pairing which pairs count; not {@link Pairing#PRE_CENTERED}
 * @param aPlus amplitude of potentiation; from 0
 * @param aMinus amplitude of depression; from 0
 * @param tauPre tau_plus in ms; above 0
 * @param tauPost tau_minus in ms; above 0
 */
public record TimingWindow(Pairing pairing, double aPlus, double aMinus, double tauPre, double tauPost)
        implements SpikeTimingRule {

    /** The rule for scenario files. */
    static LearningRule sheet() {
        return new LearningRule(
                "dopamine-stdp",
                "Pairs of spikes change an eligibility, and a modulator turns it into weight (Izhikevich 2007).",
                List.of(
                        "c' = -c / tau_c; at a postsynaptic spike: c += A_plus x; at a presynaptic spike: c -= A_minus y",
                        "w' = c (n - b), with n the concentration of the modulator",
                        "x: sum of exp(-dt / tau_plus) over presynaptic spikes; y: of exp(-dt / tau_minus) over postsynaptic ones"),
                LearningRule.Kind.MODULATED,
                List.of(Pairing.ALL_TO_ALL, Pairing.NEAREST_SYMMETRIC, Pairing.NEAREST_RESTRICTED),
                List.of(
                        RuleParameter.step("A_plus", "jump of the eligibility, pre before post"),
                        RuleParameter.step("A_minus", "jump of the eligibility, post before pre"),
                        RuleParameter.time("tau_plus", 20, "time constant of pre before post"),
                        RuleParameter.time("tau_minus", 20, "time constant of post before pre")),
                values -> new TimingWindow(
                        values.pairing(),
                        values.get("A_plus"),
                        values.get("A_minus"),
                        values.get("tau_plus"),
                        values.get("tau_minus")));
    }

    /** Validates the ranges. */
    public TimingWindow {
        if (pairing == Pairing.PRE_CENTERED) {
            throw new IllegalArgumentException("the pairing is " + pairing.word() + "; allowed with eligibility: "
                    + Pairing.ALL_TO_ALL.word() + ", " + Pairing.NEAREST_SYMMETRIC.word() + ", "
                    + Pairing.NEAREST_RESTRICTED.word());
        }
        Ranges.notNegative("A_plus", aPlus, "");
        Ranges.notNegative("A_minus", aMinus, "");
        Ranges.positive("tau_plus", tauPre, "ms");
        Ranges.positive("tau_minus", tauPost, "ms");
    }

    @Override
    public double atPost(double value, double pre, double slowPost) {
        return value + aPlus * pre;
    }

    @Override
    public double atPre(double value, double post, double slowPre) {
        return value - aMinus * post;
    }
}
