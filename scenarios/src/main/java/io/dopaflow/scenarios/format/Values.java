package io.dopaflow.scenarios.format;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values that were read for the keys of a mapping; those that were wrong are missing. */
public final class Values {

    private final Node.Mapping node;
    private final Map<Key<?, ?>, Object> byKey;
    private final Set<String> misspelt;
    private final Reading reading;

    Values(Node.Mapping node, Map<Key<?, ?>, Object> byKey, Set<String> misspelt, Reading reading) {
        this.node = node;
        this.byKey = byKey;
        this.misspelt = misspelt;
        this.reading = reading;
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

    /** Whether a key was left out, and an unknown one was probably meant to be it. */
    public boolean isMisspelt(Key<?, ?> key) {
        return !isWritten(key) && misspelt.contains(key.name());
    }

    /** Whether a key has that value. */
    public <T> boolean has(Key<?, T> key, T value) {
        return find(key).filter(value::equals).isPresent();
    }

    /** Reports what is wrong with a key, where it was written; where the mapping begins if it was left out. */
    public void wrong(Key<?, ?> key, String found, String allowed) {
        reading.at(key.name()).wrong(place(key), found, allowed);
    }

    /** Reports what is wrong with the mapping as a whole. */
    public void wrong(String found, String allowed) {
        reading.wrong(node.place(), found, allowed);
    }

    /** Reports a key if it was left out. */
    public void require(Key<?, ?> key) {
        require(key, key);
    }

    /** Reports a key if it was left out, at the place of the one that demands it. */
    public void require(Key<?, ?> key, Key<?, ?> because) {
        if (!isWritten(key) && !isMisspelt(key)) {
            reading.at(key.name()).wrong(place(because), "nothing", key.type().allowed());
        }
    }

    private Place place(Key<?, ?> key) {
        return node.find(key.name()).map(Node.Entry::place).orElse(node.place());
    }
}
