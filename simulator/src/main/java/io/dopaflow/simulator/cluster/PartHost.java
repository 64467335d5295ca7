package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;

final class PartHost {
    sealed interface Message {}

    record None() implements Message, Wire {}

    static Behavior<Message> create(ActorRef<RunActor.Message> coordinator, NodeLoad load) {
        return Behaviors.stopped();
    }
}
