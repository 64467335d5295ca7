package io.dopaflow.simulator.actor.spiking;

import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.dopaflow.models.time.VirtualTime;

/**
 * An actor that goes through the windows of a run, as far as it is granted and has heard what it needs, and tells its state when that is wanted. A failure ends it, and the
 * guardian is told.
 */
abstract class WindowActor<M> extends ExtensibleBehavior<M> {
    private final NetworkContext run;
    private final Grants grants = new Grants();
    private final long last;
    private long window;
    private boolean ended;

    WindowActor(NetworkContext run) {
        this.run = run;
        this.last = run.windows().last();
    }

    /** What every actor of the run is given. */
    final NetworkContext run() {
        return run;
    }

    /** The window that it goes through next; how many it has gone through. */
    final long window() {
        return window;
    }

    /** How users call it. */
    abstract String name();

    /** Takes a message that is no grant. */
    abstract void take(M message);

    /** Whether it has heard what it needs to go through the window. */
    abstract boolean canGo();

    /** Goes through the window. */
    abstract void go();

    /** It has gone through another window. */
    abstract void hasGone();

    /** Whether it has heard all that its state holds. */
    abstract boolean knowsState();

    /** Its state, when it has gone through all windows so far. */
    abstract NetworkGuardian.Told state();

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public final Behavior<M> receive(TypedActorContext<M> context, M message) {
        try {
            if (message instanceof CellActor.Grant grant) {
                grants.add(grant);
            } else {
                take(message);
            }
            goOn();
            return this;
        } catch (Throwable cause) {
            fail(cause);
            return Behaviors.stopped();
        }
    }

    @Override
    public final Behavior<M> receiveSignal(TypedActorContext<M> context, Signal signal) {
        if (signal instanceof PostStop && !ended) {
            // One that stops without a word would leave the others waiting. To be watched would cost more than to be.
            fail(new IllegalStateException("it stopped without a failure"));
        }
        return this;
    }

    private void fail(Throwable cause) {
        ended = true;
        Windows windows = run.windows();
        String when = "between " + VirtualTime.toMilliseconds(Math.max(windows.after(window), 0)) + " and "
                + VirtualTime.toMilliseconds(windows.until(window)) + " ms";
        run.guardian().tell(new NetworkGuardian.Failed(name(), when, cause));
    }

    private void goOn() {
        do {
            tellStateIfDue();
            while (grants.allow(window) && canGo()) {
                go();
                window++;
                hasGone();
                tellStateIfDue();
            }
        } while (grants.takesNext());
    }

    private void tellStateIfDue() {
        boolean isEnd = window > last;
        boolean isDue = isEnd ? !ended : grants.wantsState(window - 1);
        if (isDue && knowsState()) {
            ended = isEnd;
            grants.toldState();
            run.guardian().tell(state());
        }
    }
}
