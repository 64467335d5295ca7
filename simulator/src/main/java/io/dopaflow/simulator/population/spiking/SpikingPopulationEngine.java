package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.Team;
import io.dopaflow.simulator.spiking.NetworkParts;
import java.util.OptionalInt;

/**
 * The engine for large networks: shards of neurons over arrays, which exchange their spikes once in the shortest delay. Its spikes and
 * states are those of the actor engine, to the last bit, on any number of threads and shards; it exchanges no messages.
 */
public final class SpikingPopulationEngine implements Engine {
    /** The states of so many neurons stay in the cache of a core from step to step. */
    private static final int CELLS_IN_CACHE = 32_768;

    /** In windows of so many steps that gains more than rows of synapses lose that more shards cut into pieces. */
    private static final int LONG_WINDOW = 8;

    private final int threads;
    private final OptionalInt shards;

    /** An engine on as many threads as there are processors. */
    public SpikingPopulationEngine() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /**
     * An engine with a shard for each thread, and several for each where that is faster.
     *
     * @param threads at least 1; the caller's is one of them
     */
    public SpikingPopulationEngine(int threads) {
        this(threads, OptionalInt.empty());
    }

    SpikingPopulationEngine(int threads, OptionalInt shards) {
        if (threads < 1) {
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
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        return NetworkParts.run(request, this::runPart);
    }

    @SuppressWarnings("CatchingUnchecked")
    private RunResult runPart(RunRequest request) throws RunFailedException, InterruptedException {
        try (Team team = new Team(threads)) {
            return new NetworkRun(request, team, shards.orElseGet(() -> shardsOf(request))).toTheEnd();
        } catch (RunFailedException | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw new RunFailedException(Origin.SURROUNDINGS, "population engine", "as it started", e);
        }
    }

    private int shardsOf(RunRequest request) {
        SpikingNetwork network = ((SpikingSimulation) request.simulation()).network();
        if (!hasLongWindows(network)) {
            return threads;
        }
        int ofAThread = (network.cells() / threads + CELLS_IN_CACHE - 1) / CELLS_IN_CACHE;
        return threads * Math.max(1, ofAThread);
    }

    private static boolean hasLongWindows(SpikingNetwork network) {
        return network.time() instanceof TimeMode.Grid grid
                && network.projections().stream()
                        .allMatch(projection ->
                                projection.delay().lowest() >= LONG_WINDOW * VirtualTime.toMilliseconds(grid.stepPs()));
    }
}
