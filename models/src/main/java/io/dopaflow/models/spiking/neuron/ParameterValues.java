package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;

/** Values of a model's parameters, by their names. */
public final class ParameterValues {
    /** The longest time of a parameter: far within what a {@code long} of picoseconds holds. */
    private static final double LONGEST_MS = 1e9;

    private final NeuronModel model;
    private final double[] values;

    ParameterValues(NeuronModel model, double[] values) {
        if (values.length != model.parameters().size()) {
            throw new IllegalArgumentException(values.length + " values of the parameters of " + model.name()
                    + "; allowed: " + model.parameters().size());
        }
        this.model = model;
        this.values = values.clone();
    }

    /** A value, in the unit of its parameter. */
    public double get(String name) {
        int index = model.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(model.name() + " has no parameter " + name);
        }
        return values[index];
    }

    /**
     * A value in ms, as whole picoseconds.
     *
     * @throws IllegalArgumentException if it is below 0 or above {@value #LONGEST_MS} ms
     */
    public long picoseconds(String name) {
        double value = get(name);
        if (!(value >= 0 && value <= LONGEST_MS)) {
            throw new IllegalArgumentException(name + " is " + value + " ms; allowed: from 0 to " + LONGEST_MS + " ms");
        }
        return VirtualTime.fromMilliseconds(value);
    }
}
