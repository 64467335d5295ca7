package io.dopaflow.scenarios.schema;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.scenarios.format.ChoiceType;
import io.dopaflow.scenarios.format.FlagType;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.NumberType;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.WholeNumberType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of {@code network}. */
final class NetworkSchema {

    private static final int MOST_LAYERS = 100;
    private static final int LARGEST_LAYER = 100_000;
    private static final int MOST_NEURONS = 100_000;
    private static final int MOST_SYNAPSES = 1_000_000;

    private static final Key<LayeredNetwork.Layer, Long> SIZE = Key.required(
            "size",
            new WholeNumberType(1, LARGEST_LAYER),
            layer -> (long) layer.size(),
            "Number of neurons, alternately excitatory and inhibitory.");

    private static final Key<LayeredNetwork.Layer, Activation> ACTIVATION = Key.defaulted(
            "activation",
            ChoiceType.of(Activation.class),
            Activation.SIGMOID,
            LayeredNetwork.Layer::activation,
            "From the potential at readout to the amplitude of the spike.");

    private static final Key<LayeredNetwork.Layer, SpikeCoding> SPIKES = Key.defaulted(
            "spikes",
            ChoiceType.of(SpikeCoding.class),
            SpikeCoding.GRADED,
            LayeredNetwork.Layer::coding,
            "graded: the activation is the amplitude of the spike. all-or-none: it is the probability of a spike of"
                    + " amplitude 1 (Bernoulli noise); activation is then sigmoid.");

    private static final MappingType<LayeredNetwork.Layer> LAYER = MappingType.of(
                    List.of(SIZE, ACTIVATION, SPIKES),
                    values -> new LayeredNetwork.Layer(
                            values.get(SIZE).intValue(), values.get(ACTIVATION), values.get(SPIKES)))
            .withCheck((values, reading) -> SpikeCheck.check(values, SPIKES, values.find(ACTIVATION), reading));

    private static final Key<Activation, Activation> OUTPUT_ACTIVATION = Key.defaulted(
            "activation",
            ChoiceType.of(Activation.class),
            Activation.IDENTITY,
            Function.identity(),
            "From the potential at readout to the value on which the loss depends.");

    private static final Key<InitialWeight, Double> MEDIAN =
            Key.defaulted("median", NumberType.positiveUpTo(1e6), 1.0, InitialWeight::median, "Median of the weights.");

    private static final Key<InitialWeight, Double> SPREAD = Key.defaulted(
            "spread",
            NumberType.between(0, 10),
            0.5,
            InitialWeight::spread,
            "Weights lie between median exp(-spread) and median exp(spread), log-uniformly.");

    static final Key<NetworkSettings, List<LayeredNetwork.Layer>> HIDDEN = Key.conditional(
            "hidden",
            new ListType<>(LAYER, "layers", 0, MOST_LAYERS),
            "no hidden layer",
            inLayers(NetworkSettings.Layers::hidden),
            "Hidden layers, starting at the input; each is fully connected to the one before.");

    static final Key<NetworkSettings, Activation> OUTPUT = Key.conditional(
            "output",
            MappingType.of(List.of(OUTPUT_ACTIVATION), values -> values.get(OUTPUT_ACTIVATION)),
            "activation: identity",
            inLayers(NetworkSettings.Layers::output),
            "The output layer; its size follows from the task.");

    static final Key<NetworkSettings, Boolean> BIAS = Key.conditional(
            "bias",
            new FlagType(),
            "true",
            inLayers(NetworkSettings.Layers::bias),
            "Whether each layer receives from an excitatory and an inhibitory bias neuron.");

    static final Key<NetworkSettings, List<NeuronSettings>> NEURONS = Key.conditional(
            "neurons",
            new ListType<>(NeuronSchema.NEURON, "neurons", 2, MOST_NEURONS),
            "layers",
            inGraph(NetworkSettings.Graph::neurons),
            "Instead of layers: every neuron. Outputs in the order of the classes.");

    static final Key<NetworkSettings, List<SynapseSettings>> SYNAPSES = Key.conditional(
            "synapses",
            new ListType<>(NeuronSchema.SYNAPSE, "synapses", 1, MOST_SYNAPSES),
            "layers",
            inGraph(NetworkSettings.Graph::synapses),
            "Instead of layers: every synapse. They must form no cycle.");

    static final Key<NetworkSettings, InitialWeight> INITIAL_WEIGHT = Key.defaulted(
            "initial_weight",
            MappingType.of(
                    List.of(MEDIAN, SPREAD), values -> new InitialWeight(values.get(MEDIAN), values.get(SPREAD))),
            new InitialWeight(1.0, 0.5),
            NetworkSettings::initialWeight,
            "The initial weights: log weight = log(median) + spread (2u - 1), u uniform in [0, 1).");

    static final MappingType<NetworkSettings> TYPE = MappingType.of(
                    List.of(HIDDEN, OUTPUT, BIAS, NEURONS, SYNAPSES, INITIAL_WEIGHT), NetworkSchema::make)
            .withCheck(NetworkSchema::checkForm);

    private NetworkSchema() {}

    private static <T> Function<NetworkSettings, Optional<T>> inLayers(Function<NetworkSettings.Layers, T> from) {
        return network ->
                network instanceof NetworkSettings.Layers layers ? Optional.of(from.apply(layers)) : Optional.empty();
    }

    private static <T> Function<NetworkSettings, Optional<T>> inGraph(Function<NetworkSettings.Graph, T> from) {
        return network ->
                network instanceof NetworkSettings.Graph graph ? Optional.of(from.apply(graph)) : Optional.empty();
    }

    private static NetworkSettings make(Values values) {
        InitialWeight initialWeight = values.get(INITIAL_WEIGHT);
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
        Optional<List<NeuronSettings>> neurons = all(mapping, NEURONS, NeuronSchema::outlineOfNeuron);
        Optional<List<SynapseSettings>> synapses = all(mapping, SYNAPSES, NeuronSchema::outlineOfSynapse);
        InitialWeight any = new InitialWeight(1, 0);
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

    private static void checkForm(Values values, Reading reading) {
        if (!values.isWritten(NEURONS) && !values.isWritten(SYNAPSES)) {
            return;
        }
        for (Key<NetworkSettings, ?> key : List.of(NEURONS, SYNAPSES)) {
            if (!values.isWritten(key)) {
                reading.at(key.name())
                        .wrong(values.placeOf(key), "nothing", key.type().allowed());
            }
        }
        for (Key<NetworkSettings, ?> key : List.of(HIDDEN, OUTPUT, BIAS)) {
            if (values.isWritten(key)) {
                reading.at(key.name())
                        .wrong(
                                values.placeOf(key),
                                key.name() + " together with neurons and synapses",
                                "either layers (hidden, output, bias) or a graph (neurons, synapses)");
            }
        }
    }
}
