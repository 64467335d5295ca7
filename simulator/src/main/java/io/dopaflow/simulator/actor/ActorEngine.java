package io.dopaflow.simulator.actor;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An engine whose neurons and synapses are Akka Typed actors: starts a system of actors for each run, waits for its result
 * and ends it. What the actors are is up to the family.
 */
public abstract class ActorEngine implements Engine {
    private static final int SMALL_NETWORK = 300;
    private static final int SHUTDOWN_SECONDS = 3;

    private final OptionalInt threads;

    /**
     * An engine with so many threads.
     *
     * @param threads at least 1; empty for one in small networks and all processors in large ones, whichever is faster
     */
    protected ActorEngine(OptionalInt threads) {
        if (threads.isPresent() && threads.getAsInt() < 1) {
            throw new IllegalArgumentException("threads are " + threads.getAsInt() + "; allowed: at least 1");
        }
        this.threads = threads;
    }

    /**
     * The first actor of a run, which builds all others.
     *
     * @param result to be completed by it
     */
    protected abstract Behavior<?> guardian(RunRequest request, CompletableFuture<RunResult> result);

    @Override
    public final String name() {
        return "actor";
    }

    /** How many threads a network of so many synapses runs on. */
    public final int threadsFor(long synapses) {
        return threads.orElse(
                synapses < SMALL_NETWORK ? 1 : Runtime.getRuntime().availableProcessors());
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        ActorSystem<?> system =
                start(guardian(request, result), threadsFor(request.simulation().synapses()));
        system.getWhenTerminated()
                .thenRun(() ->
                        result.completeExceptionally(failed("outside a cycle", new IllegalStateException("it ended"))));
        try {
            return result.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw failure(cause == null ? e : cause);
        } catch (InterruptedException e) {
            // The pool serves what its own threads have queued first, so termination from here may wait without end
            // for a turn that busy actors never leave; the actors see this wish in the next cycle.
            request.cancellation().request();
            throw e;
        } finally {
            system.terminate();
            awaitTermination(system);
        }
    }

    private static <M> ActorSystem<M> start(Behavior<M> guardian, int poolSize) throws RunFailedException {
        try {
            return ActorSystem.create(guardian, "dopaflow", withoutSerializers(configuration(poolSize)));
        } catch (RuntimeException e) {
            throw failed("as it started", e);
        }
    }

    private static RunFailedException failure(Throwable cause) {
        return cause instanceof RunFailedException failed ? failed : failed("outside a cycle", cause);
    }

    /** A failure of the actor system itself. */
    protected static RunFailedException failed(String when, Throwable cause) {
        return new RunFailedException(RunFailedException.Origin.SURROUNDINGS, "actor system", when, cause);
    }

    private static void awaitTermination(ActorSystem<?> system) throws InterruptedException {
        try {
            system.getWhenTerminated().toCompletableFuture().get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            system.log().warn("actors did not stop within {} s", SHUTDOWN_SECONDS);
        }
    }

    /** How the actor system runs on so many threads. */
    public static Config configuration(int poolSize) {
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

    /**
     * The configuration for actors that send nothing to other processes. Akka would load the serializers of all its libraries,
     * those of clusters too, as soon as the first actor system starts. It insists on their names.
     */
    public static Config withoutSerializers(Config config) {
        Config serializers = allAre("akka.actor.serializers", "akka.serialization.DisabledJavaSerializer", config);
        return allAre("akka.actor.serialization-bindings", "none", serializers);
    }

    private static Config allAre(String path, String word, Config config) {
        Map<String, Object> words = new HashMap<>();
        config.getObject(path).keySet().forEach(name -> words.put(name, word));
        return config.withValue(path, ConfigValueFactory.fromMap(words));
    }
}
