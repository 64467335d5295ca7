package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Exponential;

/** The integral of a hazard that the score of a neuron with {@link EscapeNoise} takes in continuous time, while V relaxes with delta synapses. */
final class EscapeScore {
    /** Of Gauss and Legendre, with eight points: those above 0, and the weights of each and its mirror image. */
    private static final double[] POINTS = {
        0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363
    };

    private static final double[] WEIGHTS = {
        0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
    };

    /** In a part of the integral the exponent changes by no more, so that its relative error is below 1e-14. */
    private static final double PART = 0.5;

    /** More time constants ago nothing is remembered: exp(-40) is below 1e-17. */
    private static final double REMEMBERED = 40;

    private EscapeScore() {}

    /**
     * The integral of rho(V(t)) exp(-t / tau_m) exp(-(length - t) / tau_e), where V relaxes with tau_m. Without forgetting it is known in closed form; otherwise to a relative 1e-12.
     *
     * @param v at t = 0, in mV
     * @param steady where V settles, in mV
     * @param length the upper limit in ms, from 0
     * @param tauE in ms; infinite for no forgetting
     */
    static double hazard(EscapeNoise type, double v, double steady, double length, double tauE) {
        double tauM = type.leaky().tauM();
        if (Double.isInfinite(tauE)) {
            // With u = exp(-t / tau_m), V is linear in u, and dt exp(-t / tau_m) = -tau_m du.
            double gone = -StrictMath.expm1(-length / tauM);
            double change = (steady - v) * gone;
            double highest = Math.max(v, v + change);
            double widths = Math.abs(change) / type.deltaU();
            double mean = widths == 0 ? 1 : -StrictMath.expm1(-widths) / widths;
            return tauM * gone * type.hazard(highest) * mean;
        }
        double sum = 0;
        for (double from = Math.max(0, length - REMEMBERED * tauE); from < length; ) {
            double distance = Math.min(
                    Math.abs(v - steady) * Exponential.exp(-from / tauM) / type.deltaU(), EscapeNoise.LARGEST_EXPONENT);
            double to = Math.min(length, from + PART / ((1 + distance) / tauM + 1 / tauE));
            double middle = (from + to) / 2;
            double half = (to - from) / 2;
            for (int k = 0; k < POINTS.length; k++) {
                double before = middle - half * POINTS[k];
                double after = middle + half * POINTS[k];
                sum += half
                        * WEIGHTS[k]
                        * (at(before, type, v, steady, length, tauE) + at(after, type, v, steady, length, tauE));
            }
            from = to;
        }
        return sum;
    }

    private static double at(double t, EscapeNoise type, double v, double steady, double length, double tauE) {
        double left = Exponential.exp(-t / type.leaky().tauM());
        return type.hazard(steady + (v - steady) * left) * left * Exponential.exp(-(length - t) / tauE);
    }
}
