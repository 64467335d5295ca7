package io.dopaflow.simulator.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A node as others see it: answers who it is and what it does, and takes on the work that coordinators offer. */
final class NodeActor extends AbstractBehavior<NodeActor.Message> {
    /** By which nodes find each other. */
    static final ServiceKey<Message> KEY = ServiceKey.create(Message.class, "dopaflow-node");

    /** Its place in the tree of actors, the same on all nodes. */
    static final String NAME = "node";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final NodeLoad load;
    private final NodeListener listener;
    private final Map<String, ActorRef<?>> open = new HashMap<>();
    private final Map<String, Address> places = new HashMap<>();
    private Set<ActorRef<Message>> nodes = Set.of();

    /** What it is told. */
    sealed interface Message {}

    /**
     * Somebody wants to join, or to look.
     *
     * @param version that it has
     * @param place that only one coordinator at a time works for: who comes for it after another one takes its place
     */
    record Hello(String version, Optional<String> place, ActorRef<Answer> replyTo) implements Message, Wire {}

    /** What this node does. */
    record AskStatus(ActorRef<NodeStatus> replyTo) implements Message, Wire {}

    /** What all nodes do. */
    record AskAll(ActorRef<AllNodes> replyTo) implements Message, Wire {}

    /** A study has jobs. */
    record OpenStudy(String study, ActorRef<StudyActor.Message> coordinator) implements Message, Wire {}

    /** A part of a network is to be executed. */
    record OpenPart(String run, ActorRef<RunActor.Message> coordinator) implements Message, Wire {}

    private record Gathered(ActorRef<AllNodes> replyTo, List<NodeStatus> nodes) implements Message {}

    private record Found(Set<ActorRef<Message>> nodes) implements Message {}

    /**
     * The answer to {@link Hello}.
     *
     * @param version of the node that answers
     * @param isBusy whether it has work in hand
     * @param refusal why nothing will come of it; empty if it is welcome
     */
    record Answer(String version, boolean isBusy, Optional<String> refusal) implements Wire {}

    /** What the nodes do that answered in time, by address. */
    record AllNodes(List<NodeStatus> nodes) implements Wire {}

    private NodeActor(ActorContext<Message> context, NodeLoad load, NodeListener listener) {
        super(context);
        this.load = load;
        this.listener = listener;
        var receptionist = context.getSystem().receptionist();
        receptionist.tell(Receptionist.register(KEY, context.getSelf()));
        ActorRef<Receptionist.Listing> found = context.messageAdapter(
                Receptionist.Listing.class, listing -> new Found(listing.getServiceInstances(KEY)));
        receptionist.tell(Receptionist.subscribe(KEY, found));
    }

    /** A node that works. */
    static Behavior<Message> create(NodeLoad load, NodeListener listener) {
        return Behaviors.setup(context -> new NodeActor(context, load, listener));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Hello.class, this::onHello)
                .onMessage(AskStatus.class, ask -> {
                    ask.replyTo().tell(load.status());
                    return this;
                })
                .onMessage(AskAll.class, this::onAskAll)
                .onMessage(Gathered.class, gathered -> {
                    gathered.replyTo().tell(new AllNodes(gathered.nodes()));
                    return this;
                })
                .onMessage(Found.class, found -> {
                    nodes = found.nodes();
                    return this;
                })
                .onMessage(
                        OpenStudy.class,
                        study -> open(study.study(), StudyHost.create(study.study(), study.coordinator(), load)))
                .onMessage(OpenPart.class, part -> open(part.run(), PartHost.create(part.coordinator(), load)))
                .onSignal(Terminated.class, ended -> {
                    open.values().remove(ended.getRef());
                    return this;
                })
                .build();
    }

    private Behavior<Message> onHello(Hello hello) {
        String version = load.version();
        if (hello.version().equals(version)) {
            hello.place()
                    .ifPresent(place -> takeOver(place, hello.replyTo().path().address()));
            hello.replyTo().tell(new Answer(version, !load.isIdle(), Optional.empty()));
            return this;
        }
        NodeAddress other = NodeSystem.addressOf(hello.replyTo(), load.address());
        listener.onEvent("refused " + other + ", which has " + hello.version() + "; this node has " + version);
        hello.replyTo()
                .tell(new Answer(
                        version,
                        !load.isIdle(),
                        Optional.of("the node at " + load.address() + " has " + version + ", this one has "
                                + hello.version() + "; allowed: the same")));
        return this;
    }

    /** The one before has ended without a farewell: the cluster need not wait until it is sure of that. */
    private void takeOver(String place, Address address) {
        Optional<Address> before = Optional.ofNullable(places.put(place, address));
        before.filter(old -> !old.equals(address))
                .ifPresent(
                        old -> Cluster.get(getContext().getSystem()).manager().tell(new Down(old)));
    }

    private Behavior<Message> onAskAll(AskAll ask) {
        List<CompletableFuture<Optional<NodeStatus>>> answers = new ArrayList<>();
        // Of itself it need not have heard.
        Set<ActorRef<Message>> all = new HashSet<>(nodes);
        all.add(getContext().getSelf());
        for (ActorRef<Message> node : all) {
            answers.add(AskPattern.<Message, NodeStatus>ask(
                            node,
                            AskStatus::new,
                            PATIENCE,
                            getContext().getSystem().scheduler())
                    .thenApply(Optional::of)
                    .exceptionally(late -> Optional.empty())
                    .toCompletableFuture());
        }
        getContext().pipeToSelf(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)), (none, late) -> {
            List<NodeStatus> told = answers.stream()
                    .flatMap(answer -> answer.join().stream())
                    .sorted(Comparator.comparing(NodeStatus::address))
                    .toList();
            return new Gathered(ask.replyTo(), told);
        });
        return this;
    }

    private Behavior<Message> open(String name, Behavior<?> host) {
        if (!open.containsKey(name)) {
            ActorRef<?> child = getContext().spawn(host, name);
            getContext().watch(child);
            open.put(name, child);
        }
        return this;
    }
}
