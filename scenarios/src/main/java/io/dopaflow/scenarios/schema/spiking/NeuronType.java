package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A neuron: the name of its model with values of parameters. All keys come from the data sheets of the models. */
final class NeuronType implements ValueType<NeuronSettings> {
    private static final String SYNAPSES = "synapses";
    private static final List<String> NAMES =
            NeuronModels.all().stream().map(NeuronModel::name).distinct().toList();

    @Override
    public Optional<NeuronSettings> read(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().size() != 1) {
            reading.wrong(
                    node.place(),
                    node instanceof Node.Mapping several ? several.entries().size() + " models" : node.shown(),
                    allowed());
            return Optional.empty();
        }
        Node.Entry entry = mapping.entries().get(0);
        List<NeuronModel> forms = NeuronModels.forms(entry.key());
        Reading inside = reading.at(entry.key());
        if (forms.isEmpty()) {
            inside.wrong(
                    entry.place(), "an unknown model", String.join(" | ", NAMES) + Nearest.hint(entry.key(), NAMES));
            return Optional.empty();
        }
        NeuronModel form = formOf(forms, entry.value()).orElseGet(() -> likeliest(forms, entry.value()));
        return keysOf(form).read(entry.value(), inside);
    }

    /** The model with those parameters that are right, if it is known; the others are at their defaults. */
    @Override
    public Optional<NeuronSettings> outline(Node node) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().size() != 1) {
            return Optional.empty();
        }
        Node.Entry entry = mapping.entries().get(0);
        return formOf(NeuronModels.forms(entry.key()), entry.value())
                .flatMap(form -> keysOf(form).outline(entry.value()));
    }

    /** The form that the key of synapses names, the first where it is left out; nothing where it is wrong. */
    private static Optional<NeuronModel> formOf(List<NeuronModel> forms, Node parameters) {
        Optional<Node.Entry> written =
                parameters instanceof Node.Mapping mapping ? mapping.find(SYNAPSES) : Optional.empty();
        return forms.stream()
                .filter(form -> written.isEmpty()
                        || (written.get().value() instanceof Node.Scalar scalar
                                && scalar.text().equals(form.synapses())))
                .findFirst();
    }

    /** The form that has most of the keys. */
    private static NeuronModel likeliest(List<NeuronModel> forms, Node parameters) {
        Comparator<NeuronModel> byKeys = Comparator.comparing(form -> parameters instanceof Node.Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> form.indexOf(entry.key()) >= 0)
                        .count()
                : 0L);
        return forms.stream()
                .max(byKeys.thenComparing(form -> -forms.indexOf(form)))
                .orElseThrow();
    }

    private static MappingType<NeuronSettings> keysOf(NeuronModel model) {
        List<Key<? super NeuronSettings, ?>> keys = new ArrayList<>();
        if (!model.synapses().isEmpty()) {
            Map<String, String> words = new LinkedHashMap<>();
            NeuronModels.forms(model.name()).forEach(form -> words.put(form.synapses(), form.synapses()));
            keys.add(Key.<NeuronSettings, String>defaulted(
                    SYNAPSES,
                    Types.choice(words),
                    NeuronModels.forms(model.name()).get(0).synapses(),
                    neuron -> neuron.model().synapses(),
                    "What an arriving spike changes; weights onto " + model.synapses() + " are in " + model.weightUnit()
                            + "."));
        }
        List<Key<NeuronSettings, Law>> parameters = new ArrayList<>();
        for (int i = 0; i < model.parameters().size(); i++) {
            parameters.add(keyOf(model.parameters().get(i), i));
        }
        keys.addAll(parameters);
        return MappingType.of(keys, values -> settings(model, parameters, values))
                .withOutline();
    }

    private static Key<NeuronSettings, Law> keyOf(Parameter parameter, int place) {
        String meaning = parameter.meaning();
        String unit = parameter.unit().equals("1") ? "" : parameter.unit();
        return Key.defaulted(
                parameter.name(),
                new LawType(unit),
                new Law.Fixed(parameter.standard()),
                neuron -> neuron.parameters().get(place),
                meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1) + "; " + parameter.range()
                        + ".");
    }

    private static NeuronSettings settings(NeuronModel model, List<Key<NeuronSettings, Law>> keys, Values values) {
        List<Law> laws = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            double standard = model.parameters().get(i).standard();
            laws.add(values.find(keys.get(i)).orElse(new Law.Fixed(standard)));
        }
        return new NeuronSettings(model, laws);
    }

    @Override
    public Node write(NeuronSettings neuron) {
        return new Node.Mapping(
                List.of(new Node.Entry(
                        neuron.model().name(),
                        Node.NOWHERE,
                        keysOf(neuron.model()).write(neuron))),
                Node.NOWHERE);
    }

    @Override
    public String allowed() {
        return "one model with its parameters, such as {lif: {synapses: delta}}: " + String.join(" | ", NAMES);
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.put("minProperties", 1).put("maxProperties", 1);
        ObjectNode properties = schema.putObject("properties");
        for (String name : NAMES) {
            List<NeuronModel> forms = NeuronModels.forms(name);
            ObjectNode model = properties.putObject(name).put("description", "The neuron model " + name + ".");
            ArrayNode either = model.putArray("anyOf");
            forms.forEach(form -> either.add(ofForm(form)));
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static ObjectNode ofForm(NeuronModel form) {
        ObjectNode schema = keysOf(form).jsonSchema();
        if (!form.synapses().isEmpty()) {
            ((ObjectNode) schema.get("properties").get(SYNAPSES)).put("const", form.synapses());
            if (!form.equals(NeuronModels.forms(form.name()).get(0))) {
                schema.putArray("required").add(SYNAPSES);
            }
        }
        return schema;
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        Map<String, MappingType<?>> forms = new LinkedHashMap<>();
        NeuronModels.all()
                .forEach(model -> forms.put(
                        "." + model.name() + (model.synapses().isEmpty() ? "" : " (" + model.synapses() + ")"),
                        keysOf(model)));
        return forms;
    }
}
