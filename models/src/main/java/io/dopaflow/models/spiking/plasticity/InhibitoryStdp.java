package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * Plasticity of inhibitory synapses that balances excitation (Vogels, Sprekeler, Zenke, Clopath and Gerstner 2011, equations 2 and 3 of
 * their supplement), on the size of the weight:
 *
 * <pre>
 * post: |w| += eta x;   pre: |w| += eta (y - alpha)
 * </pre>
 *
 * <p>with x and y the traces of presynaptic and postsynaptic spikes. It brings the postsynaptic rate to alpha / (2 tau).
 *
 * @param eta learning rate, in the weight's unit; from 0
 * @param alpha depression by each presynaptic spike; from 0
 * @param tau time constant of both traces in ms; above 0
 */
public record InhibitoryStdp(double eta, double alpha, double tau) implements SpikeTimingRule {

    /** The rule for scenario files. */
    static LearningRule sheet() {
        return new LearningRule(
                "inhibitory-stdp",
                "Inhibition balances excitation: it brings the postsynaptic rate to alpha / (2 tau) (Vogels et al. 2011).",
                List.of(
                        "at a postsynaptic spike: |w| += eta x",
                        "at a presynaptic spike:  |w| += eta (y - alpha)",
                        "x: sum of exp(-dt / tau) over presynaptic spikes; y: over postsynaptic ones"),
                LearningRule.Kind.INHIBITORY,
                List.of(),
                List.of(
                        RuleParameter.step("eta", "learning rate"),
                        RuleParameter.of(
                                "alpha",
                                "",
                                0.12,
                                RuleParameter.Range.NOT_NEGATIVE,
                                "depression by each presynaptic spike: 2 tau times the rate to reach, by default 3 Hz"),
                        RuleParameter.time("tau", 20, "time constant of both traces")),
                values -> new InhibitoryStdp(values.get("eta"), values.get("alpha"), values.get("tau")));
    }

    /** Validates the ranges. */
    public InhibitoryStdp {
        Ranges.notNegative("eta", eta, "");
        Ranges.notNegative("alpha", alpha, "");
        Ranges.positive("tau", tau, "ms");
    }

    @Override
    public Pairing pairing() {
        return Pairing.ALL_TO_ALL;
    }

    @Override
    public double tauPre() {
        return tau;
    }

    @Override
    public double tauPost() {
        return tau;
    }

    @Override
    public double atPost(double value, double pre, double slowPost) {
        return value + eta * pre;
    }

    @Override
    public double atPre(double value, double post, double slowPre) {
        return value + eta * post - alpha * eta;
    }
}
