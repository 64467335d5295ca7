package io.dopaflow.models.spiking;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What is recorded of a network. It changes no bit of anything else.
 *
 * @param spikes the cells whose spikes are kept
 * @param probes which states of neurons are looked at
 * @param synapses which synapses are looked at
 * @param modulators which modulators are looked at
 */
public record SpikingPlan(
        BitSet spikes, List<StateProbe> probes, List<SynapseProbe> synapses, List<ModulatorProbe> modulators) {

    /** Spikes and states of neurons. */
    public SpikingPlan(BitSet spikes, List<StateProbe> probes) {
        this(spikes, probes, List.of(), List.of());
    }

    /** All spikes, nothing else. */
    public static SpikingPlan spikesOf(SpikingNetwork network) {
        BitSet all = new BitSet();
        all.set(0, network.cells());
        return new SpikingPlan(all, List.of());
    }

    /** Copies. */
    public SpikingPlan {
        spikes = (BitSet) spikes.clone();
        probes = List.copyOf(probes);
        synapses = List.copyOf(synapses);
        modulators = List.copyOf(modulators);
    }

    /**
     * The first time after another at which synapses onto a group are looked at that learn from rewards of episodes, in ps.
     *
     * @param network that is looked at
     * @param group its place in the network
     */
    public long nextLookAtRewarded(SpikingNetwork network, int group, long after) {
        long next = Long.MAX_VALUE;
        for (SynapseProbe probe : synapses) {
            Projection projection = network.projections().get(probe.projection());
            if (projection.to() == group && projection.model().score().isPresent()) {
                next = Math.min(next, probe.next(after, network.durationPs()));
            }
        }
        return next;
    }

    /**
     * When a cell is looked at.
     *
     * @param group of the network
     * @param number of the cell within it
     * @param after looks after this time, in ps
     */
    public Looks looks(int group, int number, long after) {
        List<StateProbe> looking = new ArrayList<>(0);
        for (StateProbe probe : probes) {
            if (probe.group() == group && probe.looksAt(number)) {
                looking.add(probe);
            }
        }
        return new Looks(looking, Math.max(after, 0));
    }
}
