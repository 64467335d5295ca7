package io.dopaflow.models.spiking.source;

/**
 * The rate mean + amplitude sin(2 pi frequency t + phase).
 *
 * @param mean in Hz, finite, from 0
 * @param amplitude in Hz, from 0 to the mean, so that the rate is never below 0
 * @param frequency in Hz, finite, above 0
 * @param phase in radians, finite
 */
public record SinusoidalRate(double mean, double amplitude, double frequency, double phase) implements Rate {
    /** Validates the ranges. */
    public SinusoidalRate {
        if (!(mean >= 0) || Double.isInfinite(mean)) {
            throw new IllegalArgumentException("the mean of the rate is " + mean + " Hz; allowed: finite, from 0");
        }
        if (!(amplitude >= 0 && amplitude <= mean)) {
            throw new IllegalArgumentException(
                    "the amplitude of the rate is " + amplitude + " Hz; allowed: from 0 to the mean, " + mean + " Hz");
        }
        Sine.check(frequency, phase);
    }

    @Override
    public double at(long at) {
        return mean + amplitude * StrictMath.sin(Sine.angle(at, frequency, phase));
    }

    /** By cos a - cos b = 2 sin((a + b) / 2) sin((b - a) / 2), right also for short times. */
    @Override
    public double expected(long from, long to) {
        double seconds = (to - from) * 1e-12;
        double half = StrictMath.PI * frequency * seconds;
        double middle = Sine.angle(from, frequency, phase) + half;
        double wave = amplitude * StrictMath.sin(middle) * StrictMath.sin(half) / (StrictMath.PI * frequency);
        return Math.max(0, mean * seconds + wave);
    }

    @Override
    public PiecewiseRate bound() {
        return PiecewiseRate.constant(mean + amplitude);
    }
}
