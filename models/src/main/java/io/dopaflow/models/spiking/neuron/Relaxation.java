package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Exponential;

/**
 * What a decaying input leaves in a leaky membrane, for a time t after both were set:
 *
 * <pre>
 * first(t)  = int_0^t exp(-(t - s) / tau_m)   exp(-s / tau_s) ds = (exp(-t / tau_s) - exp(-t / tau_m)) / d
 * second(t) = int_0^t exp(-(t - s) / tau_m) s exp(-s / tau_s) ds = (t exp(-t / tau_s) - first(t)) / d,   d = 1 / tau_m - 1 / tau_s
 * </pre>
 *
 * Where d t is small and tau_m near tau_s these forms lose digits; there
 *
 * <pre>
 * first(t)  = t   exp(-t / tau_m) phi_1(d t),   phi_1(x) = int_0^1   exp(x u) du
 * second(t) = t^2 exp(-t / tau_m) phi_2(d t),   phi_2(x) = int_0^1 u exp(x u) du
 * </pre>
 *
 * by their power series: accurate through tau_m = tau_s. The exponentials are those of {@link Exponential}: the bits are the
 * same everywhere.
 */
final class Relaxation {
    /** From here on d t is large enough for the closed forms: they lose a digit at most. */
    private static final double SERIES = 0.5;

    /** The error of the closed forms is that of an exponential over d: of no account where d is this large against 1 / tau_m. */
    private static final double APART = 0.1;

    private static final int TERMS = 14;

    private final double tauM;
    private final double tauS;
    private final double difference;
    private final boolean isApart;

    /**
     * The response to a current.
     *
     * @param tauM time constant of the membrane, in ms
     * @param tauS time constant of the current, in ms
     */
    Relaxation(double tauM, double tauS) {
        this.tauM = tauM;
        this.tauS = tauS;
        this.difference = 1 / tauM - 1 / tauS;
        this.isApart = Math.abs(difference) * tauM > APART;
    }

    /** exp(-t / tau). */
    static double decay(double t, double tau) {
        return Exponential.exp(-t / tau);
    }

    /** exp(-t / tauS). */
    double decay(double t) {
        return Exponential.exp(-t / tauS);
    }

    /** The response to exp(-s / tauS), in ms. */
    double first(double t) {
        return first(t, decay(t, tauM), decay(t));
    }

    /** The response to s exp(-s / tauS), in ms^2. */
    double second(double t) {
        double membrane = decay(t, tauM);
        double current = decay(t);
        return second(t, membrane, current, first(t, membrane, current));
    }

    /**
     * {@link #first(double)} with what is known.
     *
     * @param membrane exp(-t / tauM)
     * @param current exp(-t / tauS)
     */
    double first(double t, double membrane, double current) {
        double x = difference * t;
        if (isApart || Math.abs(x) >= SERIES) {
            return (current - membrane) / difference;
        }
        // sum of x^k / (k + 1)!
        double sum = 1;
        for (int k = TERMS; k >= 1; k--) {
            sum = 1 + sum * x / (k + 1);
        }
        return t * membrane * sum;
    }

    /**
     * {@link #second(double)} with what is known.
     *
     * @param membrane exp(-t / tauM)
     * @param current exp(-t / tauS)
     * @param first {@link #first(double)}
     */
    double second(double t, double membrane, double current, double first) {
        double x = difference * t;
        if (isApart || Math.abs(x) >= SERIES) {
            return (t * current - first) / difference;
        }
        // sum of x^k / (k! (k + 2))
        double sum = 0;
        for (int k = TERMS; k >= 0; k--) {
            sum = sum * x / (k + 1) + 1.0 / (k + 2);
        }
        return t * t * membrane * sum;
    }

    /**
     * The largest of (i + s t) exp(-t / tauS) for t from a to b: at an end or where its derivative vanishes.
     *
     * @param i a current
     * @param s its slope, beside its decay
     */
    double largest(double i, double s, double a, double b) {
        if (s == 0) {
            return i == 0 ? 0 : i * decay(i > 0 ? a : b);
        }
        double ends = Math.max((i + s * a) * decay(a), (i + s * b) * decay(b));
        double peak = tauS - i / s;
        return peak > a && peak < b ? Math.max(ends, (i + s * peak) * decay(peak)) : ends;
    }

    /** At or above the largest of (i + s t) exp(-t / tauS) for t from 0 to b, told without an exponential. */
    double atMost(double i, double s, double b) {
        // t exp(-t / tau) is at most t, and at most tau / e.
        return Math.max(i, 0) + Math.max(s, 0) * Math.min(b, tauS * 0.37);
    }
}
