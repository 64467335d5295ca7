package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.episode.ScoreSynapses;
import io.dopaflow.models.spiking.plasticity.DelaySpan;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import java.util.Optional;

/**
 * What the synapses of a projection are beside their weights and delays.
 *
 * @param plasticity if they learn
 * @param shortTerm if spikes use resources
 * @param axonalPs the axonal part of each delay, the same for all synapses, in ps; from 0. The rest is dendritic
 * @param inhibits whether weights are 0 or below; it matters for synapses that learn by timing
 * @param score if they learn from the rewards of episodes; then there is no other plasticity
 */
public record SynapseModel(
        Optional<Plasticity> plasticity,
        Optional<ShortTerm> shortTerm,
        long axonalPs,
        boolean inhibits,
        Optional<ScoreRule> score) {

    /** Weights stay as they are. */
    public static final SynapseModel STATIC = new SynapseModel(Optional.empty(), Optional.empty(), 0, false);

    /** Without a score. */
    public SynapseModel(
            Optional<Plasticity> plasticity, Optional<ShortTerm> shortTerm, long axonalPs, boolean inhibits) {
        this(plasticity, shortTerm, axonalPs, inhibits, Optional.empty());
    }

    /** Validates the axonal delay, and that there is one rule. */
    public SynapseModel {
        if (axonalPs < 0) {
            throw new IllegalArgumentException("the axonal delay is " + axonalPs + " ps; allowed: from 0");
        }
        if (score.isPresent() && (plasticity.isPresent() || shortTerm.isPresent())) {
            throw new IllegalArgumentException(
                    "synapses that learn from rewards of episodes have other plasticity; allowed: none beside");
        }
        // Where nothing learns only the whole delay matters.
        axonalPs = plasticity.isPresent() ? axonalPs : 0;
    }

    /** Synapses that learn, with delays that are dendritic. */
    public static SynapseModel of(Plasticity plasticity) {
        return new SynapseModel(Optional.of(plasticity), Optional.empty(), 0, false);
    }

    /** Synapses that learn from the rewards of episodes. */
    public static SynapseModel of(ScoreRule score) {
        return new SynapseModel(Optional.empty(), Optional.empty(), 0, false, Optional.of(score));
    }

    /** Whether nothing ever changes, so that a spike transmits its weight. */
    public boolean isStatic() {
        return plasticity.isEmpty() && shortTerm.isEmpty() && score.isEmpty();
    }

    /** Whether weights change. */
    public boolean learns() {
        return plasticity.isPresent() || score.isPresent();
    }

    /** How many numbers a synapse keeps beside its weight. */
    public int kept() {
        if (score.isPresent()) {
            return ScoreSynapses.kept(score.get());
        }
        return plasticity.filter(Plasticity::hasOwn).isPresent() ? 1 : 0;
    }

    /** How synapses are replaced, if they are. */
    public Optional<Rewiring> rewiring() {
        return plasticity.flatMap(Plasticity::rewiring);
    }

    /**
     * The dendritic delays of a projection, in units of the network's time.
     *
     * @param shortest of all delays
     * @param longest of all delays; 0 without synapses
     * @param unitPs the unit in ps
     */
    public DelaySpan span(long shortest, long longest, long unitPs) {
        if (longest == 0) {
            return new DelaySpan(1, 1, plasticity.isPresent());
        }
        long axonal = axonalPs / unitPs;
        return new DelaySpan(shortest - axonal, longest - axonal, plasticity.isPresent());
    }

    /** +1, or -1 for synapses that inhibit. */
    public double sign() {
        return inhibits ? -1 : 1;
    }
}
