package io.dopaflow.models.spiking.plasticity;

/**
 * The dendritic delays of a projection, in units: how long something must be remembered.
 *
 * @param shortest of all synapses; from 0
 * @param longest of all synapses
 * @param learns whether the synapses learn, and so settle
 */
public record DelaySpan(long shortest, long longest, boolean learns) {

    /** The last settling that has come for all synapses, when everything up to a time has arrived. */
    public long settled(SynapticTime time, long now) {
        return learns ? time.settled(now, longest) : 0;
    }

    /** Presynaptic spikes up to this time, but for the last of them, are asked for no more. */
    public long sourcesNeeded(long now, long settled) {
        return shortest == 0 ? Math.min(settled, now - longest) : now - longest;
    }

    /** Postsynaptic spikes up to this time, but for the last of them, are asked for no more. */
    public long targetsNeeded(long settled) {
        return settled - longest;
    }
}
