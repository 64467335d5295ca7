package io.dopaflow.simulator.cluster;

import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;

final class NetworkClusterEngine implements Engine {
    NetworkClusterEngine(NodeSystem system, byte[] definition, NodeListener listener) {}

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        throw new IllegalStateException("not yet");
    }
}
