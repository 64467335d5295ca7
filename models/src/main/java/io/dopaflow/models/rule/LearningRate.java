package io.dopaflow.models.rule;

import java.util.Optional;

/**
 * How fast to learn what is observed with noise, by two kinds of uncertainty. The variance v of the estimate is expected
 * uncertainty, which acetylcholine is held to tell; a surprise, which noradrenaline is held to tell, raises the rate at once.
 * With the error d of an observation, r the variance of its noise and u = v + q,
 *
 * <pre>
 * k     = u / (u + r)                               the Kalman gain
 * o     = h N(d; 0, s^2 + r) / (h N(d; 0, s^2 + r) + (1 - h) N(d; 0, u + r))
 * rate  = k + (1 - k) o
 * v     &lt;- o r + (1 - o) k r + o (1 - o) (d (1 - k))^2,   but never below the floor
 * </pre>
 *
 * o being the probability that what is estimated has jumped (Nassar, Wilson, Heasly and Gold 2010, reduced). v begins at s^2.
 *
 * @param noise r, the variance of an observation, above 0
 * @param drift q, the variance that the estimate gains in each step, not negative
 * @param hazard h, the probability of a jump, within [0, 1); 0 for no surprise
 * @param spread s, the standard deviation of where a jump leads, above 0
 * @param floor the smallest variance of the estimate, not negative
 * @param fixed k itself, within (0, 1], where expected uncertainty does not decide it; empty where it does
 */
public record LearningRate(
        double noise, double drift, double hazard, double spread, double floor, Optional<Double> fixed) {

    /** Validates the ranges. */
    public LearningRate {
        require(noise > 0 && noise < Double.POSITIVE_INFINITY, "noise", noise, "finite, above 0");
        require(drift >= 0 && drift < Double.POSITIVE_INFINITY, "drift", drift, "finite, not negative");
        require(hazard >= 0 && hazard < 1, "hazard", hazard, "within [0, 1)");
        require(spread > 0 && spread < Double.POSITIVE_INFINITY, "spread", spread, "finite, above 0");
        require(floor >= 0 && floor < Double.POSITIVE_INFINITY, "floor", floor, "finite, not negative");
        fixed.ifPresent(gain -> require(gain > 0 && gain <= 1, "fixed gain", gain, "within (0, 1]"));
    }

    private static void require(boolean holds, String name, double found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + "; allowed: " + allowed);
        }
    }

    /**
     * What is told after an observation, and the variance of the estimate by then.
     *
     * @param rate within [0, 1]
     */
    public record Told(double rate, double variance) {}

    /** The variance of the estimate before the first observation. */
    public double start() {
        return spread * spread;
    }

    /**
     * Takes an observation.
     *
     * @param variance of the estimate before it
     * @param error the observation less the estimate
     */
    public Told after(double variance, double error) {
        double uncertain = variance + drift;
        double gain = fixed.orElse(uncertain / (uncertain + noise));
        double jumped = jumped(uncertain + noise, error);
        double surprise = error * (1 - gain);
        double rest = jumped * noise + (1 - jumped) * (gain * noise) + jumped * (1 - jumped) * (surprise * surprise);
        return new Told(gain + (1 - gain) * jumped, Math.max(rest, floor));
    }

    /** The probability of a jump, given the variance of an error without one. */
    private double jumped(double expected, double error) {
        if (hazard == 0) {
            return 0;
        }
        double after = spread * spread + noise;
        // The ratio of both densities, so that a large error leaves no 0 / 0.
        double odds = (1 - hazard)
                / hazard
                * Math.sqrt(after / expected)
                * StrictMath.exp(error * error / 2 * (1 / after - 1 / expected));
        return 1 / (1 + odds);
    }
}
