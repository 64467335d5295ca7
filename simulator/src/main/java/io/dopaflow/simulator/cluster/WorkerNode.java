package io.dopaflow.simulator.cluster;

import java.util.Optional;

/** A node that works for coordinators, until it is closed. */
public final class WorkerNode implements AutoCloseable {

    private WorkerNode() {}

    /**
     * Starts a node.
     *
     * @param join a node of the cluster that it joins; empty to begin a new one
     * @param cores that it computes with, at least 1
     * @param work what it can do
     * @param listener hears what happens to it
     * @throws ClusterException if it cannot listen there, there is no such node to join, or that refuses it
     * @throws InterruptedException if this thread is interrupted; nothing is left then
     */
    public static WorkerNode start(
            NodeSettings settings, Optional<NodeAddress> join, int cores, Work work, NodeListener listener)
            throws ClusterException, InterruptedException {
        throw new ClusterException("not yet");
    }

    /** Where it listens. */
    public NodeAddress address() {
        throw new IllegalStateException("not yet");
    }

    /** Waits until it is closed, by another thread. */
    public void await() throws InterruptedException {}

    /** Gives back what it has in hand, leaves the cluster and ends. */
    @Override
    public void close() {}
}
