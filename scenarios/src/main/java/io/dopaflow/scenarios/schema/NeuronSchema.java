package io.dopaflow.scenarios.schema;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.scenarios.format.ChoiceType;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.NumberType;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.TextType;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;

/** The keys of one neuron and of one synapse of an explicit graph. */
final class NeuronSchema {

    private static final TextType NAME = TextType.matching("\\S(.{0,62}\\S)?", "a name of 1 to 64 characters");

    private static final Key<NeuronSettings, String> NEURON_NAME =
            Key.required("name", NAME, NeuronSettings::name, "A unique name.");

    private static final Key<NeuronSettings, NeuronSettings.Role> ROLE = Key.required(
            "role",
            ChoiceType.of(NeuronSettings.Role.class),
            NeuronSettings::role,
            "Its role: an input presents a feature, a bias spikes with amplitude 1, an output is read out.");

    private static final Key<NeuronSettings, Column> FEATURE = Key.conditional(
            "feature",
            new ColumnType("feature"),
            "required for inputs",
            NeuronSettings::feature,
            "Name, or number from 0, of the feature that an input presents; a name that is a number stands in quotation"
                    + " marks.");

    private static final Key<NeuronSettings, Sign> SIGN = Key.defaulted(
            "sign",
            ChoiceType.of(Sign.class),
            Sign.EXCITATORY,
            NeuronSettings::sign,
            "Whether its spikes raise or lower the potential of all its targets (Dale's principle).");

    private static final Key<NeuronSettings, Activation> ACTIVATION = Key.conditional(
            "activation",
            ChoiceType.of(Activation.class),
            "sigmoid for hidden neurons, identity for outputs",
            neuron -> neuron.role().isSource() ? Optional.empty() : Optional.of(neuron.activation()),
            "From the potential at readout to the amplitude of the spike. Not for inputs and bias neurons.");

    private static final Key<NeuronSettings, SpikeCoding> SPIKES = Key.conditional(
            "spikes",
            ChoiceType.of(SpikeCoding.class),
            "graded",
            neuron -> neuron.role().isSource() ? Optional.empty() : Optional.of(neuron.spikes()),
            "graded: the activation is the amplitude of the spike. all-or-none: it is the probability of a spike of"
                    + " amplitude 1 (Bernoulli noise). Not for inputs and bias neurons.");

    static final MappingType<NeuronSettings> NEURON = MappingType.of(
                    List.of(NEURON_NAME, ROLE, FEATURE, SIGN, ACTIVATION, SPIKES), NeuronSchema::make)
            .withCheck(NeuronSchema::checkSource)
            .withCheck(NeuronSchema::checkFeature)
            .withCheck((values, reading) -> SpikeCheck.check(values, SPIKES, activation(values), reading));

    private static final Key<SynapseSettings, String> PRE =
            Key.required("pre", NAME, SynapseSettings::pre, "Name of the presynaptic neuron.");

    private static final Key<SynapseSettings, String> POST =
            Key.required("post", NAME, SynapseSettings::post, "Name of the postsynaptic neuron.");

    private static final Key<SynapseSettings, Double> WEIGHT = Key.conditional(
            "weight",
            NumberType.positiveUpTo(1e6),
            "drawn as in initial_weight",
            SynapseSettings::weight,
            "The initial weight; its sign is that of the presynaptic neuron.");

    static final MappingType<SynapseSettings> SYNAPSE = MappingType.of(
            List.of(PRE, POST, WEIGHT),
            values -> new SynapseSettings(values.get(PRE), values.get(POST), values.find(WEIGHT)));

    private NeuronSchema() {}

    private static NeuronSettings make(Values values) {
        return new NeuronSettings(
                values.get(NEURON_NAME),
                values.get(ROLE),
                values.find(FEATURE),
                values.get(SIGN),
                activation(values).orElse(Activation.IDENTITY),
                values.find(SPIKES).orElse(SpikeCoding.GRADED));
    }

    /** What is said of a neuron, as far as it is right; nothing without name and role. */
    static Optional<NeuronSettings> outlineOfNeuron(Node node) {
        return NEURON.readValues(node, new Reading("", new Problems()))
                .flatMap(values -> values.find(NEURON_NAME)
                        .flatMap(name -> values.find(ROLE)
                                .map(role -> new NeuronSettings(
                                        name,
                                        role,
                                        values.find(FEATURE),
                                        values.find(SIGN).orElse(Sign.EXCITATORY),
                                        activation(values).orElse(Activation.IDENTITY),
                                        values.find(SPIKES).orElse(SpikeCoding.GRADED)))));
    }

    /** What is said of a synapse, as far as it is right; nothing without both ends. */
    static Optional<SynapseSettings> outlineOfSynapse(Node node) {
        return SYNAPSE.readValues(node, new Reading("", new Problems()))
                .flatMap(values -> values.find(PRE)
                        .flatMap(pre ->
                                values.find(POST).map(post -> new SynapseSettings(pre, post, values.find(WEIGHT)))));
    }

    private static Optional<Activation> activation(Values values) {
        return values.find(ACTIVATION)
                .or(() -> values.find(ROLE)
                        .map(role -> role == NeuronSettings.Role.HIDDEN ? Activation.SIGMOID : Activation.IDENTITY));
    }

    private static void checkFeature(Values values, Reading reading) {
        Optional<NeuronSettings.Role> role = values.find(ROLE);
        if (role.isEmpty()) {
            return;
        }
        boolean input = role.get() == NeuronSettings.Role.INPUT;
        if (input && !values.isWritten(FEATURE)) {
            reading.at("feature")
                    .wrong(values.placeOf(FEATURE), "nothing", FEATURE.type().allowed());
        }
        if (!input && values.isWritten(FEATURE)) {
            reading.at("feature").wrong(values.placeOf(FEATURE), "a feature", "only with role: input");
        }
    }

    private static void checkSource(Values values, Reading reading) {
        if (values.find(ROLE).map(NeuronSettings.Role::isSource).orElse(false)) {
            for (Key<NeuronSettings, ?> key : List.of(ACTIVATION, SPIKES)) {
                if (values.isWritten(key)) {
                    reading.at(key.name()).wrong(values.placeOf(key), key.name(), "only with role: hidden | output");
                }
            }
        }
    }
}
