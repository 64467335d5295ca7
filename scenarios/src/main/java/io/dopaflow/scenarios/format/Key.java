package io.dopaflow.scenarios.format;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key of a mapping: the only place where it is described.
 *
 * @param name as it is written
 * @param type of its value
 * @param presence what holds without it
 * @param doc what it means, in a sentence
 * @param from takes its value from the record that the mapping stands for; nothing where the key is not to be written
 * @param <R> the record that the mapping stands for
 * @param <T> the value of the key
 */
public record Key<R, T>(
        String name, ValueType<T> type, Presence<T> presence, String doc, Function<R, Optional<T>> from) {

    /** A key that has to be written. */
    public static <R, T> Key<R, T> required(String name, ValueType<T> type, Function<R, T> from, String doc) {
        return new Key<>(name, type, new Presence.Required<>(), doc, from.andThen(Optional::of));
    }

    /** A key with a default. */
    public static <R, T> Key<R, T> defaulted(String name, ValueType<T> type, T value, Function<R, T> from, String doc) {
        return new Key<>(name, type, new Presence.Defaulted<>(value), doc, from.andThen(Optional::of));
    }

    /** A key that may be left out; {@code otherwise} says in words what holds then. */
    public static <R, T> Key<R, T> conditional(
            String name, ValueType<T> type, String otherwise, Function<R, Optional<T>> from, String doc) {
        return new Key<>(name, type, new Presence.Conditional<>(otherwise), doc, from);
    }

    /** Takes a value from a part of the record where the part is of that kind. */
    public static <R, S, T> Function<R, Optional<T>> when(Function<R, ?> part, Class<S> kind, Function<S, T> from) {
        return record -> Optional.of(part.apply(record))
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(from);
    }

    boolean isRequired() {
        return presence instanceof Presence.Required;
    }

    /**
     * What holds when a key is not written.
     *
     * @param <T> the value of the key
     */
    public sealed interface Presence<T> {

        /**
         * The key has to be written.
         *
         * @param <T> the value of the key
         */
        record Required<T>() implements Presence<T> {}

        /**
         * A value holds instead.
         *
         * @param value the default
         * @param <T> the value of the key
         */
        record Defaulted<T>(T value) implements Presence<T> {}

        /**
         * The key may be left out; what that means depends on other keys.
         *
         * @param otherwise what it means, in words
         * @param <T> the value of the key
         */
        record Conditional<T>(String otherwise) implements Presence<T> {}
    }
}
