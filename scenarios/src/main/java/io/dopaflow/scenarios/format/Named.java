package io.dopaflow.scenarios.format;

/**
 * A value that has a name in the file.
 *
 * @param name the key under which it stands
 * @param value what stands there
 * @param <T> the value
 */
public record Named<T>(String name, T value) {}
