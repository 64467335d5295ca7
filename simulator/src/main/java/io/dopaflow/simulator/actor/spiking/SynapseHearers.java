package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.Arrays;
import java.util.List;

/** Which synapses hear the spikes of a cell: those that it projects through, and those onto it; but not those that hear its score. */
final class SynapseHearers {
    /** Where there are none. */
    static final SynapseHearers NOBODY = new SynapseHearers(new int[0], new int[0]);

    private final int[] offsets;
    private final int[] synapses;

    private SynapseHearers(int[] offsets, int... synapses) {
        this.offsets = offsets;
        this.synapses = synapses;
    }

    static SynapseHearers of(SpikingNetwork network, List<LearningSynapses.One> all) {
        int[] offsets = new int[network.cells() + 1];
        for (LearningSynapses.One one : all) {
            offsets[one.ends().pre() + 1]++;
            offsets[one.ends().post() + 1] += hearsPost(one) ? 1 : 0;
        }
        for (int cell = 0; cell < network.cells(); cell++) {
            offsets[cell + 1] = Math.addExact(offsets[cell], offsets[cell + 1]);
        }
        int[] synapses = new int[offsets[network.cells()]];
        int[] next = Arrays.copyOf(offsets, network.cells());
        for (LearningSynapses.One one : all) {
            synapses[next[one.ends().pre()]++] = one.ends().id();
            if (hearsPost(one)) {
                synapses[next[one.ends().post()]++] = one.ends().id();
            }
        }
        return new SynapseHearers(offsets, synapses);
    }

    /** Once is enough if the cell is at both ends. */
    private static boolean hearsPost(LearningSynapses.One one) {
        return one.ends().pre() != one.ends().post() && !one.synapse().hearsCourse();
    }

    /** The place of the first one that hears a cell; that behind the last for the cell behind the last. */
    int from(int cell) {
        return offsets[cell];
    }

    /** The actor at a place. */
    int at(int place) {
        return synapses[place];
    }
}
