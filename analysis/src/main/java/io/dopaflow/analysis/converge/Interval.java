package io.dopaflow.analysis.converge;

/**
 * An estimate with its 95 % interval.
 *
 * @param estimate the value
 * @param lower end of the interval
 * @param upper end of the interval
 */
public record Interval(double estimate, double lower, double upper) {
    /** Half of the width of a 95 % interval of a normal distribution, in standard deviations. */
    static final double NORMAL = 1.959963984540054;

    /** Of a normally distributed estimate. */
    static Interval normal(double estimate, double deviation) {
        return new Interval(estimate, estimate - NORMAL * deviation, estimate + NORMAL * deviation);
    }

    /** Whether the value lies in the interval, made wider by an allowance on both sides. */
    public boolean contains(double value, double allowance) {
        return value >= lower - allowance && value <= upper + allowance;
    }

    /** The same in another unit. */
    public Interval times(double factor) {
        return new Interval(estimate * factor, lower * factor, upper * factor);
    }
}
