package io.dopaflow.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.event.Logging;
import io.dopaflow.simulator.engine.RunResult;
import java.util.concurrent.CompletableFuture;
import scala.util.control.NonFatal;

/**
 * Ends the run when an error that is fatal to the JVM, a lack of memory for instance, hits an actor where it cannot say
 * so itself. Akka then stops the system, but the actor that was hit may never stop, and the end of the system would be
 * waited for in vain.
 */
public final class FatalErrors {
    private FatalErrors() {}

    /** Listens from now on. */
    public static void listen(ActorSystem<?> system, CompletableFuture<RunResult> result) {
        ActorRef<Logging.Error> listener = system.systemActorOf(create(result), "fatal-errors", Props.empty());
        system.classicSystem().eventStream().subscribe(Adapter.toClassic(listener), Logging.Error.class);
    }

    private static Behavior<Logging.Error> create(CompletableFuture<RunResult> result) {
        return Behaviors.receiveMessage(error -> {
            if (!NonFatal.apply(error.cause())) {
                result.completeExceptionally(ActorEngine.failed("outside a cycle", error.cause()));
            }
            return Behaviors.same();
        });
    }
}
