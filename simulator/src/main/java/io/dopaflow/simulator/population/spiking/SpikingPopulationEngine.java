package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.spiking.NetworkParts;
import java.util.List;
import java.util.OptionalInt;

/**
 * The engine for large networks: shards of neurons over arrays, which exchange their spikes once in the shortest delay. Its spikes and
 * states are those of the actor engine, to the last bit, on any number of threads and shards; it exchanges no messages.
 */
public final class SpikingPopulationEngine implements Engine {
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

    /** All shards are one part, whose state is that of the network. */
    private RunResult runPart(RunRequest request) throws RunFailedException, InterruptedException {
        SpikingNetwork network = ((SpikingSimulation) request.simulation()).network();
        Checkpoints whole = new Checkpoints() {
            @Override
            public boolean isDue() {
                return request.checkpoints().isDue();
            }

            @Override
            public void take(SimulationState state) {
                request.checkpoints().take(whole(network, state));
            }
        };
        ShardRange all =
                ShardRange.whole(shards.orElseGet(() -> threads * NetworkPart.shardsPerThread(network, threads)));
        RunResult result = NetworkPart.run(request.tellingStatesTo(whole), all, threads, Exchange.ALONE);
        return new RunResult(whole(network, result.end()), result.cancelled());
    }

    private static SpikingState whole(SpikingNetwork network, SimulationState state) {
        return PartState.join(network, List.of(PartState.of(state)));
    }
}
