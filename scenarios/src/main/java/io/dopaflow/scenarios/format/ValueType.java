package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A type of value in a scenario file. What {@link #write} makes of a value, {@link #read} turns into an equal value.
 *
 * @param <T> the value in Java, immutable
 */
public interface ValueType<T> {

    /** Reads and checks a value; nothing if anything was reported. */
    Optional<T> read(Node node, Reading reading);

    /**
     * What can be told of a value although something in it is wrong, so that the rest can be checked; nothing is reported. Most types
     * tell nothing of a wrong value.
     */
    default Optional<T> outline(Node node) {
        return read(node, new Reading("", new Problems()));
    }

    /** What to write for a value. */
    Node write(T value);

    /** What is allowed, in words that follow "allowed:", such as {@code a whole number from 1 to 10}. */
    String allowed();

    /** The same for editors: a JSON Schema (draft 2020-12) of its own. */
    ObjectNode jsonSchema();

    /**
     * The mappings that this type is, or holds, whose keys the reference describes in tables of their own; each with the rest of
     * its path, mostly nothing.
     */
    default Map<String, MappingType<?>> mappings() {
        return Map.of();
    }
}
