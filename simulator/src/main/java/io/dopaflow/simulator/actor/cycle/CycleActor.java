package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An actor that goes from cycle to cycle. It knows in which it is: the number of the cycle in the run, its learning opportunity and the
 * cycle within that. Whatever it throws ends the run: it tells the guardian who it is and which cycle it was in, and stops.
 */
abstract class CycleActor<M> extends ExtensibleBehavior<M> {

    /** What it shares with all others. */
    protected final RunContext run;

    private final int lastCycle;
    private int cycle;
    private long opportunity;
    private long runCycle;

    CycleActor(RunContext run) {
        this.run = run;
        this.lastCycle = run.model().schedule().cyclesPerOpportunity() - 1;
        this.runCycle = run.start().cycles();
        this.opportunity = run.model().opportunityOf(runCycle);
        this.cycle = run.model().cycleOf(runCycle);
    }

    /** Makes an actor when it starts; if that fails, it has failed like any other. */
    @SuppressWarnings("CatchingUnchecked")
    static <M> Behavior<M> starting(
            RunContext run, Supplier<String> label, Function<ActorContext<M>, CycleActor<M>> actor) {
        return Behaviors.setup(context -> {
            try {
                return actor.apply(context);
            } catch (Throwable cause) {
                return fail(run, label.get(), "as it started", cause);
            }
        });
    }

    private static <M> Behavior<M> fail(RunContext run, String culprit, String when, Throwable cause) {
        run.guardian().tell(new RunGuardian.Failed(culprit, when, cause));
        return Behaviors.stopped();
    }

    /** Who this is, as users know it. */
    abstract String label();

    abstract void on(M message);

    final long runCycle() {
        return runCycle;
    }

    final long opportunity() {
        return opportunity;
    }

    final int cycle() {
        return cycle;
    }

    final int lastCycle() {
        return lastCycle;
    }

    /** Goes on to the next cycle. */
    final void advance() {
        runCycle++;
        if (cycle < lastCycle) {
            cycle++;
        } else {
            cycle = 0;
            opportunity++;
        }
    }

    /** Fails unless the message belongs to the given cycle: whatever the order of delivery, no other can come. */
    static void requireCycle(long expected, long found, Object message) {
        if (found != expected) {
            throw new IllegalStateException("expected a message of cycle " + expected + " but got " + message);
        }
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public final Behavior<M> receive(TypedActorContext<M> context, M message) {
        try {
            on(message);
            return this;
        } catch (Throwable cause) {
            return fail(run, label(), "in learning opportunity " + opportunity + ", cycle " + cycle, cause);
        }
    }

    @Override
    public final Behavior<M> receiveSignal(TypedActorContext<M> context, Signal signal) {
        return this;
    }
}
