package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;

/** Takes what an {@link Outbox} sends. */
final class Inbox {
    private Inbox() {}

    /**
     * Takes messages.
     *
     * @param <M> of the messages
     */
    @FunctionalInterface
    interface Taker<M> {
        /**
         * Takes one; more come as long as few are without a receipt.
         *
         * @param receipt to be run, by any thread, when the message has been dealt with
         */
        void take(M message, Runnable receipt);
    }

    /** Starts an inbox beneath an actor, and returns what an outbox is to be connected with. */
    static <M> ActorRef<ConsumerController.Command<M>> open(ActorContext<?> context, String name, Taker<M> taker) {
        ActorRef<ConsumerController.Command<M>> controller = context.spawn(ConsumerController.create(), name);
        context.spawn(create(controller, taker), name + "-taker");
        return controller;
    }

    private static <M> Behavior<ConsumerController.Delivery<M>> create(
            ActorRef<ConsumerController.Command<M>> controller, Taker<M> taker) {
        return Behaviors.setup(context -> {
            controller.tell(new ConsumerController.Start<>(context.getSelf()));
            return Behaviors.receiveMessage(delivery -> {
                taker.take(delivery.message(), () -> delivery.confirmTo().tell(ConsumerController.confirmed()));
                return Behaviors.same();
            });
        });
    }
}
