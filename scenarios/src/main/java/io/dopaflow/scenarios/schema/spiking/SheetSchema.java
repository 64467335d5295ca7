package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.plasticity.LearningRule;
import io.dopaflow.models.spiking.plasticity.RuleParameter;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys of a data sheet of what changes synapses: types, defaults and documentation come from its parameters.
 *
 * @param parameters the sheet
 * @param keys one for each parameter, in their order
 * @param <R> the record that has the values
 */
record SheetSchema<R>(List<RuleParameter> parameters, List<Key<R, Measured<Double>>> keys) {
    private static final double LARGEST = 1e300;

    /** The keys of a sheet, with values that are found in a record. */
    static <R> SheetSchema<R> of(List<RuleParameter> parameters, Function<R, SheetValues> from) {
        return new SheetSchema<>(
                parameters,
                parameters.stream().map(parameter -> key(parameter, from)).toList());
    }

    private static <R> Key<R, Measured<Double>> key(RuleParameter parameter, Function<R, SheetValues> from) {
        boolean isWeight = parameter.unit().equals(RuleParameter.WEIGHT);
        String meaning = parameter.meaning();
        return new Key<>(
                parameter.name(),
                new MeasuredType<>(
                        isWeight ? SynapseType.WEIGHT_UNITS : List.of(parameter.unit()), SheetSchema::scalar),
                presence(parameter, isWeight),
                meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1) + "; "
                        + parameter.range().words()
                        + (isWeight ? ", in the unit of the target's weights." : "."),
                from.andThen(values -> values.find(parameter.name())));
    }

    /** The default of a weight has the unit of the others. */
    private static Key.Presence<Measured<Double>> presence(RuleParameter parameter, boolean isWeight) {
        if (parameter.standard().isEmpty()) {
            return new Key.Presence.Required<>();
        }
        double standard = parameter.standard().getAsDouble();
        return isWeight
                ? new Key.Presence.Conditional<>(Long.toString(Math.round(standard)))
                : new Key.Presence.Defaulted<>(new Measured<>(standard, parameter.unit()));
    }

    private static ScalarType<Double> scalar(String unit) {
        if (!unit.isEmpty()) {
            return Quantities.in(unit).any();
        }
        ScalarType<Double> finite = Types.number(-LARGEST, LARGEST);
        return new ScalarType<>("a number", finite.parser(), finite.hint(), finite.writer(), finite.jsonSchema());
    }

    /** What was read, with all defaults. */
    SheetValues values(Values values) {
        Map<String, Measured<Double>> found = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String name = parameters.get(i).name();
            values.find(keys.get(i)).ifPresent(value -> found.put(name, value));
        }
        Optional<String> weightUnit = parameters.stream()
                .filter(parameter -> parameter.unit().equals(RuleParameter.WEIGHT))
                .flatMap(parameter -> Optional.ofNullable(found.get(parameter.name())).stream())
                .map(Measured::unit)
                .findFirst();
        for (int i = 0; i < keys.size(); i++) {
            RuleParameter parameter = parameters.get(i);
            if (weightUnit.isPresent() && parameter.standard().isPresent() && !values.isWritten(keys.get(i))) {
                found.putIfAbsent(
                        parameter.name(), new Measured<>(parameter.standard().getAsDouble(), weightUnit.get()));
            }
        }
        return new SheetValues(found);
    }

    /** Reports values that are out of range. */
    void check(Values values) {
        for (int i = 0; i < keys.size(); i++) {
            RuleParameter parameter = parameters.get(i);
            Optional<Measured<Double>> value = values.find(keys.get(i));
            if (value.isPresent() && !parameter.range().allows(value.get().value())) {
                values.wrong(
                        keys.get(i), text(value.get()), parameter.range().words() + reason(parameter, value.get()));
            }
        }
    }

    private static String reason(RuleParameter parameter, Measured<Double> value) {
        boolean isBound =
                parameter.name().equals(LearningRule.W_MAX) || parameter.name().equals(LearningRule.W_MIN);
        return isBound && value.value() < 0
                ? ", as it is a size: no sign hides there, and a synapse inhibits where its weight is below 0"
                : "";
    }

    /** A value as files have it. */
    static String text(Measured<Double> value) {
        return ((Node.Scalar) scalar(value.unit()).write(value.value())).text();
    }
}
