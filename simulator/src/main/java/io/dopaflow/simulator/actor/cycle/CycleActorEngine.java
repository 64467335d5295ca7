package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.Behavior;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The engine in which every neuron, every synapse, the reward system and the environment is an Akka Typed actor, and
 * nothing but timestamped messages passes between them. There is no global synchroniser: a neuron reads out when its
 * fan-in has arrived, a synapse holds a spike back until the reward of the cycle before has changed it. So at most two
 * cycles are in flight, memory is bounded by the network, and the bits do not depend on the order of messages.
 *
 * <p>Four messages pass for each synapse and cycle: the presynaptic spike, its arrival, the postsynaptic spikes, the
 * reward.
 */
public final class CycleActorEngine extends ActorEngine {
    private final ActorDecorator decorator;

    /** An engine that uses one thread for small networks and all processors for large ones, whichever is faster. */
    public CycleActorEngine() {
        this(OptionalInt.empty(), ActorDecorator.NONE);
    }

    /**
     * An engine with so many threads.
     *
     * @param threads at least 1
     */
    public CycleActorEngine(int threads) {
        this(OptionalInt.of(threads), ActorDecorator.NONE);
    }

    CycleActorEngine(OptionalInt threads, ActorDecorator decorator) {
        super(threads);
        this.decorator = decorator;
    }

    @Override
    protected Behavior<?> guardian(RunRequest request, CompletableFuture<RunResult> result) {
        return RunGuardian.create(request, decorator, result);
    }
}
