package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Ranges;
import java.util.List;
import java.util.function.ToDoubleFunction;

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

    /** The equation, for readers. */
    public static final String EQUATION = "each second: w *= exp(beta (target - r) 1 s)";

    /** The data sheet. */
    public static final List<RuleParameter> PARAMETERS = List.of(
            RuleParameter.required(
                    "target", "Hz", RuleParameter.Range.NOT_NEGATIVE, "rate that the neuron is brought to"),
            RuleParameter.of(
                    "beta", "", 0.001, RuleParameter.Range.NOT_NEGATIVE, "how fast, in 1/s for each Hz of difference"),
            RuleParameter.time("tau_rate", 10_000, "over which the rate r is measured"));

    /** With values of the parameters, by their names. */
    public static Scaling of(ToDoubleFunction<String> values) {
        return new Scaling(
                values.applyAsDouble("target"), values.applyAsDouble("beta"), values.applyAsDouble("tau_rate"));
    }

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
