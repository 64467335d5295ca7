package io.dopaflow.simulator.actor;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.recording.RecordingFailedException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The engine in which every neuron, every synapse, the reward system and the environment is an Akka Typed actor, and
 * nothing but timestamped messages passes between them. There is no global synchroniser: a neuron reads out when its
 * fan-in has arrived, a synapse holds a spike back until the reward of the cycle before has changed it. So at most two
 * cycles are in flight, memory is bounded by the network, and the bits do not depend on the order of messages.
 *
 * <p>Four messages pass for each synapse and cycle: the presynaptic spike, its arrival, the postsynaptic spikes, the
 * reward.
 */
public final class ActorEngine implements Engine {
    private static final int SMALL_NETWORK = 300;
    private static final int SHUTDOWN_SECONDS = 3;

    private final OptionalInt threads;
    private final RunGuardian.Decorator decorator;

    /** An engine that uses one thread for small networks and all processors for large ones, whichever is faster. */
    public ActorEngine() {
        this(OptionalInt.empty(), RunGuardian.Decorator.NONE);
    }

    /**
     * An engine with so many threads.
     *
     * @param threads at least 1
     */
    public ActorEngine(int threads) {
        this(OptionalInt.of(threads), RunGuardian.Decorator.NONE);
        if (threads < 1) {
            throw new IllegalArgumentException("threads are " + threads + "; allowed: at least 1");
        }
    }

    ActorEngine(OptionalInt threads, RunGuardian.Decorator decorator) {
        this.threads = threads;
        this.decorator = decorator;
    }

    @Override
    public String name() {
        return "actor";
    }

    /** How many threads a network of so many synapses runs on. */
    public int threadsFor(int synapses) {
        return threads.orElse(
                synapses < SMALL_NETWORK ? 1 : Runtime.getRuntime().availableProcessors());
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        int poolSize = threadsFor(request.experiment().network().synapseCount());
        ActorSystem<RunGuardian.Message> system = start(RunGuardian.create(request, decorator, result), poolSize);
        system.getWhenTerminated()
                .thenRun(() -> result.completeExceptionally(new RunFailedException(
                        "actor system", "outside a cycle", new IllegalStateException("it ended"))));
        try {
            return result.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw failure(cause == null ? e : cause);
        } catch (InterruptedException e) {
            // The pool serves what its own threads have queued first, so termination from here may wait without end
            // for a turn that busy actors never leave; the reward system sees this wish in the next cycle.
            request.cancellation().request();
            throw e;
        } finally {
            system.terminate();
            awaitTermination(system);
        }
    }

    private static ActorSystem<RunGuardian.Message> start(Behavior<RunGuardian.Message> guardian, int poolSize)
            throws RunFailedException {
        try {
            return ActorSystem.create(guardian, "dopaflow", configuration(poolSize));
        } catch (RuntimeException e) {
            throw new RunFailedException("actor system", "as it started", e);
        }
    }

    private static RunFailedException failure(Throwable cause) {
        if (!(cause instanceof RunFailedException failed)) {
            return new RunFailedException("actor system", "outside a cycle", cause);
        }
        return failed.getCause() instanceof RecordingFailedException recording
                ? new RunFailedException("recorder", failed.when(), recording)
                : failed;
    }

    private static void awaitTermination(ActorSystem<?> system) throws InterruptedException {
        try {
            system.getWhenTerminated().toCompletableFuture().get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            system.log().warn("actors did not stop within {} s", SHUTDOWN_SECONDS);
        }
    }

    /** How the actor system runs on so many threads. */
    static Config configuration(int poolSize) {
        // A fork-join pool even of one: the queue of a thread pool, with its lock, takes a third more time per message.
        Map<String, Object> dispatcher = Map.of(
                "executor",
                "fork-join-executor",
                "fork-join-executor.parallelism-min",
                poolSize,
                "fork-join-executor.parallelism-max",
                poolSize,
                "throughput",
                100);
        return ConfigFactory.parseMap(Map.of("akka.actor.default-dispatcher", dispatcher))
                .withFallback(ConfigFactory.parseResources(ActorEngine.class, "actor-engine.conf"))
                .withFallback(ConfigFactory.defaultReference(ActorEngine.class.getClassLoader()))
                .resolve();
    }
}
