package io.dopaflow.models.spiking.neuron;

/**
 * A parameter of a neuron model, as scenario files name it.
 *
 * @param name NEST's
 * @param unit {@code ms}, {@code mV}, {@code pA}, {@code pF}, {@code nS}, {@code Hz}, {@code 1/ms} or {@code mV/ms}
 * @param standard its default
 * @param range what is allowed, for readers
 * @param meaning in a few words
 */
public record Parameter(String name, String unit, double standard, String range, String meaning) {}
