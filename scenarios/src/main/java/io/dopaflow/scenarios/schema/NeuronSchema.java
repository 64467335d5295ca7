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
import io.dopaflow.scenarios.schema.NetworkSettings.Neuron;
import io.dopaflow.scenarios.schema.NetworkSettings.Synapse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of one neuron and of one synapse of an explicit graph. */
final class NeuronSchema {

    private static final ScalarType<String> NAME = Types.text("\\S(.{0,62}\\S)?", "a name of 1 to 64 characters");

    private static final Key<Neuron, String> NEURON_NAME = Key.required("name", NAME, Neuron::name, "A unique name.");

    private static final Key<Neuron, Neuron.Role> ROLE = Key.required(
            "role",
            Types.choice(Neuron.Role.class),
            Neuron::role,
            "Its role: an input presents a feature, a bias spikes with amplitude 1, an output is" + " read out.");

    private static final Key<Neuron, Column> FEATURE = Key.conditional(
            "feature",
            new Column.Type("feature"),
            "required for inputs",
            Neuron::feature,
            "Name, or number from 0, of the feature that an input presents; a name that is a number stands in quotation"
                    + " marks.");

    private static final Key<Neuron, Sign> SIGN = Key.defaulted(
            "sign",
            Types.choice(Sign.class),
            Sign.EXCITATORY,
            Neuron::sign,
            "Whether its spikes raise or lower the potential of all its targets (Dale's principle).");

    private static final Key<Neuron, Activation> ACTIVATION = Key.conditional(
            "activation",
            Types.choice(Activation.class),
            "sigmoid for hidden neurons, identity for outputs",
            neuron -> neuron.role().isSource() ? Optional.empty() : Optional.of(neuron.activation()),
            "From the potential at readout to the amplitude of the spike. Not for inputs and bias neurons.");

    private static final Key<Neuron, SpikeCoding> SPIKES = Key.conditional(
            "spikes",
            Types.choice(SpikeCoding.class),
            "graded",
            neuron -> neuron.role().isSource() ? Optional.empty() : Optional.of(neuron.spikes()),
            "graded: the activation is the amplitude of the spike. all-or-none: it is the probability of a spike of"
                    + " amplitude 1 (Bernoulli noise). Not for inputs and bias neurons.");

    static final MappingType<Neuron> NEURON = MappingType.of(
                    List.of(NEURON_NAME, ROLE, FEATURE, SIGN, ACTIVATION, SPIKES),
                    values -> neuron(values).orElseThrow())
            .withCheck(NeuronSchema::checkSource)
            .withCheck(NeuronSchema::checkFeature)
            .withCheck(values -> checkSpikes(values, SPIKES, activation(values)));

    private static final Key<Synapse, String> PRE =
            Key.required("pre", NAME, Synapse::pre, "Name of the presynaptic neuron.");

    private static final Key<Synapse, String> POST =
            Key.required("post", NAME, Synapse::post, "Name of the postsynaptic neuron.");

    private static final double LARGEST_WEIGHT = 1e6;

    private static final Key<Synapse, Double> WEIGHT =
            weight(Types.positive(LARGEST_WEIGHT), "The initial weight; its sign is that of the presynaptic neuron.");

    private static final Key<Synapse, Double> SIGNED_WEIGHT = weight(
            Types.number(-LARGEST_WEIGHT, LARGEST_WEIGHT),
            "The initial weight; above 0 with log-weights, where the sign is that of the presynaptic neuron.");

    static final MappingType<Synapse> SYNAPSE = synapse(WEIGHT);

    /** A synapse whose weight may have either sign. */
    static final MappingType<Synapse> SIGNED_SYNAPSE = synapse(SIGNED_WEIGHT);

    private NeuronSchema() {}

    private static Key<Synapse, Double> weight(ScalarType<Double> type, String doc) {
        return Key.conditional("weight", type, "drawn as in initial_weight", Synapse::weight, doc);
    }

    private static MappingType<Synapse> synapse(Key<Synapse, Double> weight) {
        return MappingType.of(
                List.of(PRE, POST, weight), values -> synapse(values, weight).orElseThrow());
    }

    /** What is said of a neuron, as far as it is right; nothing without name and role. */
    static Optional<Neuron> outlineOfNeuron(Node node) {
        return NEURON.readValues(node, new Reading("", new Problems())).flatMap(NeuronSchema::neuron);
    }

    /** What is said of a synapse, as far as it is right; nothing without both ends. */
    static Optional<Synapse> outlineOfSynapse(Node node) {
        return SYNAPSE.readValues(node, new Reading("", new Problems())).flatMap(values -> synapse(values, WEIGHT));
    }

    private static Optional<Neuron> neuron(Values values) {
        return values.find(NEURON_NAME)
                .flatMap(name -> values.find(ROLE)
                        .map(role -> new Neuron(
                                name,
                                role,
                                values.find(FEATURE),
                                values.find(SIGN).orElse(Sign.EXCITATORY),
                                activation(values).orElse(Activation.IDENTITY),
                                values.find(SPIKES).orElse(SpikeCoding.GRADED))));
    }

    private static Optional<Synapse> synapse(Values values, Key<Synapse, Double> weight) {
        return values.find(PRE)
                .flatMap(pre -> values.find(POST).map(post -> new Synapse(pre, post, values.find(weight))));
    }

    private static Optional<Activation> activation(Values values) {
        return values.find(ACTIVATION)
                .or(() -> values.find(ROLE)
                        .map(role -> role == Neuron.Role.HIDDEN ? Activation.SIGMOID : Activation.IDENTITY));
    }

    private static void checkFeature(Values values) {
        if (values.has(ROLE, Neuron.Role.INPUT)) {
            values.require(FEATURE);
        } else if (values.find(ROLE).isPresent() && values.isWritten(FEATURE)) {
            values.wrong(FEATURE, "a feature", "only with role: input");
        }
    }

    private static void checkSource(Values values) {
        if (values.find(ROLE).map(Neuron.Role::isSource).orElse(false)) {
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
