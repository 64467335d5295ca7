package io.dopaflow.simulator.cluster;

import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.spiking.NetworkParts;

/**
 * The engine over the nodes of a cluster: each executes a part of the network as the population engine does, so that the bits are the same. When a
 * node is lost the run goes back to the last state that it was asked for, and goes on with those that are left.
 */
final class NetworkClusterEngine implements Engine {
    private final NodeSystem system;
    private final byte[] definition;
    private final NodeListener listener;

    NetworkClusterEngine(NodeSystem system, byte[] definition, NodeListener listener) {
        this.system = system;
        this.definition = definition;
        this.listener = listener;
    }

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        SpikingSimulation whole = (SpikingSimulation) request.simulation();
        RecordJoin records = new RecordJoin(
                whole.recorder(), whole.start().isStart() ? -1 : whole.start().timePs());
        Wanted wanted = new Wanted(request.checkpoints());
        return NetworkParts.run(
                request.tellingStatesTo(wanted),
                part -> new StretchRun(system, definition, listener, records, part).toTheEnd());
    }

    /**
     * A state that is wanted stays so until it is told: a node may be lost, or a stretch may end, before. Only at the end of the run it is of no use
     * any more.
     */
    private static final class Wanted implements Checkpoints {
        private final Checkpoints port;
        private boolean isDue;

        Wanted(Checkpoints port) {
            this.port = port;
        }

        @Override
        public boolean isDue() {
            isDue = isDue || port.isDue();
            return isDue;
        }

        @Override
        public void take(SimulationState state) {
            isDue = false;
            port.take(state);
        }
    }
}
