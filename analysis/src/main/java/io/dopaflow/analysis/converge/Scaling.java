package io.dopaflow.analysis.converge;

import io.dopaflow.models.plasticity.DriftConstant;

/**
 * How learning rate and half-window depend on the number of cycles: alpha_n = alpha n^-p and A_n = A n^-q, with
 * alpha = T / ((2/3) A^2). Theorem 1 of Christensen and Kallsen (2023) holds for p + 2q = 1 with q above 0; then T is the
 * gradient-flow time in the limit. The text prints p = 0, q = 1/3, with which it grows as n^(1/3).
 *
 * @param p exponent of the learning rate
 * @param q exponent of the half-window, not negative
 * @param prefactor A, positive
 * @param time T, positive
 */
public record Scaling(double p, double q, double prefactor, double time) {
    private static final double ROUNDING = 1e-9;

    /** A_n. */
    public double halfWindow(int cycles) {
        return prefactor * StrictMath.pow(cycles, -q);
    }

    /** T_n = n alpha_n kappa(A_n), of the rule that compares with the previous cycle. */
    public double flowTime(int cycles) {
        double a = halfWindow(cycles);
        double overLimit = DriftConstant.kappa(a) / (2.0 / 3.0 * a * a);
        return time * overLimit * StrictMath.pow(cycles, growth());
    }

    /** The exponent with which T_n grows, 1 - p - 2q. */
    public double growth() {
        double growth = 1 - p - 2 * q;
        return Math.abs(growth) < ROUNDING ? 0.0 : growth;
    }

    /** Whether T_n has a limit that is neither 0 nor infinite. */
    public boolean isBalanced() {
        return growth() == 0;
    }

    /** Whether A stays as it is, however large n becomes. */
    public boolean isFixedWindow() {
        return q == 0;
    }
}
