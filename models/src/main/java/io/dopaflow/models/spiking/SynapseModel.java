package io.dopaflow.models.spiking;

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
 * @param inhibits whether weights are 0 or below; it matters for synapses that learn
 */
public record SynapseModel(
        Optional<Plasticity> plasticity, Optional<ShortTerm> shortTerm, long axonalPs, boolean inhibits) {

    /** Weights stay as they are. */
    public static final SynapseModel STATIC = new SynapseModel(Optional.empty(), Optional.empty(), 0, false);

    /** Validates the axonal delay. */
    public SynapseModel {
        if (axonalPs < 0) {
            throw new IllegalArgumentException("the axonal delay is " + axonalPs + " ps; allowed: from 0");
        }
        // Where nothing learns only the whole delay matters.
        axonalPs = plasticity.isPresent() ? axonalPs : 0;
    }

    /** Synapses that learn, with delays that are dendritic. */
    public static SynapseModel of(Plasticity plasticity) {
        return new SynapseModel(Optional.of(plasticity), Optional.empty(), 0, false);
    }

    /** Whether nothing ever changes, so that a spike transmits its weight. */
    public boolean isStatic() {
        return plasticity.isEmpty() && shortTerm.isEmpty();
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
