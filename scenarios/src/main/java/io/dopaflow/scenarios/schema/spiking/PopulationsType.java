package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The populations. One that is {@code like} another takes what it does not say itself; once read, each says everything. */
public final class PopulationsType implements ValueType<List<Named<PopulationSettings>>> {
    private static final int MOST = Integer.MAX_VALUE - 8;
    private static final List<String> START_UNITS =
            List.of("mV", "pA", "nS", "mV/ms", "pA/ms", "nS/ms", "1/ms", "ms", "Hz", "");

    /** As it is written. */
    private record Written(
            int size,
            Optional<String> like,
            Optional<NeuronSettings> neuron,
            Optional<List<Named<Measured<Law>>>> start,
            Optional<Sign> sign) {

        /** With what another one says where this one does not. */
        Written completedBy(Written other) {
            return new Written(
                    size,
                    other.like,
                    neuron.or(() -> other.neuron),
                    start.or(() -> other.start),
                    sign.or(() -> other.sign));
        }
    }

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

    private static final MappingType<Written> POPULATION = MappingType.of(
                    List.of(SIZE, LIKE, NEURON, START, SIGN),
                    values -> new Written(
                            values.get(SIZE).intValue(),
                            values.find(LIKE),
                            values.find(NEURON),
                            values.find(START),
                            values.find(SIGN)))
            .withCheck(PopulationsType::checkNeuron);

    private static final NamedType<Written> ALL = new NamedType<>(POPULATION, "populations", 1);

    private static void checkNeuron(Values values) {
        if (!values.isWritten(LIKE)) {
            values.require(NEURON);
        }
    }

    /** A population with its place, as far as it is right. */
    private record Item(Node.Entry entry, Optional<Written> written) {}

    @Override
    public Optional<List<Named<PopulationSettings>>> read(Node node, Reading reading) {
        Optional<List<Named<Written>>> written = ALL.read(node, reading);
        int before = reading.problems().count();
        List<Named<PopulationSettings>> resolved = resolved(node, reading);
        return written.isPresent() && reading.problems().count() == before ? Optional.of(resolved) : Optional.empty();
    }

    /** Those of a document that are right, whatever is wrong with others; nothing is reported. */
    public static List<Named<PopulationSettings>> outline(Node node) {
        return resolved(node, new Reading("", new Problems()));
    }

    private static List<Named<PopulationSettings>> resolved(Node node, Reading reading) {
        Map<String, Item> all = new LinkedHashMap<>();
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                all.put(entry.key(), new Item(entry, POPULATION.read(entry.value(), new Reading("", new Problems()))));
            }
        }
        List<Named<PopulationSettings>> resolved = new ArrayList<>();
        all.forEach((name, item) -> item.written()
                .flatMap(one -> resolve(one, all, item.entry(), reading.at(name)))
                .ifPresent(settings -> resolved.add(new Named<>(name, settings))));
        return List.copyOf(resolved);
    }

    /** Follows likes until the population says everything. */
    private static Optional<PopulationSettings> resolve(
            Written written, Map<String, Item> all, Node.Entry entry, Reading reading) {
        Optional<Written> found = Optional.of(written);
        List<String> way = new ArrayList<>(List.of(entry.key()));
        while (found.flatMap(Written::like).isPresent()) {
            Written one = found.get();
            String like = one.like().orElseThrow();
            Optional<Item> other = Optional.ofNullable(all.get(like));
            if (other.isEmpty() || way.contains(like)) {
                reportLike(way, like, all.keySet(), entry, reading.at(LIKE.name()));
                return Optional.empty();
            }
            way.add(like);
            found = other.get().written().map(that -> one.completedBy(that));
        }
        return found.flatMap(whole -> whole.neuron()
                .map(neuron -> new PopulationSettings(
                        whole.size(), neuron, whole.start().orElse(List.of()), whole.sign())));
    }

    private static void reportLike(List<String> way, String like, Set<String> all, Node.Entry entry, Reading reading) {
        Node.Entry place = ((Node.Mapping) entry.value()).find(LIKE.name()).orElse(entry);
        List<String> others =
                all.stream().filter(name -> !name.equals(entry.key())).toList();
        reading.wrong(
                place.place(),
                way.contains(like) ? String.join(", like ", way) + ", like " + like : like,
                "the name of another population: " + String.join(" | ", others) + Nearest.hint(like, others));
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
                population.sign());
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
