package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The part that a coordinator takes in a cluster. Its nodes can be lost, all at once: by a cut that leaves it alone, or when they die and others
 * are started in their place. They, or those, are a cluster of their own then, which it joins as soon as one of them answers.
 */
final class Membership implements AutoCloseable {
    private static final Duration JOIN = Duration.ofSeconds(60);

    /** Without nodes for so long it looks for them elsewhere. */
    private static final Duration ALONE = Duration.ofSeconds(5);

    private static final long POLL_MILLISECONDS = 200;

    private final NodeSettings settings;
    private final Optional<String> place;
    private final NodeListener listener;

    /** Nodes that it has seen, the next one to be asked first. */
    private final Deque<NodeAddress> known = new ArrayDeque<>();

    private Joined joined;
    private long seenNanos = System.nanoTime();
    private boolean isAlone;
    private boolean closed;

    /**
     * As it stands at present.
     *
     * @param contact the node by which it has come
     */
    record Joined(NodeSystem system, ActorRef<NodeActor.Message> contact) {}

    /**
     * Joins a cluster.
     *
     * @param contact any of its nodes
     * @param place see {@link Coordinator#join}
     * @throws ClusterException if it cannot listen, there is no such node, or that refuses it
     * @throws InterruptedException if this thread is interrupted; nothing is left then
     */
    Membership(NodeSettings settings, NodeAddress contact, Optional<String> place, NodeListener listener)
            throws ClusterException, InterruptedException {
        this.settings = settings;
        this.place = place;
        this.listener = listener;
        this.joined = join(contact);
        known.add(contact);
    }

    private Joined join(NodeAddress contact) throws ClusterException, InterruptedException {
        long end = System.nanoTime() + JOIN.toNanos();
        boolean isWelcome = false;
        while (true) {
            NodeSystem system = NodeSystem.start(settings, NodeSystem.COORDINATOR);
            try {
                Joined now = new Joined(system, system.hello(contact, place).node());
                isWelcome = true;
                system.join(List.of(contact), NodeSystem.JOIN);
                return now;
            } catch (ClusterException e) {
                system.close();
                if (!isWelcome || System.nanoTime() > end) {
                    throw e;
                }
                // Its nodes have just lost one, perhaps this process before it was started again, and meet anew.
                listener.onEvent("the cluster is not ready yet; tries again");
                Thread.sleep(POLL_MILLISECONDS);
            } catch (InterruptedException | RuntimeException e) {
                system.close();
                throw e;
            }
        }
    }

    /** As it stands now. */
    synchronized Joined joined() {
        return joined;
    }

    /**
     * Whether it has just come to another cluster: what was begun in the one before is to be begun again. Where nodes are missed, this asks one
     * of them whether it is there, and takes some seconds.
     */
    synchronized boolean hasMoved() throws InterruptedException {
        if (closed) {
            return false;
        }
        List<NodeAddress> now =
                joined.system().isEnded() ? List.of() : joined.system().reachableWorkers();
        if (!now.isEmpty()) {
            now.stream().filter(node -> !known.contains(node)).forEach(known::add);
            seenNanos = System.nanoTime();
            isAlone = false;
            return false;
        }
        if (System.nanoTime() - seenNanos < ALONE.toNanos()) {
            return false;
        }
        if (!isAlone) {
            isAlone = true;
            listener.onEvent("no node is left; goes on as soon as one can be reached that it knows");
        }
        NodeAddress next = known.remove();
        known.add(next);
        return move(next);
    }

    private boolean move(NodeAddress there) throws InterruptedException {
        try {
            if (!joined.system().isEnded()) {
                joined.system().hello(there, Optional.empty());
                joined.system().close();
            }
            joined = join(there);
        } catch (ClusterException e) {
            return false;
        }
        seenNanos = System.nanoTime();
        listener.onEvent(there + " can be reached again");
        return true;
    }

    /** Leaves the cluster. */
    @Override
    public synchronized void close() {
        closed = true;
        joined.system().close();
    }
}
