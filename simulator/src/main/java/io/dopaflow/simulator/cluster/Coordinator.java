package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Engine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that gives work to the nodes of a cluster, until it is closed. */
public final class Coordinator implements AutoCloseable {
    private static final long POLL_MILLISECONDS = 200;

    private final NodeSystem system;
    private final ActorRef<NodeActor.Message> contact;
    private final NodeListener listener;

    private Coordinator(NodeSystem system, ActorRef<NodeActor.Message> contact, NodeListener listener) {
        this.system = system;
        this.contact = contact;
        this.listener = listener;
    }

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
        NodeSystem system = NodeSystem.start(settings, NodeSystem.COORDINATOR);
        try {
            Coordinator coordinator = new Coordinator(system, system.hello(contact), listener);
            system.join(List.of(contact));
            return coordinator;
        } catch (ClusterException | InterruptedException | RuntimeException e) {
            system.close();
            throw e;
        }
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
            return system.nodes(system.hello(contact));
        }
    }

    /** What the nodes of the cluster do at present. */
    public List<NodeStatus> nodes() throws ClusterException, InterruptedException {
        return system.nodes(contact);
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
        String name = "study-" + UUID.randomUUID();
        List<Integer> numbers = jobs.stream().distinct().toList();
        StudyEvents events = new StudyEvents(taker);
        ActorRef<StudyActor.Message> study = system.spawn(StudyActor.create(name, definition, numbers, events), name);
        try {
            for (int left = numbers.size(); left > 0 && !cancellation.isRequested(); ) {
                left -= events.next();
                if (system.isEnded()) {
                    throw new ClusterException(
                            "this process was put out of the cluster, whose nodes it does not reach");
                }
            }
        } finally {
            study.tell(new StudyActor.Close());
        }
    }

    /** Brings what a study hears to the thread that asked for it. */
    private final class StudyEvents implements StudyActor.Heard {
        private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
        private final JobTaker taker;
        private final Map<String, NodeCounts> counts = new HashMap<>();
        private final Map<String, String> refusing = new HashMap<>();

        StudyEvents(JobTaker taker) {
            this.taker = taker;
        }

        /** Waits a moment for the next thing that happens; returns how many jobs have been done by it. */
        int next() throws ClusterException, InterruptedException {
            Event event = queue.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (event instanceof Event.Done done) {
                taker.done(done.job, done.result);
                return 1;
            }
            if (event instanceof Event.Counted counted) {
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
            return 0;
        }

        /** Those that refuse may be left alone later, when the others have gone. */
        private boolean isRefusedByAll() {
            List<NodeAddress> workers = system.reachableWorkers();
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
        return new NetworkClusterEngine(system, definition, listener);
    }

    /** Leaves the cluster. */
    @Override
    public void close() {
        system.close();
    }
}
