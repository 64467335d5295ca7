package io.dopaflow.simulator.cluster;

import io.dopaflow.simulator.engine.RunCounters;

/**
 * What a node has done since it started.
 *
 * @param jobs members of sweeps and studies
 * @param cycles completed cycles
 * @param spikes of neurons
 * @param synapticEvents arrivals of spikes at synapses
 */
public record NodeCounts(long jobs, long cycles, long spikes, long synapticEvents) {

    /** Nothing. */
    public static final NodeCounts NONE = new NodeCounts(0, 0, 0, 0);

    /** This and another together. */
    public NodeCounts plus(NodeCounts other) {
        return new NodeCounts(
                jobs + other.jobs, cycles + other.cycles, spikes + other.spikes, synapticEvents + other.synapticEvents);
    }

    /** What the counters count. */
    static NodeCounts of(long jobs, RunCounters counters) {
        return new NodeCounts(jobs, counters.cycles(), counters.spikes(), counters.synapticEvents());
    }
}
