package io.dopaflow.models.spiking.neuron;

/**
 * What arrives at a group in a step, from the start of an array on. Loops over several arrays become vector code if they all use
 * one index; Java 17 leaves loops with an offset scalar, which costs more than this copy.
 */
final class GroupInput {
    private final double[] copy;

    /** For groups of this size. */
    GroupInput(int size) {
        this.copy = new double[size];
    }

    /** The values from a place on; valid until the next call. */
    double[] of(double[] values, int from) {
        if (from == 0) {
            return values;
        }
        System.arraycopy(values, from, copy, 0, copy.length);
        return copy;
    }
}
