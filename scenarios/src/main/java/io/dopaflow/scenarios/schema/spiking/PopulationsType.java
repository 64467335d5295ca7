package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The populations. One that is {@code like} another takes what it does not say itself; once read, each says everything. */
public final class PopulationsType implements ValueType<List<Named<PopulationSettings>>> {
    private static final int MOST = Integer.MAX_VALUE - 8;
    private static final List<String> START_UNITS =
            List.of("mV", "pA", "nS", "mV/ms", "pA/ms", "nS/ms", "1/ms", "ms", "Hz", "");

    /**
     * As it is written.
     *
     * @param size 0 where it is wrong
     */
    private record Written(
            int size,
            Optional<String> like,
            Optional<NeuronSettings> neuron,
            Optional<List<Named<Measured<Law>>>> start,
            Optional<Sign> sign,
            Optional<ExcitabilitySettings> excitability,
            Optional<String> values) {}

    private static final Key<Written, Long> SIZE = Key.required(
            "size", Types.wholeNumber(1, MOST), population -> (long) population.size(), "How many neurons.");

    private static final Key<Written, String> LIKE = Key.conditional(
            "like",
            Types.text("[^\\s]{1,64}", "the name of a population"),
            "-",
            Written::like,
            "A population whose neuron, start and sign this one has where it does not say its own.");

    private static final Key<Written, NeuronSettings> NEURON = Key.conditional(
            "neuron",
            new NeuronType(),
            "required without like",
            Written::neuron,
            "The neuron model, by its name, with values of its parameters. Each neuron draws its own values from laws.");

    private static final Key<Written, List<Named<Measured<Law>>>> START = Key.conditional(
            "start",
            new NamedType<>(MeasuredType.laws(START_UNITS), "values of variables to start from", 0),
            "V_m at rest, others to match",
            Written::start,
            "Values of variables at time 0, or laws by which each neuron draws its own.");

    private static final Key<Written, Sign> SIGN = Key.conditional(
            "sign",
            Types.choice(Sign.class),
            "any weights",
            Written::sign,
            "What synapses from these neurons are (Dale's principle): other weights are refused.");

    private static final Key<Written, ExcitabilitySettings> EXCITABILITY = Key.conditional(
            "excitability",
            ExcitabilitySchema.TYPE,
            "none",
            Written::excitability,
            "Homeostasis of the neurons themselves: a current of each neuron's own grows while it spikes too rarely, and shrinks while it"
                    + " spikes too often.");

    private static final Key<Written, String> VALUES = Key.conditional(
            "values",
            Types.text("[\\s\\S]{1,4096}", "the path of a file"),
            "-",
            Written::values,
            "A CSV file with values of each neuron, which go before those of neuron and start: a header with names of parameters"
                    + " and variables, and a row for each neuron, in order, in the units of the data sheet. Its path is relative to the"
                    + " scenario file.");

    private static final MappingType<Written> POPULATION = MappingType.of(
                    List.of(SIZE, LIKE, NEURON, START, SIGN, EXCITABILITY, VALUES),
                    values -> new Written(
                            values.find(SIZE).map(Long::intValue).orElse(0),
                            values.find(LIKE),
                            values.find(NEURON),
                            values.find(START),
                            values.find(SIGN),
                            values.find(EXCITABILITY),
                            values.find(VALUES)))
            .withCheck(PopulationsType::checkNeuron)
            .withOutline();

    private static final NamedType<Written> ALL = new NamedType<>(POPULATION, "populations", 1);

    private static void checkNeuron(Values values) {
        if (!values.isWritten(LIKE) && !values.isMisspelt(LIKE)) {
            values.require(NEURON);
        }
    }

    /** A population as far as it is right. */
    private record Item(Node.Entry entry, Optional<Written> written) {

        boolean says(Key<Written, ?> key) {
            return entry.value() instanceof Node.Mapping mapping
                    && mapping.find(key.name()).isPresent();
        }

        <T> Optional<T> find(Key<Written, T> key) {
            return written.flatMap(key.from());
        }
    }

    @Override
    public Optional<List<Named<PopulationSettings>>> read(Node node, Reading reading) {
        int before = reading.problems().count();
        ALL.read(node, reading);
        Map<String, Item> all = items(node);
        all.forEach((name, item) -> checkLike(item, all, reading.at(name)));
        if (reading.problems().count() > before) {
            return Optional.empty();
        }
        return Optional.of(outlines(node).entrySet().stream()
                .map(entry -> new Named<>(entry.getKey(), entry.getValue().settings()))
                .toList());
    }

    /** What can be told of each population, in the order of the file; nothing is reported. */
    public static Map<String, PopulationOutline> outlines(Node node) {
        Map<String, Item> all = items(node);
        Map<String, PopulationOutline> outlines = new LinkedHashMap<>();
        all.forEach((name, item) -> outlines.put(name, outline(way(item, all))));
        return outlines;
    }

    private static Map<String, Item> items(Node node) {
        Map<String, Item> all = new LinkedHashMap<>();
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                all.put(entry.key(), new Item(entry, POPULATION.outline(entry.value())));
            }
        }
        return all;
    }

    /** A population, the one that it is like, and so on; each once. */
    private static List<Item> way(Item from, Map<String, Item> all) {
        List<Item> way = new ArrayList<>();
        Optional<Item> next = Optional.of(from);
        while (next.isPresent() && !way.contains(next.get())) {
            way.add(next.get());
            next = next.get().find(LIKE).map(all::get);
        }
        return way;
    }

    private static PopulationOutline outline(List<Item> way) {
        Item first = way.get(0);
        return new PopulationOutline(
                first.find(SIZE).map(Long::intValue).filter(size -> size > 0),
                find(NEURON, way),
                first.says(NEURON),
                find(START, way).orElse(List.of()),
                first.says(START),
                find(SIGN, way),
                find(EXCITABILITY, way),
                first.find(VALUES));
    }

    /** What the first population that says a key says; nothing where that is wrong. */
    private static <T> Optional<T> find(Key<Written, T> key, List<Item> way) {
        return way.stream().filter(item -> item.says(key)).findFirst().flatMap(item -> item.find(key));
    }

    private static void checkLike(Item item, Map<String, Item> all, Reading reading) {
        Optional<String> like = item.find(LIKE);
        if (like.isEmpty()) {
            return;
        }
        List<Item> items = way(item, all);
        List<String> way = items.stream().map(each -> each.entry().key()).toList();
        boolean isOfItself = items.get(items.size() - 1)
                .find(LIKE)
                .filter(way.get(0)::equals)
                .isPresent();
        if (all.containsKey(like.get()) && !isOfItself) {
            return;
        }
        Node.Entry place =
                ((Node.Mapping) item.entry().value()).find(LIKE.name()).orElse(item.entry());
        List<String> others =
                all.keySet().stream().filter(name -> !name.equals(way.get(0))).toList();
        reading.at(LIKE.name())
                .wrong(
                        place.place(),
                        isOfItself ? String.join(", like ", way) + ", like " + way.get(0) : like.get(),
                        "the name of another population: " + String.join(" | ", others)
                                + Nearest.hint(like.get(), others));
    }

    @Override
    public Node write(List<Named<PopulationSettings>> populations) {
        return ALL.write(populations.stream()
                .map(named -> new Named<>(named.name(), written(named.value())))
                .toList());
    }

    private static Written written(PopulationSettings population) {
        return new Written(
                population.size(),
                Optional.empty(),
                Optional.of(population.neuron()),
                Optional.of(population.start()).filter(start -> !start.isEmpty()),
                population.sign(),
                population.excitability(),
                population.values());
    }

    @Override
    public String allowed() {
        return ALL.allowed();
    }

    @Override
    public ObjectNode jsonSchema() {
        return ALL.jsonSchema();
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        return ALL.mappings();
    }
}
