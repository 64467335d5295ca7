package io.dopaflow.models.spiking;

import java.util.Arrays;

/**
 * Looks at the synapses of a projection at an interval: at 0, interval, 2 interval, ... and at the end, after what happens at that time.
 *
 * @param projection its place in the network; its synapses learn
 * @param synapses which of them, numbered within the projection in the order of their ids, ascending; empty for all
 * @param everyPs above 0, a multiple of the time's unit; {@link Long#MAX_VALUE} for the start and the end alone
 */
public record SynapseProbe(int projection, int[] synapses, long everyPs) {

    /** Validates the interval; copies. */
    public SynapseProbe {
        if (everyPs < 1) {
            throw new IllegalArgumentException("synapses are looked at each " + everyPs + " ps; allowed: above 0");
        }
        synapses = synapses.clone();
    }

    /** The first time after another, at which it looks, in ps. */
    public long next(long after, long endPs) {
        if (after < 0) {
            return 0;
        }
        if (after >= endPs) {
            return Long.MAX_VALUE;
        }
        return everyPs > endPs ? endPs : Math.min(endPs, (after / everyPs + 1) * everyPs);
    }

    /** Whether it looks at a synapse. */
    public boolean looksAt(long synapse) {
        return synapses.length == 0
                || (synapse <= Integer.MAX_VALUE && Arrays.binarySearch(synapses, (int) synapse) >= 0);
    }
}
