package io.dopaflow.models.neuron;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Hyperbolic;

/**
 * The exponentials of an integration window of length 2A, in time constants: how much of a potential is left at the
 * readout, and how far potentiation outweighs depression. With U the distance of an arrival from the window's centre,
 *
 * <pre>
 * exp(-(readout - arrival) / tau)                                 = exp(-A) exp(U)
 * exp(-(readout - arrival) / tau) - exp(-(arrival - onset) / tau) = exp(-A) 2 sinh(U)
 * </pre>
 *
 * Both are computed from U, which timestamps tell exactly, so that they do not cancel for a small jitter.
 */
public final class IntegrationWindow {
    private final long timeConstantPs;
    private final long halfWindowPs;
    private final double perPs;
    private final double halfDecay;
    private final Hyperbolic hyperbolic;

    /**
     * A window.
     *
     * @param timeConstantPs tau in picoseconds, positive
     * @param halfWindowPs A tau in picoseconds, not negative
     */
    public IntegrationWindow(long timeConstantPs, long halfWindowPs) {
        if (timeConstantPs <= 0) {
            throw new IllegalArgumentException("time constant is " + timeConstantPs + " ps; allowed: positive");
        }
        if (halfWindowPs < 0) {
            throw new IllegalArgumentException("half-window is " + halfWindowPs + " ps; allowed: not negative");
        }
        this.timeConstantPs = timeConstantPs;
        this.halfWindowPs = halfWindowPs;
        this.perPs = 1.0 / timeConstantPs;
        this.halfDecay = Exponential.exp(-(halfWindowPs * perPs));
        this.hyperbolic = Hyperbolic.upTo(halfWindowPs * perPs);
    }

    /** The time constant tau in picoseconds. */
    public long timeConstantPs() {
        return timeConstantPs;
    }

    /** Half of the window's length in picoseconds, A tau. */
    public long halfWindowPs() {
        return halfWindowPs;
    }

    /** 1 / tau, per picosecond: multiplies a time from the centre to U. */
    public double perPs() {
        return perPs;
    }

    /** exp(-A), the decay over half the window. */
    public double halfDecay() {
        return halfDecay;
    }

    /** The polynomials by which jitters in this window become decays. */
    public Hyperbolic hyperbolic() {
        return hyperbolic;
    }

    /** What is left at the readout of a jump of 1 at the arrival, which is not after the readout. */
    public double leftAtReadout(long arrivalPs, long readoutPs) {
        return halfDecay * gainOverCentre(arrivalPs, readoutPs);
    }

    /** The same relative to what is left of a jump in the middle of the window: exp(U). */
    public double gainOverCentre(long arrivalPs, long readoutPs) {
        double u = (arrivalPs - (readoutPs - halfWindowPs)) * perPs;
        return Math.abs(u) <= hyperbolic.largest() ? hyperbolic.expMinusOne(u) + 1.0 : Exponential.exp(u);
    }

    /**
     * The decay from the arrival to the readout less the decay from the onset to the arrival.
     *
     * @throws IllegalArgumentException if onset and readout are not the ends of this window
     */
    public double potentiationLessDepression(long arrivalPs, long onsetPs, long readoutPs) {
        if (readoutPs - onsetPs != 2 * halfWindowPs) {
            throw new IllegalArgumentException(
                    "window is " + (readoutPs - onsetPs) + " ps long; allowed: " + 2 * halfWindowPs + " ps");
        }
        double u = (arrivalPs - (onsetPs + halfWindowPs)) * perPs;
        return Math.abs(u) <= hyperbolic.largest()
                ? 2.0 * halfDecay * hyperbolic.sinh(u)
                : halfDecay * (Exponential.exp(u) - Exponential.exp(-u));
    }
}
