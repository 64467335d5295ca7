package io.dopaflow.scenarios.schema.spiking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values of the parameters of a data sheet, by their names.
 *
 * @param values each in the unit that it says; weights in one of theirs
 */
public record SheetValues(Map<String, Measured<Double>> values) {
    /** Copies. */
    public SheetValues {
        values = Map.copyOf(values);
    }

    /** A value with its unit; nothing if it is wrong or missing. */
    public Optional<Measured<Double>> find(String parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    /** A value, of a data sheet without problems. */
    public double get(String parameter) {
        return find(parameter)
                .orElseThrow(() -> new IllegalStateException("no value of " + parameter))
                .value();
    }

    /** A value with its unit, as files have it; a dash if it is missing. */
    public String text(String parameter) {
        return find(parameter).map(SheetSchema::text).orElse("-");
    }

    /** All values, without their units. */
    public Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        values.forEach((name, value) -> numbers.put(name, value.value()));
        return numbers;
    }
}
