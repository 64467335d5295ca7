package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.dopaflow.simulator.actor.RunActor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An actor that goes from cycle to cycle. It knows in which it is: the number of the cycle in the run, its learning opportunity and the
 * cycle within that. Whatever it throws ends the run, in the cycle that it was in.
 */
abstract class CycleActor<M> extends RunActor<M> {

    /** What it shares with all others. */
    protected final RunContext run;

    private final int lastCycle;
    private int cycle;
    private long opportunity;
    private long runCycle;

    CycleActor(RunContext run) {
        super(run.failures());
        this.run = run;
        this.lastCycle = run.model().schedule().cyclesPerOpportunity() - 1;
        this.runCycle = run.start().cycles();
        this.opportunity = run.model().opportunityOf(runCycle);
        this.cycle = run.model().cycleOf(runCycle);
    }

    /** Makes an actor when it starts; if that fails, it has failed like any other. */
    static <M> Behavior<M> starting(
            RunContext run, Supplier<String> label, Function<ActorContext<M>, CycleActor<M>> actor) {
        return starting(run.failures(), label, actor);
    }

    @Override
    protected final String when() {
        return "in learning opportunity " + opportunity + ", cycle " + cycle;
    }

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
}
