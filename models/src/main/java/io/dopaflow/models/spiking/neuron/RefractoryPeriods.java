package io.dopaflow.models.spiking.neuron;

/** Checks of refractory periods, in ps. */
final class RefractoryPeriods {
    private RefractoryPeriods() {}

    /** Refuses a period below 0. */
    static void check(long refractoryPs) {
        if (refractoryPs < 0) {
            throw new IllegalArgumentException("t_ref is " + refractoryPs + " ps; allowed: from 0");
        }
    }

    /** The refractory period in steps of a grid, of which it is a multiple. */
    static int steps(long refractoryPs, long stepPs) {
        if (stepPs <= 0) {
            throw new IllegalArgumentException("the step is " + stepPs + " ps; allowed: above 0");
        }
        if (refractoryPs % stepPs != 0) {
            throw new IllegalArgumentException(
                    "t_ref is " + refractoryPs + " ps; allowed: multiples of the step, " + stepPs + " ps");
        }
        return Math.toIntExact(refractoryPs / stepPs);
    }
}
