package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.schema.SpikingScenario;
import java.util.List;

/**
 * The two configurations of a network in the files of SONATA: {@code circuit_config.json} names the files of nodes and edges, {@code
 * simulation_config.json} says how long and with what inputs they are simulated.
 */
final class SonataConfigurations {
    /** The step for other tools of a network without one, in ms. */
    private static final double STEP_OF_OTHERS = 0.1;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ArrayNode nodes = JSON.arrayNode();
    private final ArrayNode edges = JSON.arrayNode();
    private final ObjectNode inputs = JSON.objectNode();

    /** Adds a population of nodes, {@code NAME_nodes.h5} with its types. */
    void addNodes(String name) {
        nodes.addObject()
                .put("nodes_file", "$NETWORK_DIR/" + name + "_nodes.h5")
                .put("node_types_file", "$NETWORK_DIR/" + name + "_node_types.csv");
    }

    /** Adds a population of edges, {@code NAME_edges.h5} with its types. */
    void addEdges(String name) {
        edges.addObject()
                .put("edges_file", "$NETWORK_DIR/" + name + "_edges.h5")
                .put("edge_types_file", "$NETWORK_DIR/" + name + "_edge_types.csv");
    }

    /** Adds the spikes of a population of virtual nodes, {@code NAME_spikes.h5}. */
    void addSpikes(String name) {
        ObjectNode input = inputs.putObject(name + "_spikes");
        input.put("input_type", "spikes")
                .put("module", "sonata")
                .put("input_file", "$INPUT_DIR/" + name + "_spikes.h5");
        input.putObject("node_set").put("population", name);
    }

    /**
     * Adds a current.
     *
     * @param name of the input
     * @param course its segments
     * @param target the population that it flows into
     * @param ids of the nodes that it flows into; empty for all
     */
    void addCurrent(String name, List<CurrentSegment> course, String target, List<Integer> ids) {
        ObjectNode input = inputs.putObject(name);
        input.put("input_type", "current_clamp").put("module", "IClamp");
        ArrayNode amplitudes = input.putArray("amp");
        ArrayNode delays = input.putArray("delay");
        ArrayNode durations = input.putArray("duration");
        course.forEach(segment -> {
            amplitudes.add(segment.amplitude());
            delays.add(VirtualTime.toMilliseconds(segment.fromPs()));
            durations.add(VirtualTime.toMilliseconds(segment.toPs() - segment.fromPs()));
        });
        ObjectNode set = input.putObject("node_set").put("population", target);
        if (!ids.isEmpty()) {
            ids.forEach(set.putArray("node_id")::add);
        }
    }

    /** The text of {@code circuit_config.json}. */
    String circuit() {
        ObjectNode circuit = JSON.objectNode();
        circuit.putObject("manifest")
                .put("$BASE_DIR", ".")
                .put("$NETWORK_DIR", "$BASE_DIR/network")
                .put("$COMPONENT_DIR", "$BASE_DIR/components");
        circuit.putObject("components")
                .put("point_neuron_models_dir", "$COMPONENT_DIR/point_neuron_models")
                .put("synaptic_models_dir", "$COMPONENT_DIR/synaptic_models");
        ObjectNode networks = circuit.putObject("networks");
        networks.set("nodes", nodes);
        networks.set("edges", edges);
        circuit.put("target_simulator", "NEST");
        return circuit.toPrettyString() + "\n";
    }

    /** The text of {@code simulation_config.json}; what SONATA has no key for is under {@code dopaflow}. */
    String simulation(SpikingScenario scenario, SpikingNetwork network) {
        boolean isPrecise = network.time() instanceof TimeMode.Precise;
        ObjectNode simulation = JSON.objectNode();
        simulation
                .putObject("manifest")
                .put("$BASE_DIR", ".")
                .put("$INPUT_DIR", "$BASE_DIR/inputs")
                .put("$OUTPUT_DIR", "$BASE_DIR/output");
        simulation
                .putObject("run")
                .put("tstop", VirtualTime.toMilliseconds(network.durationPs()))
                .put(
                        "dt",
                        isPrecise
                                ? STEP_OF_OTHERS
                                : VirtualTime.toMilliseconds(network.time().unitPs()));
        simulation.put("target_simulator", "NEST").put("network", "$BASE_DIR/circuit_config.json");
        simulation.set("inputs", inputs);
        simulation
                .putObject("output")
                .put("output_dir", "$OUTPUT_DIR")
                .put("spikes_file", "spikes.h5")
                .put("spikes_sort_order", "time");
        ObjectNode own = simulation
                .putObject("dopaflow")
                .put("name", scenario.name())
                .put("description", scenario.description())
                .put("seed", scenario.seed())
                .put("stop_above_hz", scenario.stopAbove());
        if (isPrecise) {
            own.put("time", "precise");
        }
        return simulation.toPrettyString() + "\n";
    }
}
