package io.dopaflow.models.neuron;

import io.dopaflow.models.numerics.FixedOrderSum;

/**
 * A passive membrane between two spikes: each arriving spike makes the potential jump, the potential decays
 * exponentially. Exact, without a time step.
 *
 * @param window with the membrane time constant
 * @param readoutGain finite and positive, by which the potential at readout is multiplied; exp(A) makes up for the decay
 *     over half a window, so that the loss is evaluated at theta + U (Christensen and Kallsen 2023, section 2)
 */
public record LeakyMembrane(IntegrationWindow window, double readoutGain) {

    /** Validates the gain. */
    public LeakyMembrane {
        if (!(readoutGain > 0 && readoutGain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("readout gain is " + readoutGain + "; allowed: finite, positive");
        }
    }

    /** By which a jump in the middle of the window is multiplied until it is read out. */
    public double gain() {
        return readoutGain * window.halfDecay();
    }

    /**
     * The potential at readout, summed over the fan-in in the order of {@link FixedOrderSum}.
     *
     * @param jumps signed jump of each synapse's spike; 0 where none arrived
     * @param arrivalsPs arrival of each spike, not after the readout
     * @param readoutPs time of the readout
     */
    public double potential(double[] jumps, long[] arrivalsPs, long readoutPs) {
        FixedOrderSum sum = new FixedOrderSum();
        for (int i = 0; i < jumps.length; i++) {
            sum.add(jumps[i] * window.gainOverCentre(arrivalsPs[i], readoutPs));
        }
        return gain() * sum.total();
    }
}
