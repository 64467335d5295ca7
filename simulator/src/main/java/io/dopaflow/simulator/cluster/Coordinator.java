package io.dopaflow.simulator.cluster;

import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Engine;
import java.util.Collection;
import java.util.List;

/** A process that gives work to the nodes of a cluster, until it is closed. */
public final class Coordinator implements AutoCloseable {

    private Coordinator() {}

    /**
     * Joins a cluster.
     *
     * @param contact any of its nodes
     * @param listener hears what happens
     * @throws ClusterException if it cannot listen, there is no such node, or that refuses it
     * @throws InterruptedException if this thread is interrupted; nothing is left then
     */
    public static Coordinator join(NodeSettings settings, NodeAddress contact, NodeListener listener)
            throws ClusterException, InterruptedException {
        throw new ClusterException("not yet");
    }

    /**
     * What the nodes of a cluster do, without joining it.
     *
     * @param contact any of its nodes
     * @throws ClusterException if there is no such node
     */
    public static List<NodeStatus> nodes(NodeSettings settings, NodeAddress contact)
            throws ClusterException, InterruptedException {
        throw new ClusterException("not yet");
    }

    /** What the nodes of the cluster do at present. */
    public List<NodeStatus> nodes() {
        return List.of();
    }

    /**
     * Gives out jobs to whoever has room, in their order, and returns when all are done, or soon after cancellation.
     *
     * @param definition of the study that they belong to, see {@link Work#study}
     * @param jobs their numbers
     * @param taker takes what was done
     * @throws ClusterException if the cluster is lost, or a node refuses the study
     */
    public void make(byte[] definition, Collection<Integer> jobs, JobTaker taker, Cancellation cancellation)
            throws ClusterException, InterruptedException {
        throw new ClusterException("not yet");
    }

    /**
     * An engine that executes a network on the nodes of the cluster.
     *
     * @param definition of the network, see {@link Work#network}
     */
    public Engine engine(byte[] definition) {
        throw new IllegalStateException("not yet");
    }

    /** Leaves the cluster. */
    @Override
    public void close() {}
}
