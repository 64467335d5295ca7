package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Ranges;

/**
 * Synaptic scaling (Turrigiano, Leslie, Desai, Rutherford and Nelson 1998; van Rossum, Bi and Turrigiano 2000, equation 2): once in
 * each second of biological time every weight onto a neuron is multiplied by the same factor, which brings the neuron's rate r to its target:
 *
 * <pre>
 * w *= exp(beta (target - r) 1 s)
 * </pre>
 *
 * <p>The rate is that of a trace with the time constant tau_rate of the spikes that the synapse has seen.
 *
 * @param target in Hz; from 0
 * @param beta how fast, in 1/s for each Hz; from 0
 * @param tauRate over which the rate is measured, in ms; above 0
 */
public record Scaling(double target, double beta, double tauRate) {

    /** Validates the ranges. */
    public Scaling {
        Ranges.notNegative("target", target, "Hz");
        Ranges.notNegative("beta", beta, "1/s");
        Ranges.positive("tau_rate", tauRate, "ms");
    }

    /**
     * The factor.
     *
     * @param trace the sum of exp(-dt / tau_rate) over the postsynaptic spikes so far
     * @param seconds since the last one
     */
    double factor(double trace, double seconds) {
        double rate = trace * 1000 / tauRate;
        return Exponential.exp(beta * (target - rate) * seconds);
    }
}
