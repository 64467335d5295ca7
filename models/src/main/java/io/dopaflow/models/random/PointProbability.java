package io.dopaflow.models.random;

/**
 * Probabilities of counts, by the saddle-point expansion of Loader (2000), <em>Fast and accurate computation of binomial
 * probabilities</em>: no difference of large logarithms, so that they are right to some 1e-15 relative at any size.
 */
final class PointProbability {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    private static final int SMALL = 15;

    private PointProbability() {}

    /** P(X = x) for the Poisson law. */
    static double poisson(long x, double mean) {
        if (mean == 0) {
            return x == 0 ? 1 : 0;
        }
        if (x == 0) {
            return StrictMath.exp(-mean);
        }
        return StrictMath.exp(-stirlingError(x) - deviance((double) x, mean)) / Math.sqrt(2 * Math.PI * (double) x);
    }

    /** P(X = x) of n trials that succeed with probability p. */
    static double binomial(long x, long n, double p) {
        double q = 1 - p;
        if (p == 0 || q == 0) {
            return x == (p == 0 ? 0 : n) ? 1 : 0;
        }
        if (x == 0) {
            return StrictMath.exp(n * StrictMath.log1p(-p));
        }
        if (x == n) {
            return StrictMath.exp(n * StrictMath.log(p));
        }
        double exponent = stirlingError(n)
                - stirlingError(x)
                - stirlingError(n - x)
                - deviance((double) x, n * p)
                - deviance((double) (n - x), n * q);
        return StrictMath.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (double) (n - x)));
    }

    /** P(X = x) of marked ones among those drawn without putting back. */
    static double hypergeometric(long x, long all, long marked, long drawn) {
        double p = drawn / (double) all;
        return binomial(x, marked, p) * binomial(drawn - x, all - marked, p) / binomial(drawn, all, p);
    }

    /** log(n!) - log(sqrt(2 pi n) (n / e)^n). */
    private static double stirlingError(long n) {
        if (n == 0) {
            return 0;
        }
        if (n <= SMALL) {
            double factorial = 1;
            for (int i = 2; i <= n; i++) {
                factorial *= i;
            }
            return StrictMath.log(factorial) - (n + 0.5) * StrictMath.log((double) n) + n - HALF_LOG_TWO_PI;
        }
        double square = (double) n * n;
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square)
                / n;
    }

    /** x log(x / mean) + mean - x, also where x is near the mean. */
    private static double deviance(double x, double mean) {
        if (x == 0) {
            return mean;
        }
        if (Math.abs(x - mean) >= 0.1 * (x + mean)) {
            return x * StrictMath.log(x / mean) + mean - x;
        }
        double v = (x - mean) / (x + mean);
        double sum = (x - mean) * v;
        double term = 2 * x * v;
        for (int j = 3; ; j += 2) {
            term *= v * v;
            double next = sum + term / j;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }
}
