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
 */
public record Plasticity(
        SpikeTimingRule rule, double wMin, double wMax, Optional<Eligibility> eligibility, Optional<Scaling> scaling) {

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
    }

    /** A rule that changes weights at once. */
    public static Plasticity of(SpikeTimingRule rule, double wMin, double wMax) {
        return new Plasticity(rule, wMin, wMax, Optional.empty(), Optional.empty());
    }

    /** Whether a synapse keeps a number beside its weight. */
    public boolean hasOwn() {
        return eligibility.isPresent() || rule.pairing() == Pairing.PRE_CENTERED;
    }
}
