package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/** Potentiation by a constant, depression by a share of the weight (van Rossum, Bi and Turrigiano 2000, equation 1). */
record LimitedStdp(double potentiation, double depression, double tauPre, double tauPost) implements SpikeTimingRule {

    static LearningRule sheet() {
        return new LearningRule(
                "limited-stdp",
                "Potentiation by a constant, depression by a share of the weight (van Rossum, Bi and Turrigiano 2000).",
                List.of("at a postsynaptic spike: w += c_p x", "at a presynaptic spike:  w -= c_d w y"),
                LearningRule.Kind.EITHER_SIGN,
                List.of(),
                List.of(
                        RuleParameter.step("c_p", "step of potentiation"),
                        RuleParameter.of("c_d", "", 0.003, RuleParameter.Range.NOT_NEGATIVE, "share of depression"),
                        RuleParameter.time("tau_plus", 20, "time constant of presynaptic spikes"),
                        RuleParameter.time("tau_minus", 40, "time constant of postsynaptic spikes")),
                values -> new LimitedStdp(
                        values.get("c_p"), values.get("c_d"), values.get("tau_plus"), values.get("tau_minus")));
    }

    LimitedStdp {
        Ranges.notNegative("c_p", potentiation, "");
        Ranges.notNegative("c_d", depression, "");
        Ranges.positive("tau_plus", tauPre, "ms");
        Ranges.positive("tau_minus", tauPost, "ms");
    }

    @Override
    public Pairing pairing() {
        return Pairing.ALL_TO_ALL;
    }

    @Override
    public double atPost(double weight, double pre, double slowPost) {
        return weight + potentiation * pre;
    }

    @Override
    public double atPre(double weight, double post, double slowPre) {
        return weight - depression * weight * post;
    }
}
