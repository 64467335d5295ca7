package io.dopaflow.simulator.actor.spiking;

import akka.actor.typed.Behavior;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.spiking.NetworkParts;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The engine in which every cell is an Akka Typed actor. There is no global clock: time goes on in windows of the shortest delay, and a
 * cell goes through a window when it has heard from all that project to it what they emitted in the one before, spikes or none
 * (Chandy and Misra 1979, Bryant 1977). So the bits do not depend on the order of messages.
 *
 * <p>In each window a cell sends one message to each cell that it projects to.
 */
public final class SpikingActorEngine extends ActorEngine {
    private final ActorDecorator decorator;

    /** An engine that uses one thread for small networks and all processors for large ones, whichever is faster. */
    public SpikingActorEngine() {
        this(OptionalInt.empty(), ActorDecorator.NONE);
    }

    /**
     * An engine with so many threads.
     *
     * @param threads at least 1
     */
    public SpikingActorEngine(int threads) {
        this(OptionalInt.of(threads), ActorDecorator.NONE);
    }

    SpikingActorEngine(OptionalInt threads, ActorDecorator decorator) {
        super(threads);
        this.decorator = decorator;
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        return NetworkParts.run(request, super::run);
    }

    @Override
    protected Behavior<?> guardian(RunRequest request, CompletableFuture<RunResult> result) {
        return NetworkGuardian.create(request, decorator, result);
    }
}
