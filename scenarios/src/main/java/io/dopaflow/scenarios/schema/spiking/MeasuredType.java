package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A value in one of several kinds of units, such as a weight in mV, pA or nS: the first quantity that is written tells which.
 * Whether it suits what it is for is seen later.
 *
 * @param units those of the models; an empty one stands for numbers without a unit
 * @param type of the value in each unit
 * @param <T> the value
 */
record MeasuredType<T>(List<String> units, Function<String, ValueType<T>> type) implements ValueType<Measured<T>> {

    /** A law in any of some units. */
    static MeasuredType<Law> laws(List<String> units) {
        return new MeasuredType<>(units, LawType::new);
    }

    @Override
    public Optional<Measured<T>> read(Node node, Reading reading) {
        Optional<String> told = scalars(node)
                .flatMap(scalar -> units.stream().filter(unit -> isIn(unit, scalar)))
                .findFirst();
        if (told.isEmpty()) {
            reportWithoutUnit(node, reading);
            return Optional.empty();
        }
        return type.apply(told.get()).read(node, reading).map(value -> new Measured<>(value, told.get()));
    }

    /** No quantity has a unit. In a mapping each is reported where it stands, as any of the units is allowed there. */
    private void reportWithoutUnit(Node node, Reading reading) {
        String unit = units.get(0);
        Problems inside = new Problems();
        if (node instanceof Node.Mapping && !unit.isEmpty()) {
            type.apply(unit).read(node, new Reading(reading.path(), inside));
        }
        if (inside.none()) {
            reading.wrong(node, allowed());
        }
        inside.inOrder()
                .forEach(problem -> reading.problems()
                        .add(
                                problem.place(),
                                problem.key(),
                                problem.found(),
                                problem.allowed()
                                        .replace("(" + Quantities.in(unit).units() + ")", "(" + allUnits() + ")")));
    }

    private String allUnits() {
        return String.join(
                ", ",
                units.stream()
                        .filter(unit -> !unit.isEmpty())
                        .map(unit -> Quantities.in(unit).units())
                        .toList());
    }

    private static boolean isIn(String unit, Node.Scalar scalar) {
        return unit.isEmpty()
                ? scalar.kind() == ScalarKind.NUMBER
                : Quantities.in(unit).isIn(scalar.text());
    }

    private static Stream<Node.Scalar> scalars(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().stream().flatMap(entry -> scalars(entry.value()));
        }
        return node instanceof Node.Sequence sequence
                ? sequence.items().stream().flatMap(MeasuredType::scalars)
                : Stream.of((Node.Scalar) node);
    }

    @Override
    public Node write(Measured<T> value) {
        return type.apply(value.unit()).write(value.value());
    }

    @Override
    public String allowed() {
        String words = type.apply(units.get(0)).allowed();
        String own = units.get(0).isEmpty() ? "" : Quantities.in(units.get(0)).units();
        return own.isEmpty() ? words : words.replace("(" + own + ")", "(" + allUnits() + ")");
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode either = schema.putArray("anyOf");
        units.forEach(unit -> either.add(type.apply(unit).jsonSchema()));
        return schema;
    }
}
