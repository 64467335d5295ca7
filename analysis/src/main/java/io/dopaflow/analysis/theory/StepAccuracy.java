package io.dopaflow.analysis.theory;

import io.dopaflow.models.plasticity.NoiseShape;

/**
 * How accurately one learning opportunity follows the gradient flow, to leading order: the step of length T ||g|| carries
 * noise of variance (T^2 / n) ||g||^2 trace. For the rule of Christensen and Kallsen (2023) the trace is 2 d - 1/5.
 *
 * <p>Limits: graded spikes, small A, T ||H|| well below 1 (a flow that bends forgets some of its noise), and the
 * multi-update rule: with one cycle a sample the losses of different samples are compared, which adds to it.
 *
 * @param trace of the noise in units of (T^2 / n) ||g||^2, above 0
 * @param cycles n, at least 1
 */
public record StepAccuracy(double trace, long cycles) {
    private static final double ROUNDING = 1e-9;

    /** Validates the ranges. */
    public StepAccuracy {
        if (!(trace > 0)) {
            throw new IllegalArgumentException("trace is " + trace + "; allowed: above 0");
        }
        if (cycles < 1) {
            throw new IllegalArgumentException("cycles are " + cycles + "; allowed: at least 1");
        }
    }

    /** That of n cycles with so much noise on so many synapses. */
    public static StepAccuracy of(NoiseShape noise, int synapses, long cycles) {
        return new StepAccuracy(noise.trace(synapses), cycles);
    }

    /**
     * The fewest cycles that reach a relative error: n = trace / error^2.
     *
     * @param error above 0
     * @param multiple that n is of: the cycles of an update
     */
    public static StepAccuracy reaching(double error, NoiseShape noise, int synapses, int multiple) {
        if (!(error > 0)) {
            throw new IllegalArgumentException("error is " + error + "; allowed: above 0");
        }
        double trace = noise.trace(synapses);
        double updates = Math.ceil(trace / (error * error) / multiple * (1 - ROUNDING));
        return new StepAccuracy(trace, Math.max(1, (long) updates) * multiple);
    }

    /** Root mean square distance from the flow over the length of the flow's step. */
    public double relativeError() {
        return Math.sqrt(trace / cycles);
    }

    /** The cosine of the angle between the emergent step and the flow's. */
    public double cosine() {
        return 1 / Math.sqrt(1 + trace / cycles);
    }

    /**
     * Through many samples, the steady-state excess loss over that of stochastic gradient descent with steps of the same
     * T, where T times the curvature is small.
     */
    public double excessOverSgd() {
        return 1 + trace / cycles;
    }

    /**
     * The fewest cycles, as a real number, with which weights in a bowl of curvature h stay in it: the squared distance
     * from the bottom changes at the rate -2 T h + (T h)^2 trace / n, so that n must exceed T h trace / 2, about T h d.
     *
     * @param time the gradient-flow time T
     * @param curvature h, of all directions alike; a bowl that is curved in some directions only asks for less
     */
    public double stableFrom(double time, double curvature) {
        return time * curvature * trace / 2;
    }
}
