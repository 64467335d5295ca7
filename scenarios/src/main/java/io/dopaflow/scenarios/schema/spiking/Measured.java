package io.dopaflow.scenarios.schema.spiking;

/**
 * Something whose unit the file chooses.
 *
 * @param value in that unit
 * @param unit as the models call it, such as {@code mV}
 * @param <T> the value
 */
public record Measured<T>(T value, String unit) {}
