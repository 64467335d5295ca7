package io.dopaflow.simulator.cluster;

/**
 * What a node does.
 *
 * @param address where it listens, {@code HOST:PORT}
 * @param cores that it computes with; 0 for a coordinator
 * @param version of Dopaflow and of its dynamics
 * @param doing in a few words
 * @param counts what it has done since it started
 */
public record NodeStatus(String address, int cores, String version, String doing, NodeCounts counts) implements Wire {}
