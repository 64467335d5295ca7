package io.dopaflow.analysis.verify;

/**
 * From when to when a synapse has led from one cell. Synapses that are replaced keep their ids; so one id has lives, one after another.
 *
 * @param pre the presynaptic cell
 * @param fromPs weights at later times are its own; -1 of a synapse that was there at the start
 * @param bornPs spikes go through it that reach it later, a dendritic delay before; -1 as above
 * @param toPs weights up to this time are its own; {@link Long#MAX_VALUE} if it was not replaced
 * @param diesPs spikes go through it that reach it up to this time; {@link Long#MAX_VALUE} as above
 */
record Life(int pre, long fromPs, long bornPs, long toPs, long diesPs) {

    /** Of a synapse that is there from the start to the end. */
    static Life whole(int pre) {
        return new Life(pre, -1, -1, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Ended by another. */
    Life until(Life next) {
        return new Life(pre, fromPs, bornPs, next.fromPs, next.bornPs);
    }

    /** Whether a weight at a time is one of it. */
    boolean has(long timePs) {
        return timePs > fromPs && timePs <= toPs;
    }

    /** Whether a spike goes through it that reaches it at a time. */
    boolean transmits(long reachesPs) {
        return reachesPs > bornPs && reachesPs <= diesPs;
    }
}
