package io.dopaflow.analysis.follow;

import io.dopaflow.analysis.estimator.Measured;

/**
 * How the updates of a rule at frozen weights lie to the direction in which its objective falls, -g. Chance turns the mean of
 * noisy updates; the numbers here are freed from that, see {@link UpdateStatistics}.
 *
 * @param layer its name
 * @param angle of the mean update to -g, from 0 to 180 degrees: the floor that no averaging goes below; NaN where one of them is 0
 * @param along how far the mean update goes down the gradient, -u . g / g . g: 1 for the gradient itself
 * @param ratio of their lengths, update over gradient; the rate is left out
 * @param n45 how many updates must be averaged until their mean is within 45 degrees of what it tends to: E|u - Eu|^2 / |Eu|^2
 *     at one sample, in the mean over samples; 0 for a rule without noise
 * @param cosine of the update for one sample and that sample's gradient, in the mean over samples; NaN where one of them is 0
 *     throughout
 */
public record Following(String layer, Measured angle, Measured along, Measured ratio, Measured n45, double cosine) {

    /** What the numbers say. */
    public enum Verdict {
        /** The interval of the angle reaches 1 degree and ends below 45. */
        GRADIENT("is the gradient"),
        /** The angle is below 45 degrees, with its interval. */
        CLOSE("within 45 degrees"),
        /** The updates go down the gradient. */
        DOWNHILL("downhill"),
        /** The interval of {@link #along} has 0 in it: nothing shows that the updates know the gradient. */
        UNRELATED("no relation"),
        /** The updates go up the gradient. */
        UPHILL("uphill"),
        /** There is no update, or no gradient. */
        NOTHING("no update");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }

    /** What the numbers say. */
    public Verdict verdict() {
        double upper = angle.interval().map(Measured.Interval::upper).orElse(angle.value());
        double lower = angle.interval().map(Measured.Interval::lower).orElse(angle.value());
        if (!Double.isFinite(along.value()) || along.value() == 0) {
            return Verdict.NOTHING;
        }
        if (along.interval().filter(i -> i.lower() <= 0 && i.upper() >= 0).isPresent()) {
            return Verdict.UNRELATED;
        }
        if (along.value() < 0) {
            return Verdict.UPHILL;
        }
        if (!(upper < 45)) {
            return Verdict.DOWNHILL;
        }
        return lower <= 1 ? Verdict.GRADIENT : Verdict.CLOSE;
    }
}
