package io.dopaflow.models.spiking.neuron;

import java.util.Arrays;

/** The states of the neurons of a group, an array for each variable. */
sealed interface GroupArrays permits LifArrays, CondLifArrays {
    /** The values that neurons start from, for restarts. */
    static double[][] copy(double[]... starts) {
        return Arrays.stream(starts).map(double[]::clone).toArray(double[][]::new);
    }

    /** The potentials, in mV. */
    double[] v();

    /** All neurons go one step on, as {@link GroupLoops} say; returns how many are not below the threshold. */
    int step(GroupLoops loops, Arriving arriving, double threshold, int[] spiking);

    /** A variable that can be recorded. */
    double value(int neuron, int variable);

    /** Sets the current beside I_e, in pA. */
    void inject(int neuron, double picoamperes);

    /** All that a neuron's future depends on; what can be recorded comes first. */
    double[] state(int neuron);

    /** Gives a neuron the values of its variables at time 0. */
    void restart(int neuron);

    /** Gives a neuron a state. */
    void restore(int neuron, double[] values);
}
