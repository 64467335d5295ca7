package io.dopaflow.scenarios.load;

import io.dopaflow.models.network.InvalidNetworkException;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.Column;
import io.dopaflow.scenarios.schema.NetworkSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds the network of a scenario for a data set: features and outputs get their numbers and names from it. */
record NetworkBuilder(DataSet data, boolean signed, Report report) {

    private static final long MOST_SYNAPSES = 2_000_000;

    /** The network, of layers for signed weights or for neurons of either sign; nothing if anything was reported. */
    static Optional<Network> build(NetworkSettings settings, DataSet data, boolean signed, Report report) {
        NetworkBuilder builder = new NetworkBuilder(data, signed, report);
        try {
            return settings instanceof NetworkSettings.Layers layers
                    ? builder.layers(layers)
                    : builder.graph((NetworkSettings.Graph) settings);
        } catch (InvalidNetworkException e) {
            if (report.problems().none()) {
                e.problems().forEach(problem -> invalid(problem, report));
            }
            return Optional.empty();
        }
    }

    /** The models say what is wrong and what is allowed in one sentence. */
    private static void invalid(String problem, Report report) {
        String between = "; allowed: ";
        int allowed = problem.indexOf(between);
        report.wrong(
                "network",
                allowed < 0 ? problem : problem.substring(0, allowed),
                allowed < 0 ? "a valid network" : problem.substring(allowed + between.length()));
    }

    private Optional<Network> layers(NetworkSettings.Layers layers) {
        long sources = signed ? 1 : 2;
        long below = sources * data.features().size();
        long synapses = 0;
        List<Integer> sizes = new ArrayList<>();
        layers.hidden().forEach(layer -> sizes.add(layer.size()));
        sizes.add(data.target().names().size());
        for (int size : sizes) {
            synapses += size * (below + (layers.bias() ? sources : 0));
            below = size;
        }
        if (synapses > MOST_SYNAPSES) {
            report.wrong(
                    "network.hidden", synapses + " synapses", "layers with at most " + MOST_SYNAPSES + " synapses");
            return Optional.empty();
        }
        LayeredNetwork network = new LayeredNetwork(
                data.features(), layers.hidden(), data.target().names(), layers.output(), layers.bias());
        return Optional.of(signed ? network.buildSigned() : network.build());
    }

    private Optional<Network> graph(NetworkSettings.Graph graph) {
        List<Neuron> neurons = new ArrayList<>();
        Map<String, Integer> byName = new HashMap<>();
        int outputs = 0;
        for (int id = 0; id < graph.neurons().size(); id++) {
            NetworkSettings.Neuron neuron = graph.neurons().get(id);
            Optional<NeuronRole> role = role(neuron, id, outputs);
            outputs += neuron.role() == NetworkSettings.Neuron.Role.OUTPUT ? 1 : 0;
            byName.put(neuron.name(), id);
            if (role.isPresent()) {
                neurons.add(
                        new Neuron(id, neuron.name(), role.get(), neuron.sign(), neuron.activation(), neuron.spikes()));
            }
        }
        List<String> names = data.target().names();
        if (outputs != names.size() && outputs > 0) {
            report.wrong(
                    "network.neurons",
                    outputs + (outputs == 1 ? " output" : " outputs"),
                    names.size() + " neurons with role: output, for " + Columns.shortened(names));
            return Optional.empty();
        }
        if (neurons.size() < graph.neurons().size()) {
            return Optional.empty();
        }
        List<Synapse> synapses = new ArrayList<>();
        for (NetworkSettings.Synapse synapse : graph.synapses()) {
            if (!byName.containsKey(synapse.pre()) || !byName.containsKey(synapse.post())) {
                return Optional.empty();
            }
            synapses.add(new Synapse(synapses.size(), byName.get(synapse.pre()), byName.get(synapse.post())));
        }
        return Optional.of(Network.of(neurons, synapses));
    }

    private Optional<NeuronRole> role(NetworkSettings.Neuron neuron, int id, int output) {
        return switch (neuron.role()) {
            case INPUT -> neuron.feature().flatMap(feature -> input(feature, id));
            case BIAS -> Optional.of(new NeuronRole.Bias());
            case HIDDEN -> Optional.of(new NeuronRole.Hidden());
            case OUTPUT -> Optional.of(new NeuronRole.Output(output));
        };
    }

    private Optional<NeuronRole> input(Column feature, int id) {
        OptionalInt index = new Columns(data.features(), "feature of the data", report)
                .find(feature, "network.neurons." + id + ".feature");
        return index.isPresent() ? Optional.of(new NeuronRole.Input(index.getAsInt())) : Optional.empty();
    }
}
