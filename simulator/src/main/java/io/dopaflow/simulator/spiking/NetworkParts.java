package io.dopaflow.simulator.spiking;

import io.dopaflow.models.spiking.Rewirings;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;

/**
 * Runs a network that spikes freely in parts: its synapses are rewired from one to the next. A network without rewiring is one part. Engines tell no checkpoint at the end of a
 * part and do not end there early, so nothing goes on from there without the rewiring.
 */
public final class NetworkParts {
    private NetworkParts() {}

    /** Runs a part. */
    @FunctionalInterface
    public interface Runner {
        /** From its start to its end. */
        RunResult run(RunRequest part) throws RunFailedException, InterruptedException;
    }

    /** Runs all parts. */
    public static RunResult run(RunRequest request, Runner runner) throws RunFailedException, InterruptedException {
        SpikingSimulation whole = (SpikingSimulation) request.simulation();
        SpikingNetwork network = whole.network();
        Rewirings rewirings = new Rewirings(network);
        SpikingState state = whole.start();
        while (true) {
            long until = rewirings.next(state.timePs());
            RunResult result = runner.run(request.with(whole.part(state, until)));
            state = SpikingState.of(result.end());
            if (result.cancelled() || until == network.durationPs()) {
                return result;
            }
            state = rewirings.rewire(state, (synapse, pre) -> whole.recorder().rewired(until, synapse, pre));
        }
    }
}
