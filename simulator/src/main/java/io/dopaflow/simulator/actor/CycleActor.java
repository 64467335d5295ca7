package io.dopaflow.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;

/**
 * An actor that takes part in learning cycles. Whatever it throws ends the run: it tells the guardian who it is and
 * which cycle it was in, and stops.
 */
abstract class CycleActor<M> extends ExtensibleBehavior<M> {
    private final ActorRef<RunGuardian.Message> guardian;

    /** The cycle that the actor is in. */
    protected final WaveClock clock;

    CycleActor(RunContext run) {
        this.guardian = run.guardian();
        this.clock = new WaveClock(run.experiment().rule().cyclesPerOpportunity());
    }

    /** Who this is, as users know it. */
    abstract String label();

    abstract void on(M message);

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public final Behavior<M> receive(TypedActorContext<M> context, M message) {
        try {
            on(message);
            return this;
        } catch (Throwable cause) {
            guardian.tell(new RunGuardian.Failed(label(), clock.toString(), cause));
            return Behaviors.stopped();
        }
    }

    @Override
    public final Behavior<M> receiveSignal(TypedActorContext<M> context, Signal signal) {
        return this;
    }
}
