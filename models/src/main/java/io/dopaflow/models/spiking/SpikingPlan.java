package io.dopaflow.models.spiking;

import java.util.BitSet;
import java.util.List;

/**
 * What is recorded of a network. It changes no bit of anything else.
 *
 * @param spikes the cells whose spikes are kept
 * @param probes what is looked at beside
 */
public record SpikingPlan(BitSet spikes, List<StateProbe> probes) {

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
    }
}
