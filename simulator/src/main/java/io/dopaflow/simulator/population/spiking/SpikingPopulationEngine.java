package io.dopaflow.simulator.population.spiking;

import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.Team;

/**
 * The engine for large networks: shards of neurons over arrays, which exchange their spikes once in the shortest delay. Its spikes and
 * states are those of the actor engine, to the last bit, on any number of threads and shards; it exchanges no messages.
 */
public final class SpikingPopulationEngine implements Engine {
    private final int threads;
    private final int shards;

    /** An engine on as many threads as there are processors. */
    public SpikingPopulationEngine() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /**
     * An engine with a shard for each thread.
     *
     * @param threads at least 1; the caller's is one of them
     */
    public SpikingPopulationEngine(int threads) {
        this(threads, threads);
    }

    SpikingPopulationEngine(int threads, int shards) {
        if (threads < 1 || shards < 1) {
            throw new IllegalArgumentException("threads are " + threads + "; allowed: at least 1");
        }
        this.threads = threads;
        this.shards = shards;
    }

    @Override
    public String name() {
        return "population";
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        try (Team team = new Team(threads)) {
            return new NetworkRun(request, team, shards).toTheEnd();
        } catch (RunFailedException | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw new RunFailedException(Origin.SURROUNDINGS, "population engine", "as it started", e);
        }
    }
}
