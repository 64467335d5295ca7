package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of a few words.
 *
 * @param <T> what the words stand for
 */
public final class ChoiceType<T> implements ValueType<T> {

    private final Map<String, T> choices;

    private ChoiceType(Map<String, T> choices) {
        this.choices = choices;
    }

    /**
     * The constants of an enum by their names in lower case with hyphens: {@code LOG_WEIGHT} is {@code log-weight}.
     *
     * @param type the enum
     * @param <E> the enum
     * @return the type
     */
    public static <E extends Enum<E>> ChoiceType<E> of(Class<E> type) {
        return ofConstants(type.getEnumConstants());
    }

    /**
     * Constants of an enum, where the values are those of an interface of it.
     *
     * @param constants of an enum
     * @param <T> an interface of the enum
     * @return the type
     */
    public static <T> ChoiceType<T> ofConstants(T[] constants) {
        Map<String, T> choices = new LinkedHashMap<>();
        for (T constant : constants) {
            choices.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return new ChoiceType<>(choices);
    }

    /**
     * Some words.
     *
     * @param choices what each word stands for, in the order in which they are shown
     * @param <T> what they stand for
     * @return the type
     */
    public static <T> ChoiceType<T> of(Map<String, T> choices) {
        return new ChoiceType<>(new LinkedHashMap<>(choices));
    }

    @Override
    public Optional<T> read(Node node, Reading reading) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.TEXT) {
            Optional<T> value = Optional.ofNullable(choices.get(scalar.text()));
            if (value.isEmpty()) {
                String meant = Nearest.to(scalar.text(), choices.keySet())
                        .map(word -> " (did you mean " + word + "?)")
                        .orElse("");
                reading.wrong(node, allowed() + meant);
            }
            return value;
        }
        reading.wrong(node, allowed());
        return Optional.empty();
    }

    @Override
    public Node write(T value) {
        return choices.entrySet().stream()
                .filter(choice -> choice.getValue().equals(value))
                .map(choice -> Written.text(choice.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value + " is none of " + choices.values()));
    }

    @Override
    public String allowed() {
        return String.join(" | ", choices.keySet());
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode words = schema.putArray("enum");
        choices.keySet().forEach(words::add);
        return schema;
    }
}
