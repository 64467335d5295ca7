package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.Team;

/**
 * Executes some shards of a network; others, in other processes, execute the rest of them. All parts together have the bits of a run in one part: what each records is its
 * own, and {@link PartState#join} makes one state of theirs. A part knows all spikes of the network, but has only the synapses onto its own neurons.
 */
public final class NetworkPart {
    /** The states of so many neurons stay in the cache of a core from step to step. */
    private static final int CELLS_IN_CACHE = 32_768;

    /** In windows of so many steps that gains more than rows of synapses lose that more shards cut into pieces. */
    private static final int LONG_WINDOW = 8;

    private NetworkPart() {}

    /**
     * Runs a part from the start of the simulation to its end, without rewiring on the way. The recorder gets the spikes and states of the part's own neurons and the
     * synapses onto them, that of the first part, which has shard 0, the modulators too. Checkpoints and the cancellation are asked in the first part only, at the end of each
     * window; every part then tells a {@link PartState} of this time to its own checkpoints.
     *
     * @param request the simulation with the state of the whole network; the counters are given what the part does itself
     * @param threads at least 1; the caller's is one of them
     * @return with a {@link PartState}
     * @throws RunFailedException if something of the part fails or its exchange does, or the activity of the network runs away, which all parts find
     * @throws InterruptedException if the calling thread is interrupted, as it must be when another part has failed
     */
    @SuppressWarnings("CatchingUnchecked")
    public static RunResult run(RunRequest request, ShardRange shards, int threads, Exchange exchange)
            throws RunFailedException, InterruptedException {
        try (Team team = new Team(threads)) {
            return new NetworkRun(request, team, shards, exchange).toTheEnd();
        } catch (RunFailedException | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw new RunFailedException(Origin.SURROUNDINGS, "population engine", "as it started", e);
        }
    }

    /**
     * How many shards a network should have for each thread.
     *
     * @param threads of all parts together
     */
    public static int shardsPerThread(SpikingNetwork network, int threads) {
        if (!hasLongWindows(network)) {
            return 1;
        }
        return Math.max(1, (network.cells() / threads + CELLS_IN_CACHE - 1) / CELLS_IN_CACHE);
    }

    private static boolean hasLongWindows(SpikingNetwork network) {
        return network.time() instanceof TimeMode.Grid grid
                && network.projections().stream()
                        .allMatch(projection ->
                                projection.delay().lowest() >= LONG_WINDOW * VirtualTime.toMilliseconds(grid.stepPs()));
    }
}
