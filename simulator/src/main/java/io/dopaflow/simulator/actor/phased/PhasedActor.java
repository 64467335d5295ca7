package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.dopaflow.simulator.actor.RunActor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An actor that goes from learning opportunity to learning opportunity, and knows in which it is. Whatever it throws ends
 * the run, in the opportunity that it was in.
 */
abstract class PhasedActor<M> extends RunActor<M> {

    /** What it shares with all others. */
    protected final PhasedContext run;

    private long opportunity;

    PhasedActor(PhasedContext run) {
        super(run.failures());
        this.run = run;
        this.opportunity = run.start().opportunities();
    }

    /** Makes an actor when it starts; if that fails, it has failed like any other. */
    static <M> Behavior<M> starting(
            PhasedContext run, Supplier<String> label, Function<ActorContext<M>, PhasedActor<M>> actor) {
        return starting(run.failures(), label, actor);
    }

    @Override
    protected final String when() {
        return "in learning opportunity " + opportunity;
    }

    final long opportunity() {
        return opportunity;
    }

    /** Goes on to the next opportunity. */
    final void advance() {
        opportunity++;
    }

    /** Goes on to an opportunity, of one that takes no part in those between. */
    final void advanceTo(long next) {
        opportunity = next;
    }

    /** Fails unless the message belongs to this opportunity: whatever the order of delivery, no other can come. */
    final void requireNow(long found, Object message) {
        if (found != opportunity) {
            throw new IllegalStateException(
                    "expected a message of learning opportunity " + opportunity + " but got " + message);
        }
    }
}
