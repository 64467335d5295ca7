package io.dopaflow.models.plasticity;

import io.dopaflow.models.neuron.IntegrationWindow;

/**
 * Spike-timing-dependent plasticity with nearest-neighbour pairing: one presynaptic arrival is paired with the
 * postsynaptic spikes before and after it. Pre shortly before post potentiates, post shortly before pre depresses:
 *
 * <pre>c = A_plus exp(-(readout - arrival) / tau_plus) - A_minus exp(-(arrival - onset) / tau_minus)</pre>
 *
 * With both amplitudes 1 and both time constants that of the membrane, c = exp(-A) (exp(U) - exp(-U)) with U the arrival's
 * distance from the middle of the window in time constants (Schmidt-Hieber 2023, equation (4.3); Christensen and Kallsen
 * 2023, equation (2.1)).
 *
 * <p>Unequal branches have an eligibility whose mean is not 0. With a baseline whose mean is the expected loss (the
 * previous cycle's, a running mean) the product with the reward still has the drift of {@link DriftConstant#of} along the
 * gradient, and beside it, from the part h_even of the window that is even in U, a bias by the curvature: synapse v moves by
 * -alpha Cov(L, h_even(U_v)) more, about -alpha h_even''(0) (A^4 / 45) d^2 L / d theta_v^2, where h is the eligibility
 * times the readout gain. The mean eligibility meets the mean reward and moves all weights alike: over a learning
 * opportunity by alpha E[h] times the fall of the loss with the previous cycle's, by about 1 / rate times that with a
 * running mean, which lags behind; against the unperturbed loss by -alpha E[h] times the smoothing of the loss,
 * E L(theta + U) - L(theta) = (A^2 / 6) tr H, in each update. Antithetic pairs are free of all of it: their reward is odd
 * in U.
 *
 * <p>The mean eligibility also passes the fluctuations of the reward on to all weights alike. Rewards against the previous
 * cycle's loss or a running mean add up to differences of two losses or means, and little is left. Against the unperturbed
 * loss and in antithetic pairs any two weights have the relative covariance (T^2 / n) 6 (E[h] / (A h'(0)))^2 ||g||^2 in
 * addition to {@link NoiseShape}: with a small A that is ruinous unless both branches are nearly alike.
 *
 * @param window of the membrane, between onset and readout
 * @param potentiation of an arrival before the readout
 * @param depression of an arrival after the onset
 * @param pairing which pairs make the eligibility
 */
public record StdpWindow(IntegrationWindow window, Branch potentiation, Branch depression, Pairing pairing) {

    /**
     * One branch of the window.
     *
     * @param amplitude A_plus or A_minus, finite, not negative
     * @param window of the same length as the membrane's, with the time constant tau_plus or tau_minus; half of it is at
     *     most {@value #LONGEST_HALF} of these, beyond which exp(c A) overflows
     */
    public record Branch(double amplitude, IntegrationWindow window) {
        /** The longest half-window in time constants of a branch. */
        public static final double LONGEST_HALF = 700;

        /** Validates the amplitude and the length. */
        public Branch {
            if (!(amplitude >= 0 && amplitude < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("amplitude is " + amplitude + "; allowed: finite, not negative");
            }
            double half = window.halfWindowPs() / (double) window.timeConstantPs();
            if (!(half <= LONGEST_HALF)) {
                throw new IllegalArgumentException(
                        "half-window is " + half + " time constants of a branch; allowed: at most " + LONGEST_HALF);
            }
        }
    }

    /** Checks that all windows have one length. */
    public StdpWindow {
        long half = window.halfWindowPs();
        if (potentiation.window().halfWindowPs() != half || depression.window().halfWindowPs() != half) {
            throw new IllegalArgumentException("half-windows of the branches are "
                    + potentiation.window().halfWindowPs() + " and "
                    + depression.window().halfWindowPs() + " ps; allowed: the membrane's, " + half + " ps");
        }
    }

    /** The symmetric window with the membrane's time constant and amplitudes of 1. */
    public StdpWindow(IntegrationWindow window) {
        this(window, new Branch(1.0, window), new Branch(1.0, window), Pairing.SURROUNDING);
    }

    /** Whether both branches are alike, so that the eligibility is odd in U. */
    public boolean isOdd() {
        return potentiation.amplitude() == depression.amplitude()
                && potentiation.window().timeConstantPs() == depression.window().timeConstantPs();
    }

    /** Whether this is the window of {@link #StdpWindow(IntegrationWindow)}. */
    public boolean isStandard() {
        return pairing == Pairing.SURROUNDING
                && isOdd()
                && potentiation.amplitude() == 1.0
                && potentiation.window().timeConstantPs() == window.timeConstantPs();
    }

    /** A bound on the size of any eligibility: the larger amplitude, as each pair counts less than its amplitude. */
    public double bound() {
        return Math.max(potentiation.amplitude(), depression.amplitude());
    }

    /**
     * The eligibility of a synapse, dimensionless.
     *
     * @param preArrivalPs arrival of the presynaptic spike at the synapse
     * @param postOnsetPs postsynaptic spike before it, the onset of the window
     * @param postReadoutPs postsynaptic spike after it, the readout
     * @param remembered {@link #remembered} of the last cycle; of no consequence for {@link Pairing#SURROUNDING}
     * @throws IllegalArgumentException if onset and readout are not the ends of this window
     */
    public double eligibility(long preArrivalPs, long postOnsetPs, long postReadoutPs, double remembered) {
        if (pairing == Pairing.SUCCESSIVE) {
            return remembered - depression(preArrivalPs, postOnsetPs, postReadoutPs);
        }
        if (isOdd()) {
            return potentiation.amplitude()
                    * potentiation.window().potentiationLessDepression(preArrivalPs, postOnsetPs, postReadoutPs);
        }
        return potentiation.amplitude() * potentiation.window().leftAtReadout(preArrivalPs, postReadoutPs)
                - depression(preArrivalPs, postOnsetPs, postReadoutPs);
    }

    /** What a synapse remembers of a cycle for the next one's eligibility: its depression, if that is wanted. */
    public double remembered(long preArrivalPs, long postOnsetPs, long postReadoutPs) {
        return pairing == Pairing.SUCCESSIVE ? depression(preArrivalPs, postOnsetPs, postReadoutPs) : 0.0;
    }

    /** A_minus exp(-(arrival - onset) / tau_minus): the decay to the readout of an arrival mirrored in the window. */
    private double depression(long preArrivalPs, long postOnsetPs, long postReadoutPs) {
        return depression.amplitude()
                * depression.window().leftAtReadout(postOnsetPs + (postReadoutPs - preArrivalPs), postReadoutPs);
    }
}
