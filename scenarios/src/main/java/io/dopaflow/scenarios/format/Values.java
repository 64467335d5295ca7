package io.dopaflow.scenarios.format;

import java.util.Map;
import java.util.Optional;

/** The values that were read for the keys of a mapping; those that were wrong are missing. */
public final class Values {

    private final Node.Mapping node;
    private final Map<Key<?, ?>, Object> byKey;

    Values(Node.Mapping node, Map<Key<?, ?>, Object> byKey) {
        this.node = node;
        this.byKey = byKey;
    }

    /** The value of a key: as written, or its default; nothing if it was wrong, or left out without a default. */
    @SuppressWarnings("unchecked") // read by the key's own type
    public <T> Optional<T> find(Key<?, T> key) {
        return Optional.ofNullable((T) byKey.get(key));
    }

    /** The value of a key that is required or has a default, in a mapping without problems. */
    public <T> T get(Key<?, T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no value for " + key.name()));
    }

    /** Whether a key was written, rightly or wrongly. */
    public boolean isWritten(Key<?, ?> key) {
        return node.find(key.name()).isPresent();
    }

    /** Where the value of a key was written; the place of the mapping where it was left out. */
    public Place placeOf(Key<?, ?> key) {
        return node.find(key.name()).map(Node.Entry::place).orElse(node.place());
    }
}
