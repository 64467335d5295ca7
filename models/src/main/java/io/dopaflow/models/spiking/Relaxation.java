package io.dopaflow.models.spiking;

/**
 * What a decaying input leaves in a leaky membrane, for a time t after both were set:
 *
 * <pre>
 * first(t)  = int_0^t exp(-(t - s) / tau_m)   exp(-s / tau_s) ds = t   exp(-t / tau_m) phi_1(x)
 * second(t) = int_0^t exp(-(t - s) / tau_m) s exp(-s / tau_s) ds = t^2 exp(-t / tau_m) phi_2(x),   x = t / tau_m - t / tau_s
 * phi_1(x)  = (exp(x) - 1) / x,   phi_2(x) = (x exp(x) - exp(x) + 1) / x^2
 * </pre>
 *
 * Both are accurate through tau_m = tau_s, where x = 0. The exponentials are those of {@link StrictMath}: the bits are the same
 * everywhere.
 */
final class Relaxation {
    /** Below, the power series of phi_2 is used; above, the closed form loses at most two digits. */
    private static final double SERIES = 0.5;

    private static final int TERMS = 16;

    private Relaxation() {}

    /** exp(-t / tau). */
    static double decay(double t, double tau) {
        return StrictMath.exp(-t / tau);
    }

    /** The response to exp(-s / tauS), in ms. */
    static double first(double t, double tauM, double tauS) {
        double x = t / tauM - t / tauS;
        // The larger exponential in front: the factor never overflows.
        return x <= 0 ? t * decay(t, tauM) * phi1(x) : t * decay(t, tauS) * phi1(-x);
    }

    /** The response to s exp(-s / tauS), in ms^2. */
    static double second(double t, double tauM, double tauS) {
        double x = t / tauM - t / tauS;
        // int_0^1 u exp(x u) du = exp(x) int_0^1 (1 - u) exp(-x u) du
        return x <= 0 ? t * t * decay(t, tauM) * phi2(x) : t * t * decay(t, tauS) * (phi1(-x) - phi2(-x));
    }

    /** int_0^1 exp(x u) du. */
    static double phi1(double x) {
        return x == 0 ? 1 : StrictMath.expm1(x) / x;
    }

    /** int_0^1 u exp(x u) du. */
    static double phi2(double x) {
        if (Math.abs(x) > SERIES) {
            return (StrictMath.exp(x) * (x - 1) + 1) / (x * x);
        }
        // sum of x^k / (k! (k + 2))
        double sum = 0;
        for (int k = TERMS; k >= 0; k--) {
            sum = sum * x / (k + 1) + 1.0 / (k + 2);
        }
        return sum;
    }
}
