package io.dopaflow.scenarios.format;

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
