package io.dopaflow.scenarios.cluster;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.cluster.ClusterException;
import io.dopaflow.simulator.cluster.Coordinator;
import io.dopaflow.simulator.cluster.NodeStatus;
import java.util.OptionalInt;

/**
 * The engine of a network that the nodes of a cluster execute.
 *
 * @param coordinator of the cluster
 * @param definition of the network
 * @param threads cores of all nodes, at least 1
 */
public record ClusterEngines(Coordinator coordinator, Definition definition, int threads) implements EngineFactory {

    /** On all nodes there are. */
    public static ClusterEngines of(Coordinator coordinator, Definition definition)
            throws ClusterException, InterruptedException {
        int cores = coordinator.nodes().stream().mapToInt(NodeStatus::cores).sum();
        return new ClusterEngines(coordinator, definition, Math.max(1, cores));
    }

    @Override
    public Chosen choose(EngineChoice choice, OptionalInt none, SpikingNetwork network) {
        return new Chosen(coordinator.engine(definition.bytes()), threads, "the nodes of a cluster, as asked for");
    }

    @Override
    public Chosen choose(EngineChoice choice, OptionalInt none, LearningCycle model) {
        throw new IllegalArgumentException("a cluster was given learning cycles; allowed: networks that spike freely");
    }
}
