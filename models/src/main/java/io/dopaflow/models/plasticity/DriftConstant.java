package io.dopaflow.models.plasticity;

/**
 * The drift constant kappa(A): one update of the rule moves the parameters on average by -alpha kappa(A) times a
 * smoothed gradient.
 *
 * <pre>kappa(A) = 2 cosh A - 2 sinh(A) / A,   tending to (2/3) A^2 as A goes to 0</pre>
 *
 * It equals exp(-A) C(A) / (2A) with C(A) of Christensen and Kallsen (2023), proof of Theorem 1; the factor 1 / (2A) is
 * the uniform density, which the published text omits.
 */
public final class DriftConstant {
    private static final double SERIES_BELOW = 1.0;
    private static final double LARGEST = 700.0;

    private DriftConstant() {}

    /**
     * kappa(A), to full precision also for small A, where the closed form cancels.
     *
     * @param halfWindow A in time constants, from 0 to 700, beyond which exp(A) overflows
     */
    public static double kappa(double halfWindow) {
        if (!(halfWindow >= 0 && halfWindow <= LARGEST)) {
            throw new IllegalArgumentException("half-window is " + halfWindow + "; allowed: 0 to " + LARGEST);
        }
        return halfWindow < SERIES_BELOW
                ? series(halfWindow * halfWindow)
                : 2 * StrictMath.cosh(halfWindow) - 2 * StrictMath.sinh(halfWindow) / halfWindow;
    }

    /**
     * The drift constant of any window, E[U h(U)] with h(U) the eligibility times the readout gain: a linear loss of
     * gradient g moves by -alpha times this times g. Each branch of time constant tau / c and amplitude a contributes
     *
     * <pre>gain a exp(-c A) (cosh(c A) / c - sinh(c A) / (c^2 A)) = gain a exp(-c A) kappa(c A) / (2 c);</pre>
     *
     * for the standard window and gain exp(A) they add up to kappa(A). With {@link Pairing#SUCCESSIVE} depression
     * contributes twice, once by this cycle's loss and once by the last one's, and potentiation does not.
     *
     * @param stdp the window
     * @param readoutGain by which eligibilities are multiplied
     */
    public static double of(StdpWindow stdp, double readoutGain) {
        double membrane = stdp.window().timeConstantPs();
        double halfWindow = stdp.window().halfWindowPs() / membrane;
        if (stdp.isStandard() && readoutGain == StrictMath.exp(halfWindow)) {
            // Equal to the sum below but for its rounding, which would be in every learning rate.
            return kappa(halfWindow);
        }
        double depression = branch(stdp.depression(), membrane);
        return readoutGain
                * (stdp.pairing() == Pairing.SUCCESSIVE
                        ? 2 * depression
                        : branch(stdp.potentiation(), membrane) + depression);
    }

    private static double branch(StdpWindow.Branch branch, double membraneTimeConstantPs) {
        double ratio = membraneTimeConstantPs / branch.window().timeConstantPs();
        double halfWindow =
                branch.window().halfWindowPs() / (double) branch.window().timeConstantPs();
        return branch.amplitude() * StrictMath.exp(-halfWindow) * kappa(halfWindow) / (2 * ratio);
    }

    /** Sum over k from 1 of 4k A^(2k) / (2k + 1)!, in Horner form; nine terms leave less than 1e-18 below A = 1. */
    private static double series(double squared) {
        double sum = 0;
        for (int k = 9; k >= 1; k--) {
            sum = (4.0 * k + sum) * squared / ((2.0 * k) * (2.0 * k + 1));
        }
        return sum;
    }
}
