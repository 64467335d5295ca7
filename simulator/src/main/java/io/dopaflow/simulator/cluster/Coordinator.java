package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Engine;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that gives work to the nodes of a cluster, until it is closed. */
public final class Coordinator implements AutoCloseable {
    private static final long POLL_MILLISECONDS = 200;

    private final Membership membership;
    private final NodeListener listener;

    private Coordinator(Membership membership, NodeListener listener) {
        this.membership = membership;
        this.listener = listener;
    }

    /**
     * Joins a cluster.
     *
     * @param contact any of its nodes
     * @param place that this process works for alone, such as a directory that it has locked: one that worked for it before
     *     and has not left is put out at once
     * @param listener hears what happens
     * @throws ClusterException if it cannot listen, there is no such node, or that refuses it
     * @throws InterruptedException if this thread is interrupted; nothing is left then
     */
    public static Coordinator join(
            NodeSettings settings, NodeAddress contact, Optional<String> place, NodeListener listener)
            throws ClusterException, InterruptedException {
        return new Coordinator(new Membership(settings, contact, place, listener), listener);
    }

    /**
     * What the nodes of a cluster do, without joining it.
     *
     * @param contact any of its nodes
     * @throws ClusterException if there is no such node
     */
    public static List<NodeStatus> nodes(NodeSettings settings, NodeAddress contact)
            throws ClusterException, InterruptedException {
        try (NodeSystem system = NodeSystem.start(settings, NodeSystem.COORDINATOR)) {
            return system.nodes(system.hello(contact, Optional.empty()).node());
        }
    }

    /**
     * What the nodes of the cluster do at present.
     *
     * @throws ClusterException if none of them tells
     */
    public List<NodeStatus> nodes() throws ClusterException, InterruptedException {
        Membership.Joined now = membership.joined();
        NodeSystem system = now.system();
        try {
            return system.nodes(now.contact());
        } catch (ClusterException e) {
            // That one may have died; all know of each other.
            for (NodeAddress other : system.reachableWorkers()) {
                try {
                    return system.nodes(system.hello(other, Optional.empty()).node());
                } catch (ClusterException next) {
                    e.addSuppressed(next);
                }
            }
            throw e;
        }
    }

    /**
     * Gives out jobs to whoever has room, in their order, and returns when all are done, or soon after cancellation.
     *
     * @param definition of the study that they belong to, see {@link Work#study}
     * @param jobs their numbers; one that is there twice is done once
     * @param taker takes what was done
     * @throws ClusterException if the cluster is lost, or no node can do the study
     */
    public void make(byte[] definition, Collection<Integer> jobs, JobTaker taker, Cancellation cancellation)
            throws ClusterException, InterruptedException {
        Set<Integer> left = new LinkedHashSet<>(jobs);
        StudyEvents events = new StudyEvents(left, taker);
        while (!left.isEmpty() && !cancellation.isRequested()) {
            String name = "study-" + UUID.randomUUID();
            ActorRef<StudyActor.Message> study = membership
                    .joined()
                    .system()
                    .spawn(StudyActor.create(name, definition, List.copyOf(left), events), name);
            try {
                while (!left.isEmpty() && !cancellation.isRequested() && !membership.hasMoved()) {
                    events.next();
                }
            } finally {
                study.tell(new StudyActor.Close());
            }
        }
    }

    /** Brings what a study hears to the thread that asked for it. */
    private final class StudyEvents implements StudyActor.Heard {
        private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
        private final Set<Integer> left;
        private final JobTaker taker;
        private final Map<String, NodeCounts> counts = new HashMap<>();
        private final Map<String, String> refusing = new HashMap<>();

        StudyEvents(Set<Integer> left, JobTaker taker) {
            this.left = left;
            this.taker = taker;
        }

        /** Waits a moment for the next thing that happens. */
        void next() throws ClusterException, InterruptedException {
            Event event = queue.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (event instanceof Event.Done done) {
                // In another cluster, a job may be done that has been done in the one before.
                if (left.remove(done.job)) {
                    taker.done(done.job, done.result);
                }
            } else if (event instanceof Event.Counted counted) {
                refusing.remove(counted.node);
                counts.put(counted.node, counted.counts);
                taker.counted(counts.values().stream().reduce(NodeCounts.NONE, NodeCounts::plus));
            } else if (event instanceof Event.Refused refused) {
                refusing.put(refused.node, refused.reason);
                if (!isRefusedByAll()) {
                    listener.onEvent(problem(refused.node));
                }
            } else if (isRefusedByAll()) {
                throw new ClusterException(problem(refusing.keySet().iterator().next()));
            }
        }

        /** Those that refuse may be left alone later, when the others have gone. */
        private boolean isRefusedByAll() {
            List<NodeAddress> workers = membership.joined().system().reachableWorkers();
            return !workers.isEmpty() && workers.stream().allMatch(node -> refusing.containsKey(node.toString()));
        }

        private String problem(String node) {
            return "the node at " + node + " cannot do this: " + refusing.get(node);
        }

        @Override
        public void done(int job, String result) {
            queue.add(new Event.Done(job, result));
        }

        @Override
        public void refused(String node, String reason) {
            queue.add(new Event.Refused(node, reason));
        }

        @Override
        public void counted(String node, NodeCounts now) {
            queue.add(new Event.Counted(node, now));
        }
    }

    /** Something that a study has heard. */
    private sealed interface Event {
        record Done(int job, String result) implements Event {}

        record Refused(String node, String reason) implements Event {}

        record Counted(String node, NodeCounts counts) implements Event {}
    }

    /**
     * An engine that executes a network on the nodes of the cluster.
     *
     * @param definition of the network, see {@link Work#network}
     */
    public Engine engine(byte[] definition) {
        return new NetworkClusterEngine(membership, definition, listener);
    }

    /** Leaves the cluster. */
    @Override
    public void close() {
        membership.close();
    }
}
