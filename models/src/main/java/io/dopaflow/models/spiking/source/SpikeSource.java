package io.dopaflow.models.spiking.source;

/**
 * A train of spikes that depends on nothing but time: at most one at each picosecond. Asking changes no answer, in whatever order;
 * random trains are fast where times ascend.
 */
public interface SpikeSource {
    /** No spike. */
    long NEVER = Long.MAX_VALUE;

    /**
     * The first spike after a time, in ps; {@link #NEVER} if there is none.
     *
     * @param after from -1; a spike at this very time is not meant
     */
    long next(long after);
}
