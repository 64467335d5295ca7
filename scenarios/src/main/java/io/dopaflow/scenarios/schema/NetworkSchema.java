package io.dopaflow.scenarios.schema;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys of {@code network}. */
final class NetworkSchema {

    private static final int MOST_LAYERS = 100;
    private static final int LARGEST_LAYER = 100_000;
    private static final int MOST_NEURONS = 100_000;
    private static final int MOST_SYNAPSES = 1_000_000;

    private static final Key<LayeredNetwork.Layer, Long> SIZE = Key.required(
            "size",
            Types.wholeNumber(1, LARGEST_LAYER),
            layer -> (long) layer.size(),
            "Number of neurons, alternately excitatory and inhibitory.");

    private static final Key<LayeredNetwork.Layer, Activation> ACTIVATION = Key.defaulted(
            "activation",
            Types.choice(Activation.class),
            Activation.SIGMOID,
            LayeredNetwork.Layer::activation,
            "From the potential at readout to the amplitude of the spike.");

    private static final Key<LayeredNetwork.Layer, SpikeCoding> SPIKES = Key.defaulted(
            "spikes",
            Types.choice(SpikeCoding.class),
            SpikeCoding.GRADED,
            LayeredNetwork.Layer::coding,
            "graded: the activation is the amplitude of the spike. all-or-none: it is the probability of a spike of"
                    + " amplitude 1 (Bernoulli noise); activation is then sigmoid.");

    private static final MappingType<LayeredNetwork.Layer> LAYER = MappingType.of(
                    List.of(SIZE, ACTIVATION, SPIKES),
                    values -> new LayeredNetwork.Layer(
                            values.get(SIZE).intValue(), values.get(ACTIVATION), values.get(SPIKES)))
            .withCheck(values -> NeuronSchema.checkSpikes(values, SPIKES, values.find(ACTIVATION)));

    private static final Key<Activation, Activation> OUTPUT_ACTIVATION = Key.defaulted(
            "activation",
            Types.choice(Activation.class),
            Activation.IDENTITY,
            Function.identity(),
            "From the potential at readout to the value on which the loss depends.");

    private static final Key<NetworkSettings.InitialWeight, Double> MEDIAN = Key.defaulted(
            "median", Types.positive(1e6), 1.0, NetworkSettings.InitialWeight::median, "Median of the weights.");

    private static final Key<NetworkSettings.InitialWeight, Double> SPREAD = Key.defaulted(
            "spread",
            Types.number(0, 10),
            0.5,
            NetworkSettings.InitialWeight::spread,
            "Weights lie between median exp(-spread) and median exp(spread), log-uniformly.");

    static final Key<NetworkSettings, List<LayeredNetwork.Layer>> HIDDEN = Key.conditional(
            "hidden",
            new ListType<>(LAYER, "layers", 0, MOST_LAYERS),
            "no hidden layer",
            Key.when(Function.identity(), NetworkSettings.Layers.class, NetworkSettings.Layers::hidden),
            "Hidden layers, starting at the input; each is fully connected to the one before.");

    static final Key<NetworkSettings, Activation> OUTPUT = Key.conditional(
            "output",
            MappingType.of(List.of(OUTPUT_ACTIVATION), values -> values.get(OUTPUT_ACTIVATION)),
            "activation: identity",
            Key.when(Function.identity(), NetworkSettings.Layers.class, NetworkSettings.Layers::output),
            "The output layer; its size follows from the task.");

    static final Key<NetworkSettings, Boolean> BIAS = Key.conditional(
            "bias",
            Types.FLAG,
            "true",
            Key.when(Function.identity(), NetworkSettings.Layers.class, NetworkSettings.Layers::bias),
            "Whether each layer receives from an excitatory and an inhibitory bias neuron.");

    static final Key<NetworkSettings, List<NetworkSettings.Neuron>> NEURONS = Key.conditional(
            "neurons",
            new ListType<>(NeuronSchema.NEURON, "neurons", 2, MOST_NEURONS),
            "layers",
            Key.when(Function.identity(), NetworkSettings.Graph.class, NetworkSettings.Graph::neurons),
            "Instead of layers: every neuron. Outputs in the order of the classes.");

    static final Key<NetworkSettings, List<NetworkSettings.Synapse>> SYNAPSES = Key.conditional(
            "synapses",
            new ListType<>(NeuronSchema.SYNAPSE, "synapses", 1, MOST_SYNAPSES),
            "layers",
            Key.when(Function.identity(), NetworkSettings.Graph.class, NetworkSettings.Graph::synapses),
            "Instead of layers: every synapse. They must form no cycle.");

    static final Key<NetworkSettings, NetworkSettings.InitialWeight> INITIAL_WEIGHT = Key.defaulted(
            "initial_weight",
            MappingType.of(
                    List.of(MEDIAN, SPREAD),
                    values -> new NetworkSettings.InitialWeight(values.get(MEDIAN), values.get(SPREAD))),
            new NetworkSettings.InitialWeight(1.0, 0.5),
            NetworkSettings::initialWeight,
            "The initial weights: log weight = log(median) + spread (2u - 1), u uniform in [0, 1).");

    static final MappingType<NetworkSettings> TYPE = MappingType.of(
                    List.of(HIDDEN, OUTPUT, BIAS, NEURONS, SYNAPSES, INITIAL_WEIGHT), NetworkSchema::make)
            .withCheck(NetworkSchema::checkForm);

    private NetworkSchema() {}

    private static NetworkSettings make(Values values) {
        NetworkSettings.InitialWeight initialWeight = values.get(INITIAL_WEIGHT);
        if (values.isWritten(NEURONS)) {
            return new NetworkSettings.Graph(values.get(NEURONS), values.get(SYNAPSES), initialWeight);
        }
        return new NetworkSettings.Layers(
                values.find(HIDDEN).orElse(List.of()),
                values.find(OUTPUT).orElse(Activation.IDENTITY),
                values.find(BIAS).orElse(true),
                initialWeight);
    }

    /**
     * The neurons and synapses of a graph, so that paths and cycles can be checked although other things are wrong with
     * it; nothing where a neuron lacks a name or a role, or a synapse one of its ends.
     */
    static Optional<NetworkSettings.Graph> outline(Node network) {
        if (!(network instanceof Node.Mapping mapping)) {
            return Optional.empty();
        }
        Optional<List<NetworkSettings.Neuron>> neurons = all(mapping, NEURONS, NeuronSchema::outlineOfNeuron);
        Optional<List<NetworkSettings.Synapse>> synapses = all(mapping, SYNAPSES, NeuronSchema::outlineOfSynapse);
        NetworkSettings.InitialWeight any = new NetworkSettings.InitialWeight(1, 0);
        return neurons.flatMap(n -> synapses.map(s -> new NetworkSettings.Graph(n, s, any)));
    }

    private static <T> Optional<List<T>> all(
            Node.Mapping network, Key<NetworkSettings, List<T>> key, Function<Node, Optional<T>> outline) {
        return network.find(key.name())
                .map(Node.Entry::value)
                .flatMap(node -> node instanceof Node.Sequence sequence ? Optional.of(sequence) : Optional.empty())
                .flatMap(sequence -> {
                    List<T> found = sequence.items().stream()
                            .flatMap(item -> outline.apply(item).stream())
                            .toList();
                    return found.size() == sequence.items().size() ? Optional.of(found) : Optional.empty();
                });
    }

    private static void checkForm(Values values) {
        if (values.isWritten(NEURONS) || values.isWritten(SYNAPSES)) {
            List.of(NEURONS, SYNAPSES).forEach(values::require);
            Stream.of(HIDDEN, OUTPUT, BIAS)
                    .filter(values::isWritten)
                    .forEach(key -> values.wrong(
                            key,
                            key.name() + " together with neurons and synapses",
                            "either layers (hidden, output, bias) or a graph (neurons, synapses)"));
        }
    }
}
