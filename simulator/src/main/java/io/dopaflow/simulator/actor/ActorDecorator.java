package io.dopaflow.simulator.actor;

import akka.actor.typed.Behavior;

/** Wraps the behaviour of every actor but the guardian before it starts. */
@FunctionalInterface
public interface ActorDecorator {
    /** The behaviour as it is. */
    ActorDecorator NONE = new ActorDecorator() {
        @Override
        public <M> Behavior<M> decorate(String name, Class<M> messages, Behavior<M> behavior) {
            return behavior;
        }
    };

    /** The behaviour to start instead. */
    <M> Behavior<M> decorate(String name, Class<M> messages, Behavior<M> behavior);
}
