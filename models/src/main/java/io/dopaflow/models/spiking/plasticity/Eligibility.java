package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;

/**
 * Spike timing changes an eligibility, and a modulator turns it into weight (Izhikevich 2007, equations 1 and 2):
 *
 * <pre>
 * c' = -c / tau_c + jumps of spike timing;   w' = c (n - b)
 * </pre>
 *
 * <p>with n the concentration of the modulator and times in ms.
 *
 * @param tauC time constant of the eligibility in ms; above 0
 * @param baseline b: the concentration at which no weight changes, in 1/ms; finite
 * @param modulator its place in the network
 */
public record Eligibility(double tauC, double baseline, int modulator) {

    /** Validates the ranges. */
    public Eligibility {
        Ranges.positive("tau_c", tauC, "ms");
        Ranges.finite("b", baseline, "1/ms");
    }
}
