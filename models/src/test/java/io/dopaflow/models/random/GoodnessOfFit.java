package io.dopaflow.models.random;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Tests of samples against laws: the probability that a sample of the law looks worse. */
public final class GoodnessOfFit {
    /** The level of all statistical tests with fixed seeds: a right implementation fails one seed in a thousand. */
    public static final double LEVEL = 0.001;

    private GoodnessOfFit() {}

    /** Kolmogorov and Smirnov, with Stephens' (1970) correction for finite samples; the sample is sorted. */
    public static double kolmogorovSmirnov(double[] sample, DoubleUnaryOperator cumulative) {
        Arrays.sort(sample);
        int n = sample.length;
        double distance = 0;
        for (int i = 0; i < n; i++) {
            double f = cumulative.applyAsDouble(sample[i]);
            distance = Math.max(distance, Math.max(f - i / (double) n, (i + 1) / (double) n - f));
        }
        double root = Math.sqrt(n);
        double lambda = (root + 0.12 + 0.11 / root) * distance;
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
        }
        return lambda < 0.2 ? 1 : sum;
    }

    /** Pearson's test; cells are joined with their successors until 5 are expected; the totals must agree. */
    public static double chiSquare(long[] counts, double[] expected) {
        double sum = 0;
        int cells = 0;
        double seen = 0;
        double due = 0;
        double left = Arrays.stream(expected).sum();
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            due += expected[i];
            left -= expected[i];
            if (due >= 5 && left >= 5 || i == counts.length - 1) {
                sum += (seen - due) * (seen - due) / due;
                cells++;
                seen = 0;
                due = 0;
            }
        }
        return chiSquareAbove(sum, cells - 1);
    }

    /** P(X > x) for chi-square: the regularised incomplete gamma function, by its series or continued fraction. */
    static double chiSquareAbove(double x, int degrees) {
        double a = degrees / 2.0;
        double y = x / 2;
        double front = Math.exp(a * Math.log(y) - y - logGamma(a));
        if (y < a + 1) {
            double term = 1 / a;
            double sum = term;
            for (int k = 1; k < 10_000; k++) {
                term *= y / (a + k);
                sum += term;
            }
            return x <= 0 ? 1 : 1 - front * sum;
        }
        double fraction = 0;
        for (int k = 10_000; k >= 1; k--) {
            fraction = k * (k - a) / (y + 2 * k + 1 - a - fraction);
        }
        return front / (y + 1 - a - fraction);
    }

    /** By Stirling's series above 20. */
    private static double logGamma(double a) {
        double below = 0;
        double z = a;
        while (z < 20) {
            below += Math.log(z++);
        }
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * z) - 1 / (360 * z * z * z) - below;
    }

    /** The normal law, by its power series or continued fraction: independent of the code that is tested. */
    public static double normalBelow(double x) {
        if (Math.abs(x) > 4) {
            double fraction = 0;
            for (int k = 200; k >= 1; k--) {
                fraction = k / (Math.abs(x) + fraction);
            }
            double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / (Math.abs(x) + fraction);
            return x < 0 ? tail : 1 - tail;
        }
        double term = x;
        double sum = x;
        for (int k = 1; k < 200; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
