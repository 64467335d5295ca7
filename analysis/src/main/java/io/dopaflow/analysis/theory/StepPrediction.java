package io.dopaflow.analysis.theory;

import io.dopaflow.models.plasticity.NoiseShape;

/**
 * What theory says of the step s of one learning opportunity against the gradient g at its start. In units of T ||g||, and
 * with e = -g / ||g||, the step is the flow's, m = (Z_1 - Z_0) / (T ||g||), plus normal noise: of variance p along e, and
 * of variance q in all of the other k = d - 1 directions together. To leading order
 *
 * <pre>p = (i + a - c sum g_v^4 / ||g||^4) / n,   p + q = (i d + a - c) / n</pre>
 *
 * with the coefficients of the {@link NoiseShape}; where the gradient is small, i ||g||^2 is larger ({@link RuleNoise}), and where
 * the flow is curved, p and q are scaled so that their sum is what the linear noise approximation predicts. Then
 *
 * <pre>E ||s||^2 = (T ||g||)^2 (||m||^2 + p + q),
 * E cos(s, -g) = (2 / sqrt(pi)) times the integral over u from 0 to infinity of
 *     m_e (1 + 2 p u^2)^(-3/2) exp(-m_e^2 u^2 / (1 + 2 p u^2)) (1 + 2 q u^2 / k)^(-k/2) exp(-m_o^2 u^2 / (1 + 2 q u^2 / k))</pre>
 *
 * where m_e is the part of m along e, m_o the length of the rest, and the noise off e is taken as the same in all directions.
 * The integral comes of 1 / sqrt(z) = (2 / sqrt(pi)) times that of exp(-z u^2) and of the moments of a normal variable;
 * it is exact. For a short flow and many synapses it is close to 1 / sqrt(1 + q), so with CK's rule 1 / sqrt(1 + 2d/n).
 *
 * @param along m_e, mean of the step along -g
 * @param off m_o, length of the mean across g, not negative
 * @param noiseAlong p, not negative
 * @param noiseOff q, not negative; 0 where d = 1
 * @param directionsOff k, not negative
 */
public record StepPrediction(double along, double off, double noiseAlong, double noiseOff, int directionsOff) {
    private static final int INTERVALS = 400;

    /** Validates the variances. */
    public StepPrediction {
        if (!(noiseAlong >= 0 && noiseOff >= 0)) {
            throw new IllegalArgumentException(
                    "variances are " + noiseAlong + " and " + noiseOff + "; allowed: not negative");
        }
    }

    /**
     * The prediction for a gradient, a step of the flow and the variance of the distance to it.
     *
     * @param gradient g, not 0
     * @param mean Z_1 - Z_0
     * @param time T, positive
     * @param variance of the distance || theta - Z ||
     * @param shape of the noise, which says how much of the variance lies along the gradient
     * @param trace of {@link RuleNoise} at the gradient: what of it does not depend on the direction is taken as isotropic
     */
    public static StepPrediction of(
            double[] gradient, double[] mean, double time, double variance, NoiseShape shape, double trace) {
        double square = 0.0;
        double fourth = 0.0;
        double product = 0.0;
        double length = 0.0;
        for (int i = 0; i < gradient.length; i++) {
            double own = gradient[i] * gradient[i];
            square += own;
            fourth += own * own;
            product -= gradient[i] * mean[i];
            length += mean[i] * mean[i];
        }
        double unit = time * Math.sqrt(square);
        double along = product / (time * square);
        double off = Math.sqrt(Math.max(0.0, length / (unit * unit) - along * along));
        double total = variance / (unit * unit);
        double isotropic = (trace - (shape.alongGradient() - shape.diagonal()) * square) / gradient.length;
        double share = (isotropic + shape.alongGradient() * square - shape.diagonal() * fourth / square) / trace;
        int others = gradient.length - 1;
        double noiseAlong = others == 0 ? total : Math.min(1.0, Math.max(0.0, share)) * total;
        return new StepPrediction(along, off, noiseAlong, total - noiseAlong, others);
    }

    /** The root mean square of || s || / (T ||g||). */
    public double relativeLength() {
        return Math.sqrt(along * along + off * off + noiseAlong + noiseOff);
    }

    /** The mean of the cosine of the angle between s and -g. */
    public double cosine() {
        // u = tan(x) / width spreads the integrand, which falls off as u^-3 at the least, over 0 to pi / 2.
        double width = relativeLength();
        double h = Math.PI / 2 / INTERVALS;
        double sum = integrand(0.0);
        for (int i = 1; i < INTERVALS; i++) {
            double tangent = StrictMath.tan(i * h);
            sum += (i % 2 == 1 ? 4 : 2) * integrand(tangent / width) * (1 + tangent * tangent);
        }
        // Simpson's rule; the integrand times the stretching vanishes at pi / 2.
        return 2 / Math.sqrt(Math.PI) * sum / width * h / 3;
    }

    private double integrand(double u) {
        double spreadAlong = 1 + 2 * noiseAlong * u * u;
        double exponent = along * along * u * u / spreadAlong + 1.5 * StrictMath.log(spreadAlong);
        double spreadOff = directionsOff == 0 ? 1.0 : 1 + 2 * noiseOff * u * u / directionsOff;
        exponent += off * off * u * u / spreadOff + 0.5 * directionsOff * StrictMath.log(spreadOff);
        return along * StrictMath.exp(-exponent);
    }
}
