package io.dopaflow.scenarios.schema;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of one neuron and of one synapse of an explicit graph. */
final class NeuronSchema {

    private static final ScalarType<String> NAME = Types.text("\\S(.{0,62}\\S)?", "a name of 1 to 64 characters");

    private static final Key<NetworkSettings.Neuron, String> NEURON_NAME =
            Key.required("name", NAME, NetworkSettings.Neuron::name, "A unique name.");

    private static final Key<NetworkSettings.Neuron, NetworkSettings.Neuron.Role> ROLE = Key.required(
            "role",
            Types.choice(NetworkSettings.Neuron.Role.class),
            NetworkSettings.Neuron::role,
            "Its role: an input presents a feature, a bias spikes with amplitude 1, an output is" + " read out.");

    private static final Key<NetworkSettings.Neuron, Column> FEATURE = Key.conditional(
            "feature",
            new ColumnType("feature"),
            "required for inputs",
            NetworkSettings.Neuron::feature,
            "Name, or number from 0, of the feature that an input presents; a name that is a number stands in quotation"
                    + " marks.");

    private static final Key<NetworkSettings.Neuron, Sign> SIGN = Key.defaulted(
            "sign",
            Types.choice(Sign.class),
            Sign.EXCITATORY,
            NetworkSettings.Neuron::sign,
            "Whether its spikes raise or lower the potential of all its targets (Dale's principle).");

    private static final Key<NetworkSettings.Neuron, Activation> ACTIVATION = Key.conditional(
            "activation",
            Types.choice(Activation.class),
            "sigmoid for hidden neurons, identity for outputs",
            neuron -> neuron.role().isSource() ? Optional.empty() : Optional.of(neuron.activation()),
            "From the potential at readout to the amplitude of the spike. Not for inputs and bias neurons.");

    private static final Key<NetworkSettings.Neuron, SpikeCoding> SPIKES = Key.conditional(
            "spikes",
            Types.choice(SpikeCoding.class),
            "graded",
            neuron -> neuron.role().isSource() ? Optional.empty() : Optional.of(neuron.spikes()),
            "graded: every spike carries the amplitude. all-or-none: a spike of amplitude 1 with that probability"
                    + " (Bernoulli noise). Not for inputs and bias neurons.");

    static final MappingType<NetworkSettings.Neuron> NEURON = MappingType.of(
                    List.of(NEURON_NAME, ROLE, FEATURE, SIGN, ACTIVATION, SPIKES), NeuronSchema::make)
            .withCheck(NeuronSchema::checkSource)
            .withCheck(NeuronSchema::checkFeature)
            .withCheck(values -> checkSpikes(values, SPIKES, activation(values)));

    private static final Key<NetworkSettings.Synapse, String> PRE =
            Key.required("pre", NAME, NetworkSettings.Synapse::pre, "Name of the presynaptic neuron.");

    private static final Key<NetworkSettings.Synapse, String> POST =
            Key.required("post", NAME, NetworkSettings.Synapse::post, "Name of the postsynaptic neuron.");

    private static final Key<NetworkSettings.Synapse, Double> WEIGHT = Key.conditional(
            "weight",
            Types.positive(1e6),
            "drawn as in initial_weight",
            NetworkSettings.Synapse::weight,
            "The initial weight; its sign is that of the presynaptic neuron.");

    static final MappingType<NetworkSettings.Synapse> SYNAPSE = MappingType.of(
            List.of(PRE, POST, WEIGHT),
            values -> new NetworkSettings.Synapse(values.get(PRE), values.get(POST), values.find(WEIGHT)));

    private NeuronSchema() {}

    private static NetworkSettings.Neuron make(Values values) {
        return new NetworkSettings.Neuron(
                values.get(NEURON_NAME),
                values.get(ROLE),
                values.find(FEATURE),
                values.get(SIGN),
                activation(values).orElse(Activation.IDENTITY),
                values.find(SPIKES).orElse(SpikeCoding.GRADED));
    }

    /** What is said of a neuron, as far as it is right; nothing without name and role. */
    static Optional<NetworkSettings.Neuron> outlineOfNeuron(Node node) {
        return NEURON.readValues(node, new Reading("", new Problems()))
                .flatMap(values -> values.find(NEURON_NAME)
                        .flatMap(name -> values.find(ROLE)
                                .map(role -> new NetworkSettings.Neuron(
                                        name,
                                        role,
                                        values.find(FEATURE),
                                        values.find(SIGN).orElse(Sign.EXCITATORY),
                                        activation(values).orElse(Activation.IDENTITY),
                                        values.find(SPIKES).orElse(SpikeCoding.GRADED)))));
    }

    /** What is said of a synapse, as far as it is right; nothing without both ends. */
    static Optional<NetworkSettings.Synapse> outlineOfSynapse(Node node) {
        return SYNAPSE.readValues(node, new Reading("", new Problems()))
                .flatMap(values -> values.find(PRE)
                        .flatMap(pre -> values.find(POST)
                                .map(post -> new NetworkSettings.Synapse(pre, post, values.find(WEIGHT)))));
    }

    private static Optional<Activation> activation(Values values) {
        return values.find(ACTIVATION)
                .or(() -> values.find(ROLE)
                        .map(role ->
                                role == NetworkSettings.Neuron.Role.HIDDEN ? Activation.SIGMOID : Activation.IDENTITY));
    }

    private static void checkFeature(Values values) {
        if (values.has(ROLE, NetworkSettings.Neuron.Role.INPUT)) {
            values.require(FEATURE);
        } else if (values.find(ROLE).isPresent() && values.isWritten(FEATURE)) {
            values.wrong(FEATURE, "a feature", "only with role: input");
        }
    }

    private static void checkSource(Values values) {
        if (values.find(ROLE).map(NetworkSettings.Neuron.Role::isSource).orElse(false)) {
            Stream.of(ACTIVATION, SPIKES)
                    .filter(values::isWritten)
                    .forEach(key -> values.wrong(key, key.name(), "only with role: hidden | output"));
        }
    }

    /** All-or-none spikes come with probability phi(v): phi has to be a probability. */
    static void checkSpikes(Values values, Key<?, SpikeCoding> spikes, Optional<Activation> activation) {
        if (values.has(spikes, SpikeCoding.ALL_OR_NONE)) {
            activation
                    .filter(function -> function != Activation.SIGMOID)
                    .ifPresent(function -> values.wrong(
                            spikes,
                            "all-or-none with activation: "
                                    + ACTIVATION.type().write(function).shown(),
                            "all-or-none with activation: sigmoid, whose value is a probability; graded with any"));
        }
    }
}
