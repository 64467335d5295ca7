package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;
import java.util.Optional;

/**
 * How the synapses of a projection learn. The size of a weight is between two bounds after every change; its sign is that of the projection.
 *
 * @param rule what spike timing does
 * @param wMin the least size of a weight, in its unit; from 0
 * @param wMax the largest, in its unit; above {@code wMin}
 * @param eligibility if spike timing changes an eligibility, and a modulator the weight
 * @param scaling if weights are scaled to keep a rate
 * @param rewiring if synapses with small weights are replaced
 */
public record Plasticity(
        SpikeTimingRule rule,
        double wMin,
        double wMax,
        Optional<Eligibility> eligibility,
        Optional<Scaling> scaling,
        Optional<Rewiring> rewiring) {

    /** Without rewiring. */
    public Plasticity(
            SpikeTimingRule rule,
            double wMin,
            double wMax,
            Optional<Eligibility> eligibility,
            Optional<Scaling> scaling) {
        this(rule, wMin, wMax, eligibility, scaling, Optional.empty());
    }

    /** Validates the bounds. */
    public Plasticity {
        Ranges.notNegative("Wmin", wMin, "");
        if (!(wMax > wMin) || Double.isInfinite(wMax)) {
            throw new IllegalArgumentException("Wmax is " + wMax + "; allowed: above Wmin, " + wMin);
        }
        if (eligibility.isPresent() && (scaling.isPresent() || rule.pairing() == Pairing.PRE_CENTERED)) {
            throw new IllegalArgumentException("a rule with eligibility has scaling or the pairing "
                    + Pairing.PRE_CENTERED.word() + "; allowed: neither");
        }
        if (rewiring.isPresent()
                && (rewiring.get().initial() < wMin || rewiring.get().initial() > wMax)) {
            throw new IllegalArgumentException("the initial weight of rewiring is "
                    + rewiring.get().initial() + "; allowed: from Wmin, " + wMin + ", to Wmax, " + wMax);
        }
    }

    /** A rule that changes weights at once. */
    public static Plasticity of(SpikeTimingRule rule, double wMin, double wMax) {
        return new Plasticity(rule, wMin, wMax, Optional.empty(), Optional.empty());
    }

    /** The same, with synapses that are replaced. */
    public Plasticity with(Rewiring replacing) {
        return new Plasticity(rule, wMin, wMax, eligibility, scaling, Optional.of(replacing));
    }

    /** Whether a synapse keeps a number beside its weight. */
    public boolean hasOwn() {
        return eligibility.isPresent() || rule.pairing() == Pairing.PRE_CENTERED;
    }
}
