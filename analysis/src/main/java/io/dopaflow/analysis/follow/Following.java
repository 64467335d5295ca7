package io.dopaflow.analysis.follow;

import io.dopaflow.analysis.estimator.Measured;

/**
 * How the updates of a rule at frozen weights lie to the direction in which its objective falls, -g. Chance turns the mean of
 * noisy updates; the numbers here are freed from that, see {@link UpdateStatistics}.
 *
 * @param layer its name
 * @param angle of the mean update to -g, from 0 to 180 degrees: the floor that no averaging goes below; NaN where one of them is 0
 * @param ratio of their lengths, update over gradient; the rate is left out
 * @param n45 how many updates must be averaged until their mean is within 45 degrees of what it tends to: E|u - Eu|^2 / |Eu|^2
 *     at one sample, in the mean over samples; 0 for a rule without noise
 * @param cosine of the update for one sample and that sample's gradient, in the mean over samples; NaN where one of them is 0
 *     throughout
 */
public record Following(String layer, Measured angle, Measured ratio, Measured n45, double cosine) {

    /** What the angle says, in words. */
    public enum Verdict {
        /** The interval of the angle reaches 1 degree. */
        GRADIENT("is the gradient"),
        /** The angle is below 45 degrees. */
        CLOSE("within 45 degrees"),
        /** The angle is below 90 degrees, with its interval. */
        DOWNHILL("downhill"),
        /** The interval of the angle has 90 degrees in it. */
        UNRELATED("no relation"),
        /** The angle is above 90 degrees, with its interval. */
        UPHILL("uphill");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }

    /** What the angle says. */
    public Verdict verdict() {
        double lower = angle.interval().map(Measured.Interval::lower).orElse(angle.value());
        double upper = angle.interval().map(Measured.Interval::upper).orElse(angle.value());
        if (!(lower <= 180) || (lower <= 90 && upper >= 90)) {
            return Verdict.UNRELATED;
        }
        if (lower <= 1) {
            return Verdict.GRADIENT;
        }
        if (angle.value() < 45) {
            return Verdict.CLOSE;
        }
        return upper < 90 ? Verdict.DOWNHILL : Verdict.UPHILL;
    }
}
