package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Sends messages to an {@link Inbox} on another node: in their order, none lost, large ones in pieces (Akka's reliable delivery).
 *
 * @param <M> what is sent
 */
final class Outbox<M> extends AbstractBehavior<Outbox.Message<M>> {
    private static final int PIECE = 64 * 1024;

    private final ActorRef<ProducerController.Command<M>> producer;
    private final Runnable left;
    private final Deque<M> waiting = new ArrayDeque<>();
    private Optional<ActorRef<M>> next = Optional.empty();

    /** What it is told. */
    sealed interface Message<M> {}

    /** To be sent. */
    record Put<M>(M message) implements Message<M> {}

    /** Where it is sent to. */
    record Connect<M>(ActorRef<ConsumerController.Command<M>> inbox) implements Message<M> {}

    private record Ready<M>(ActorRef<M> next) implements Message<M> {}

    private Outbox(ActorContext<Message<M>> context, Class<M> messages, Runnable left) {
        super(context);
        this.left = left;
        ProducerController.Settings settings =
                ProducerController.Settings$.MODULE$.create(context.getSystem()).withChunkLargeMessagesBytes(PIECE);
        String name = context.getSelf().path().toString();
        this.producer =
                context.spawn(ProducerController.create(messages, name, Optional.empty(), settings), "producer");
        ActorRef<ProducerController.RequestNext<M>> ready =
                context.messageAdapter(ProducerController.requestNextClass(), ask -> new Ready<>(ask.sendNextTo()));
        producer.tell(new ProducerController.Start<>(ready));
    }

    /**
     * Sends as it is told.
     *
     * @param messages what is sent, each of a class that is bound to a serializer
     * @param left is run for each message that has left
     */
    static <M> Behavior<Message<M>> create(Class<M> messages, Runnable left) {
        return Behaviors.setup(context -> new Outbox<>(context, messages, left));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Receive<Message<M>> createReceive() {
        return newReceiveBuilder()
                .onMessage(Put.class, put -> {
                    waiting.add(((Put<M>) put).message());
                    return send();
                })
                .onMessage(Ready.class, ready -> {
                    next = Optional.of(((Ready<M>) ready).next());
                    return send();
                })
                .onMessage(Connect.class, connect -> {
                    producer.tell(new ProducerController.RegisterConsumer<>(((Connect<M>) connect).inbox()));
                    return this;
                })
                .build();
    }

    private Behavior<Message<M>> send() {
        if (next.isPresent() && !waiting.isEmpty()) {
            ActorRef<M> takes = next.get();
            next = Optional.empty();
            takes.tell(waiting.remove());
            left.run();
        }
        return this;
    }
}
