package io.dopaflow.models.spiking.neuron;

/** Polynomials in x as coefficients of its powers, the lowest first. */
final class Polynomial {
    private Polynomial() {}

    static double value(double[] polynomial, double x) {
        double value = 0;
        for (int k = polynomial.length - 1; k >= 0; k--) {
            value = value * x + polynomial[k];
        }
        return value;
    }

    static double[] derivative(double[] polynomial) {
        double[] derivative = new double[polynomial.length - 1];
        for (int k = 0; k < derivative.length; k++) {
            derivative[k] = (k + 1) * polynomial[k + 1];
        }
        return derivative;
    }

    /**
     * At or above every value for x from a to b: the largest coefficient in the Bernstein basis of that part. Exact in the limit
     * of a short part, and where the largest value is at an end.
     *
     * @param scratch as long as the polynomial
     */
    static double bound(double[] polynomial, double a, double b, double[] scratch) {
        int degree = polynomial.length - 1;
        System.arraycopy(polynomial, 0, scratch, 0, degree + 1);
        // In powers of x - a.
        for (int i = 0; i < degree; i++) {
            for (int k = degree - 1; k >= i; k--) {
                scratch[k] += a * scratch[k + 1];
            }
        }
        // In powers of (x - a) / (b - a), over the binomial coefficients.
        double scale = 1;
        for (int k = 1; k <= degree; k++) {
            scale *= (b - a) * k / (degree - k + 1);
            scratch[k] *= scale;
        }
        // To the Bernstein basis: sums of the sums.
        for (int i = 1; i <= degree; i++) {
            for (int k = degree; k >= i; k--) {
                scratch[k] += scratch[k - 1];
            }
        }
        double largest = scratch[0];
        for (int k = 1; k <= degree; k++) {
            largest = Math.max(largest, scratch[k]);
        }
        return largest;
    }
}
