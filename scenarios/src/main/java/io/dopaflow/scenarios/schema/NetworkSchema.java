package io.dopaflow.scenarios.schema;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.ScalarType;
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
            "Number of neurons, alternately excitatory and inhibitory; of neither kind where weights are signed.");

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

    static final NetworkSettings.InitialWeight DEFAULT_START = new NetworkSettings.InitialWeight(1.0, 0.5);
    static final ScalarType<Double> MEDIANS = Types.positive(1e6);
    static final String MEDIAN_DOC = "Median of the weights.";
    static final ScalarType<Double> SPREADS = Types.number(0, 10);
    static final String SPREAD_DOC = "Weights lie between median exp(-spread) and median exp(spread), log-uniformly.";

    private static final Key<NetworkSettings.InitialWeight, Double> MEDIAN =
            Key.defaulted("median", MEDIANS, DEFAULT_START.median(), NetworkSettings.InitialWeight::median, MEDIAN_DOC);

    private static final Key<NetworkSettings.InitialWeight, Double> SPREAD =
            Key.defaulted("spread", SPREADS, DEFAULT_START.spread(), NetworkSettings.InitialWeight::spread, SPREAD_DOC);

    static final Key<HasNetwork, List<LayeredNetwork.Layer>> HIDDEN = Key.conditional(
            "hidden",
            new ListType<>(LAYER, "layers", 0, MOST_LAYERS),
            "no hidden layer",
            Key.when(HasNetwork::network, NetworkSettings.Layers.class, NetworkSettings.Layers::hidden),
            "Hidden layers, starting at the input; each is fully connected to the one before.");

    static final Key<HasNetwork, Activation> OUTPUT = Key.conditional(
            "output",
            MappingType.of(List.of(OUTPUT_ACTIVATION), values -> values.get(OUTPUT_ACTIVATION)),
            "activation: identity",
            Key.when(HasNetwork::network, NetworkSettings.Layers.class, NetworkSettings.Layers::output),
            "The output layer; its size follows from the task.");

    static final Key<HasNetwork, Boolean> BIAS = Key.conditional(
            "bias",
            Types.FLAG,
            "true",
            Key.when(HasNetwork::network, NetworkSettings.Layers.class, NetworkSettings.Layers::bias),
            "Whether each layer receives from an excitatory and an inhibitory bias neuron; from one where weights are signed.");

    static final Key<HasNetwork, List<NetworkSettings.Neuron>> NEURONS = Key.conditional(
            "neurons",
            new ListType<>(NeuronSchema.NEURON, "neurons", 2, MOST_NEURONS),
            "layers",
            Key.when(HasNetwork::network, NetworkSettings.Graph.class, NetworkSettings.Graph::neurons),
            "Instead of layers: every neuron. Outputs in the order of the classes.");

    static final Key<HasNetwork, List<NetworkSettings.Synapse>> SYNAPSES = synapses(NeuronSchema.SYNAPSE);

    static final Key<NetworkSettings, NetworkSettings.InitialWeight> INITIAL_WEIGHT = Key.defaulted(
            "initial_weight",
            MappingType.of(
                    List.of(MEDIAN, SPREAD),
                    values -> new NetworkSettings.InitialWeight(values.get(MEDIAN), values.get(SPREAD))),
            DEFAULT_START,
            NetworkSettings::initialWeight,
            "The initial weights: log weight = log(median) + spread (2u - 1), u uniform in [0, 1).");

    static final MappingType<NetworkSettings> TYPE = MappingType.of(
                    List.of(HIDDEN, OUTPUT, BIAS, NEURONS, SYNAPSES, INITIAL_WEIGHT), NetworkSchema::make)
            .withCheck(values -> checkForm(values, SYNAPSES));

    private NetworkSchema() {}

    /** The key of the synapses of a graph. */
    static Key<HasNetwork, List<NetworkSettings.Synapse>> synapses(MappingType<NetworkSettings.Synapse> synapse) {
        return Key.conditional(
                "synapses",
                new ListType<>(synapse, "synapses", 1, MOST_SYNAPSES),
                "layers",
                Key.when(HasNetwork::network, NetworkSettings.Graph.class, NetworkSettings.Graph::synapses),
                "Instead of layers: every synapse. They must form no cycle.");
    }

    private static NetworkSettings make(Values values) {
        return make(values, SYNAPSES, values.get(INITIAL_WEIGHT));
    }

    /** The layers, or the graph whose synapses stand under that key. */
    static NetworkSettings make(
            Values values,
            Key<HasNetwork, List<NetworkSettings.Synapse>> synapses,
            NetworkSettings.InitialWeight initialWeight) {
        if (values.isWritten(NEURONS)) {
            return new NetworkSettings.Graph(values.get(NEURONS), values.get(synapses), initialWeight);
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
            Node.Mapping network, Key<HasNetwork, List<T>> key, Function<Node, Optional<T>> outline) {
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

    /** Either layers, or a graph whose synapses stand under that key. */
    static void checkForm(Values values, Key<HasNetwork, List<NetworkSettings.Synapse>> synapses) {
        if (values.isWritten(NEURONS) || values.isWritten(synapses)) {
            List.of(NEURONS, synapses).forEach(values::require);
            Stream.of(HIDDEN, OUTPUT, BIAS)
                    .filter(values::isWritten)
                    .forEach(key -> values.wrong(
                            key,
                            key.name() + " together with neurons and synapses",
                            "either layers (hidden, output, bias) or a graph (neurons, synapses)"));
        }
    }
}
