package io.dopaflow.simulator.cluster;

import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Nodes and coordinators of one cluster, each an actor system of its own in this process, that end with a test. */
public final class Nodes implements AutoCloseable {
    /** What all of them have. */
    public static final String VERSION = "a version";

    /** Longer than anything takes on a busy machine. */
    static final Duration LONG = Duration.ofSeconds(100);

    private final Work work;
    private final Optional<Certificates> certificates;
    private final List<WorkerNode> workers = new ArrayList<>();
    private final List<Coordinator> coordinators = new ArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    Nodes(Work work, Optional<Certificates> certificates) {
        this.work = work;
        this.certificates = certificates;
    }

    /** None yet; those to come can do some work. */
    public Nodes(Work work) {
        this(work, Optional.empty());
    }

    /** Nodes that build networks by their names, of which more may be added. */
    public static final class NetworkWork implements Work {
        private final Map<String, Network> networks = new ConcurrentHashMap<>();

        /** Adds a network; returns the definition that nodes build it by. */
        public byte[] define(Network network) {
            String name = "network " + networks.size();
            networks.put(name, network);
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Study study(byte[] definition) throws RefusedException {
            throw new RefusedException("no studies here");
        }

        @Override
        public Network network(byte[] definition) throws RefusedException {
            Network network = networks.get(new String(definition, StandardCharsets.UTF_8));
            if (network == null) {
                throw new RefusedException("no such network");
            }
            return network;
        }
    }

    /** An engine of a coordinator for any network. */
    public static Engine engine(Coordinator coordinator, NetworkWork work) {
        return new Engine() {
            @Override
            public String name() {
                return "cluster";
            }

            @Override
            public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
                SpikingSimulation whole = (SpikingSimulation) request.simulation();
                byte[] definition = work.define(new Work.Network(whole.network(), whole.plan()));
                return coordinator.engine(definition).run(request);
            }
        };
    }

    /** How one of them takes part, at a free port. */
    NodeSettings settings() {
        return settings(VERSION);
    }

    NodeSettings settings(String version) {
        return new NodeSettings(NodeAddress.anyOfLoopback(), certificates, version);
    }

    /** Where others join. */
    NodeAddress contact() {
        return workers.get(0).address();
    }

    /** Starts a node, and waits until all know of it. */
    public WorkerNode start(int cores) throws Exception {
        return start(cores, work);
    }

    WorkerNode start(int cores, Work other) throws Exception {
        Optional<NodeAddress> join = workers.isEmpty() ? Optional.empty() : Optional.of(contact());
        WorkerNode started = WorkerNode.start(settings(), join, cores, other, events::add);
        workers.add(started);
        return started;
    }

    /** Starts a coordinator. */
    public Coordinator coordinate() throws Exception {
        Coordinator started = Coordinator.join(settings(), contact(), Optional.empty(), events::add);
        coordinators.add(started);
        return started;
    }

    /** Waits long enough for what takes its time among nodes; one that does not answer at once is asked again. */
    public static ConditionFactory patiently() {
        return Awaitility.await().atMost(LONG).ignoreExceptionsInstanceOf(ClusterException.class);
    }

    /** Waits until a coordinator knows so many nodes. */
    public void awaitKnown(Coordinator coordinator, int count) {
        patiently().until(() -> coordinator.nodes().size() == count);
    }

    /** What nodes and coordinators have told so far. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** Closes the coordinators, then the nodes, the first one last. */
    @Override
    public void close() {
        coordinators.forEach(Coordinator::close);
        for (int i = workers.size() - 1; i >= 0; i--) {
            workers.get(i).close();
        }
    }
}
