package io.dopaflow.models.spiking.neuron;

import java.util.Arrays;

/**
 * All that the future of a neuron depends on beside its model and its input: written by a neuron, read by another of the same kind.
 *
 * @param values numbers with a fraction, such as the membrane potential
 * @param marks whole numbers, such as times in ps
 */
public record NeuronState(double[] values, long[] marks) {

    @Override
    public boolean equals(Object other) {
        return other instanceof NeuronState that
                && Arrays.equals(values, that.values)
                && Arrays.equals(marks, that.marks);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(marks);
    }

    @Override
    public String toString() {
        return "NeuronState" + Arrays.toString(values) + Arrays.toString(marks);
    }
}
