package io.dopaflow.simulator.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.Function;
import java.util.function.Supplier;

/** An actor of a run. Whatever it throws ends the run: it tells who it is and when that was, and stops. */
public abstract class RunActor<M> extends ExtensibleBehavior<M> {

    /** Hears that an actor cannot go on. */
    @FunctionalInterface
    public interface Failures {
        /**
         * It cannot.
         *
         * @param culprit the actor, as users know it
         * @param when in the words of the family
         */
        void tell(String culprit, String when, Throwable cause);
    }

    private final Failures failures;

    /** An actor whose failure is told. */
    protected RunActor(Failures failures) {
        this.failures = failures;
    }

    /** Makes an actor when it starts; if that fails, it has failed like any other. */
    @SuppressWarnings("CatchingUnchecked")
    protected static <M> Behavior<M> starting(
            Failures failures, Supplier<String> label, Function<ActorContext<M>, ? extends RunActor<M>> actor) {
        return Behaviors.setup(context -> {
            try {
                return actor.apply(context);
            } catch (Throwable cause) {
                failures.tell(label.get(), "as it started", cause);
                return Behaviors.stopped();
            }
        });
    }

    /** Who this is, as users know it. */
    protected abstract String label();

    /** Where in the run it is, in the words of the family. */
    protected abstract String when();

    /** Takes a message. */
    protected abstract void on(M message);

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public final Behavior<M> receive(TypedActorContext<M> context, M message) {
        try {
            on(message);
            return this;
        } catch (Throwable cause) {
            failures.tell(label(), when(), cause);
            return Behaviors.stopped();
        }
    }

    @Override
    public final Behavior<M> receiveSignal(TypedActorContext<M> context, Signal signal) {
        return this;
    }
}
