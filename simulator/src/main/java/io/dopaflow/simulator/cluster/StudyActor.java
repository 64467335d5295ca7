package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.WorkPullingProducerController;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A study at its coordinator: offers it to every node there is, gives a job to whoever has room (Akka's work pulling, which gives
 * those of a lost node to others), and takes each result once.
 */
final class StudyActor extends AbstractBehavior<StudyActor.Message> {
    private static final int PIECE = 64 * 1024;

    private final String study;
    private final byte[] definition;
    private final Deque<Integer> jobs;
    private final Set<Integer> open;
    private final Heard heard;
    private final Set<ActorRef<NodeActor.Message>> offered = new HashSet<>();
    private Optional<ActorRef<Job>> next = Optional.empty();

    /** What it is told. */
    sealed interface Message {}

    /** A node wants the definition from a place on. */
    record AskDefinition(int from, ActorRef<StudyHost.Message> replyTo) implements Message, Wire {}

    /** A node cannot do the study. */
    record Refused(String node, String reason) implements Message, Wire {}

    /** A job has been done, perhaps again. */
    record Done(int job, String result, ActorRef<JobActor.Message> replyTo) implements Message, Wire {}

    /** What a node has counted of this study so far. */
    record Counted(String node, NodeCounts counts) implements Message, Wire {}

    /** It is over. */
    record Close() implements Message {}

    private record Found(Set<ActorRef<NodeActor.Message>> nodes) implements Message {}

    private record Room(ActorRef<Job> takes) implements Message {}

    /** A job for a node. */
    record Job(int number) implements Wire {}

    /** Hears what comes of the study. */
    interface Heard {
        void done(int job, String result);

        void refused(String node, String reason);

        void counted(String node, NodeCounts counts);
    }

    private StudyActor(
            ActorContext<Message> context, String study, byte[] definition, List<Integer> jobs, Heard heard) {
        super(context);
        this.study = study;
        this.definition = definition;
        this.jobs = new ArrayDeque<>(jobs);
        this.open = new HashSet<>(jobs);
        this.heard = heard;
        ActorRef<WorkPullingProducerController.Command<Job>> producer = context.spawn(
                WorkPullingProducerController.create(Job.class, study, key(study), Optional.empty()), "jobs");
        ActorRef<WorkPullingProducerController.RequestNext<Job>> room = context.messageAdapter(
                WorkPullingProducerController.requestNextClass(), ask -> new Room(ask.sendNextTo()));
        producer.tell(new WorkPullingProducerController.Start<>(room));
        ActorRef<Receptionist.Listing> found = context.messageAdapter(
                Receptionist.Listing.class, listing -> new Found(listing.getServiceInstances(NodeActor.KEY)));
        context.getSystem().receptionist().tell(Receptionist.subscribe(NodeActor.KEY, found));
    }

    /** By which the jobs of a study find who does them. */
    static ServiceKey<ConsumerController.Command<Job>> key(String study) {
        return ServiceKey.create(ConsumerController.serviceKeyClass(), study);
    }

    static Behavior<Message> create(String study, byte[] definition, List<Integer> jobs, Heard heard) {
        return Behaviors.setup(context -> new StudyActor(context, study, definition, jobs, heard));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Done.class, this::onDone)
                .onMessage(Room.class, room -> {
                    next = Optional.of(room.takes());
                    return give();
                })
                .onMessage(Counted.class, counted -> {
                    heard.counted(counted.node(), counted.counts());
                    return this;
                })
                .onMessage(Found.class, this::onFound)
                .onMessage(AskDefinition.class, this::onAskDefinition)
                .onMessage(Close.class, over -> Behaviors.stopped())
                .onMessage(Refused.class, refused -> {
                    heard.refused(refused.node(), refused.reason());
                    return this;
                })
                .build();
    }

    private Behavior<Message> onFound(Found found) {
        for (ActorRef<NodeActor.Message> node : found.nodes()) {
            if (offered.add(node)) {
                node.tell(new NodeActor.OpenStudy(study, getContext().getSelf()));
            }
        }
        offered.retainAll(found.nodes());
        return this;
    }

    private Behavior<Message> onAskDefinition(AskDefinition ask) {
        int to = Math.min(definition.length, ask.from() + PIECE);
        ask.replyTo()
                .tell(new StudyHost.Piece(
                        ask.from(), Arrays.copyOfRange(definition, ask.from(), to), definition.length));
        return this;
    }

    private Behavior<Message> give() {
        if (next.isPresent() && !jobs.isEmpty()) {
            ActorRef<Job> takes = next.get();
            next = Optional.empty();
            takes.tell(new Job(jobs.remove()));
        }
        return this;
    }

    private Behavior<Message> onDone(Done done) {
        if (open.remove(done.job())) {
            heard.done(done.job(), done.result());
        }
        done.replyTo().tell(new JobActor.Taken(done.job()));
        return this;
    }
}
