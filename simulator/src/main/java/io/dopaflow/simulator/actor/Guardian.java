package io.dopaflow.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.ReceiveBuilder;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunResult;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The first actor of a run: starts the others, watches them, and turns any failure into the end. */
public abstract class Guardian<M> extends AbstractBehavior<M> {
    private final ActorDecorator decorator;
    private final CompletableFuture<RunResult> result;

    /**
     * A guardian without actors.
     *
     * @param decorator of all that it starts
     * @param result that it completes
     */
    protected Guardian(ActorContext<M> context, ActorDecorator decorator, CompletableFuture<RunResult> result) {
        super(context);
        this.decorator = decorator;
        this.result = result;
    }

    /** Makes a guardian when the system of actors starts; if that fails, the run has failed. */
    @SuppressWarnings("CatchingUnchecked")
    protected static <M> Behavior<M> starting(
            CompletableFuture<RunResult> result, Function<ActorContext<M>, ? extends Guardian<M>> guardian) {
        return Behaviors.setup(context -> {
            try {
                FatalErrors.listen(context.getSystem(), result);
                return guardian.apply(context);
            } catch (Throwable cause) {
                result.completeExceptionally(
                        new RunFailedException(Origin.SURROUNDINGS, "actor system", "as it started", cause));
                return Behaviors.stopped();
            }
        });
    }

    /** The message that an actor cannot go on. */
    protected abstract M failed(String culprit, String when, Throwable cause);

    /** Starts an actor and watches it. */
    protected final <A> ActorRef<A> spawn(String name, Class<A> messages, Behavior<A> behavior) {
        ActorRef<A> actor = getContext().spawn(decorator.decorate(name, messages, behavior), name);
        getContext().watch(actor);
        return actor;
    }

    /** What it does when an actor ends without a word; messages are up to the family. */
    protected final ReceiveBuilder<M> watching() {
        return newReceiveBuilder()
                .onSignal(
                        ChildFailed.class,
                        child -> fail(Origin.MODEL, child.getRef().path().name(), "outside a cycle", child.getCause()))
                .onSignal(Terminated.class, this::onTerminated);
    }

    /** An actor that fails says so before it stops; one that stops without a word would leave the others waiting. */
    private Behavior<M> onTerminated(Terminated stopped) {
        getContext()
                .getSelf()
                .tell(failed(
                        stopped.getRef().path().name(),
                        "outside a cycle",
                        new IllegalStateException("it stopped without a failure")));
        return this;
    }

    /** The run has failed. */
    protected final Behavior<M> fail(Origin origin, String culprit, String when, Throwable cause) {
        result.completeExceptionally(new RunFailedException(origin, culprit, when, cause));
        return Behaviors.stopped();
    }

    /** The run has ended. */
    protected final Behavior<M> end(SimulationState state, boolean cancelled) {
        result.complete(new RunResult(state, cancelled));
        return Behaviors.stopped();
    }
}
