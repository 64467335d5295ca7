package io.dopaflow.simulator.cluster;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import akka.cluster.typed.Leave;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dopaflow.simulator.actor.ActorEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The actor system by which this process takes part in a cluster: from its start until it is closed, or the cluster puts it out. */
final class NodeSystem implements AutoCloseable {
    /** The role of a process that gives out work: of a cut cluster, its side goes on. */
    static final String COORDINATOR = "coordinator";

    /** The role of a process that works. */
    static final String WORKER = "worker";

    /** The key of what makes connections secure: TLS, or {@link FrameGuards}. */
    static final String ENGINES = "akka.remote.artery.ssl.ssl-engine-provider";

    private static final String NAME = "dopaflow";
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** So long a join may take before it is begun anew. */
    static final Duration JOIN = Duration.ofSeconds(20);

    private static final Duration LEAVE = Duration.ofSeconds(8);
    private static final long POLL_MILLISECONDS = 50;

    private final ActorSystem<SpawnProtocol.Command> system;
    private final String version;
    private final boolean hasCertificates;

    private NodeSystem(ActorSystem<SpawnProtocol.Command> system, String version, boolean hasCertificates) {
        this.system = system;
        this.version = version;
        this.hasCertificates = hasCertificates;
    }

    /**
     * Starts to listen. It has joined nothing yet.
     *
     * @throws ClusterException if it cannot
     */
    static NodeSystem start(NodeSettings settings, String role) throws ClusterException {
        NodeAddress listen = settings.listen();
        check(listen, settings.certificates());
        try {
            return new NodeSystem(
                    ActorSystem.create(SpawnProtocol.create(), NAME, configuration(settings, role)),
                    settings.version(),
                    settings.certificates().isPresent());
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new ClusterException("cannot listen on " + listen + ": " + cause.getMessage(), e);
        }
    }

    /** Akka would say the same in other words. */
    private static void check(NodeAddress listen, Optional<Certificates> certificates) throws ClusterException {
        if (certificates.isPresent()) {
            certificates.get().check();
        }
        try {
            if (!listen.isLoopback() && certificates.isEmpty()) {
                throw new ClusterException("cannot listen on " + listen
                        + " without certificates: other machines reach it; allowed: an address of this machine alone,"
                        + " such as 127.0.0.1, or mutual TLS");
            }
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(listen.resolve(), listen.port()));
            }
        } catch (UnknownHostException e) {
            throw new ClusterException("cannot listen on " + listen + ": no such host", e);
        } catch (IOException e) {
            throw new ClusterException("cannot listen on " + listen + ": " + e.getMessage(), e);
        }
    }

    private static Config configuration(NodeSettings settings, String role) {
        Map<String, Object> own = new HashMap<>();
        own.put("akka.remote.artery.canonical.hostname", settings.listen().host());
        own.put("akka.remote.artery.canonical.port", settings.listen().port());
        own.put("akka.cluster.roles", List.of(role));
        own.put(SameVersion.KEY, settings.version());
        settings.certificates().ifPresent(tls -> {
            String ssl = "akka.remote.artery.ssl.config-ssl-engine.";
            own.put(ENGINES, "akka.remote.artery.tcp.ConfigSSLEngineProvider");
            own.put(ssl + "key-store", text(tls.keyStore()));
            own.put(ssl + "trust-store", text(tls.trustStore()));
            for (String password : List.of("key-store-password", "key-password", "trust-store-password")) {
                own.put(ssl + password, tls.password());
            }
        });
        return ConfigFactory.parseMap(own)
                .withFallback(ConfigFactory.parseResources(NodeSystem.class, "cluster.conf"))
                .withFallback(ActorEngine.configuration(2))
                .resolve();
    }

    private static String text(Path path) {
        return path.toAbsolutePath().toString();
    }

    /** Where an actor is, as others reach it. */
    static NodeAddress addressOf(ActorRef<?> actor, NodeAddress here) {
        return of(actor.path().address()).orElse(here);
    }

    private static Optional<NodeAddress> of(Address address) {
        Optional<String> host = address.getHost();
        Optional<Integer> port = address.getPort();
        return host.isPresent() && port.isPresent()
                ? Optional.of(new NodeAddress(NodeAddress.withoutBrackets(host.get()), port.get()))
                : Optional.empty();
    }

    private static Address of(NodeAddress address) {
        return new Address("akka", NAME, address.bracketed(), address.port());
    }

    /** Where it listens. */
    NodeAddress address() {
        return of(cluster().selfMember().address()).orElseThrow();
    }

    private Cluster cluster() {
        return Cluster.get(system);
    }

    ActorSystem<SpawnProtocol.Command> actors() {
        return system;
    }

    /** Starts an actor. */
    <M> ActorRef<M> spawn(Behavior<M> behavior, String name) throws ClusterException, InterruptedException {
        return answer(
                AskPattern.<SpawnProtocol.Command, ActorRef<M>>ask(
                        system,
                        replyTo -> new SpawnProtocol.Spawn<>(behavior, name, Props.empty(), replyTo),
                        ANSWER,
                        system.scheduler()),
                "the actor system does not start " + name);
    }

    /**
     * Finds a node, and asks it whether this one is welcome.
     *
     * @param place that this process works for, alone
     */
    Met hello(NodeAddress contact, Optional<String> place) throws ClusterException, InterruptedException {
        String path = of(contact) + "/user/" + NodeActor.NAME;
        String nobody = "no node of dopaflow answers at " + contact + ", or "
                + (hasCertificates
                        ? "one of the two does not take the other's certificate: wrong host, wrong signer, out of date or none"
                        : "it asks for a certificate")
                + "; allowed: the address of one that runs, see dopaflow node --help";
        ActorRef<NodeActor.Message> node = answer(
                Adapter.toClassic(system)
                        .actorSelection(path)
                        .resolveOne(ANSWER)
                        .<ActorRef<NodeActor.Message>>thenApply(Adapter::toTyped),
                nobody);
        NodeActor.Answer answer = answer(
                AskPattern.<NodeActor.Message, NodeActor.Answer>ask(
                        node, replyTo -> new NodeActor.Hello(version, place, replyTo), ANSWER, system.scheduler()),
                nobody);
        if (answer.refusal().isPresent()) {
            throw new ClusterException(answer.refusal().get());
        }
        return new Met(node, answer);
    }

    /** A node, and what it has answered. */
    record Met(ActorRef<NodeActor.Message> node, NodeActor.Answer answer) {}

    /** What the nodes do that another one knows. */
    List<NodeStatus> nodes(ActorRef<NodeActor.Message> node) throws ClusterException, InterruptedException {
        return answer(
                        AskPattern.<NodeActor.Message, NodeActor.AllNodes>ask(
                                node, NodeActor.AskAll::new, ANSWER, system.scheduler()),
                        "the node at " + addressOf(node, address()) + " does not tell of the others")
                .nodes();
    }

    private static <A> A answer(CompletionStage<A> asked, String otherwise)
            throws ClusterException, InterruptedException {
        try {
            return asked.toCompletableFuture().get(2 * ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ClusterException(otherwise, e);
        }
    }

    /**
     * Joins a cluster, and waits until it is a member.
     *
     * @param seeds nodes of it; where this one is the first of them and no other answers, it begins a new cluster
     * @param patience so long it may take
     */
    void join(List<NodeAddress> seeds, Duration patience) throws ClusterException, InterruptedException {
        cluster()
                .manager()
                .tell(new JoinSeedNodes(seeds.stream().map(NodeSystem::of).toList()));
        long end = System.nanoTime() + patience.toNanos();
        while (cluster().selfMember().status() != MemberStatus.up()) {
            if (isEnded() || System.nanoTime() > end) {
                throw new ClusterException("the cluster of " + seeds.get(0) + " did not take this node in within "
                        + patience.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLISECONDS);
        }
    }

    /** The nodes that work and can be reached, by address. */
    List<NodeAddress> reachableWorkers() {
        Set<Member> unreachable = cluster().state().getUnreachable();
        List<NodeAddress> workers = new ArrayList<>();
        for (Member member : cluster().state().getMembers()) {
            if (member.hasRole(WORKER) && !unreachable.contains(member)) {
                of(member.address()).ifPresent(workers::add);
            }
        }
        workers.sort(Comparator.comparing(NodeAddress::toString));
        return workers;
    }

    /** Whether it has been closed, or put out by the cluster; it may still hold its address. */
    boolean isEnded() {
        return isTerminated() || cluster().isTerminated();
    }

    private boolean isTerminated() {
        return system.getWhenTerminated().toCompletableFuture().isDone();
    }

    /** Waits until it has let go of its address: after a cut, not before its connections are mended or given up. */
    void awaitEnd() throws InterruptedException {
        try {
            system.getWhenTerminated().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an actor system ended by a failure", e);
        }
    }

    /** Leaves the cluster, so that the others know at once, and ends. */
    @Override
    public void close() {
        if (isTerminated()) {
            return;
        }
        if (cluster().selfMember().status() == MemberStatus.up()) {
            cluster().manager().tell(Leave.create(cluster().selfMember().address()));
        } else {
            CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
        }
        try {
            system.getWhenTerminated().toCompletableFuture().get(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            system.log().warn("the node did not leave within {} s", LEAVE.toSeconds());
        }
        system.terminate();
    }
}
