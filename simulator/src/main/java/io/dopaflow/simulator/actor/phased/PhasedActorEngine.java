package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.Behavior;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The engine in which every unit, every synapse of every projection, the modulator and the environment is an Akka Typed
 * actor, and nothing but messages passes between them. Within a learning opportunity nobody orders them: a unit knows from
 * the rule which spikes it waits for in each phase, a synapse holds back the spikes of the next opportunity until it has
 * learnt from this one. So at most two opportunities are in flight, memory is bounded by the network and the phases, and the
 * bits do not depend on the order of messages.
 *
 * <p>Two messages pass for each synapse and phase through it: the presynaptic spike and its arrival; where units settle, two for
 * each step and each way, and two more at the end; and to one that learns
 * what the postsynaptic unit knows and, where its update uses them, the broadcasts.
 */
public final class PhasedActorEngine extends ActorEngine {
    private final ActorDecorator decorator;

    /** An engine that uses one thread for small networks and all processors for large ones, whichever is faster. */
    public PhasedActorEngine() {
        this(OptionalInt.empty(), ActorDecorator.NONE);
    }

    /**
     * An engine with so many threads.
     *
     * @param threads at least 1
     */
    public PhasedActorEngine(int threads) {
        this(OptionalInt.of(threads), ActorDecorator.NONE);
    }

    PhasedActorEngine(OptionalInt threads, ActorDecorator decorator) {
        super(threads);
        this.decorator = decorator;
    }

    @Override
    protected Behavior<?> guardian(RunRequest request, CompletableFuture<RunResult> result) {
        return PhasedGuardian.create(request, decorator, result);
    }
}
