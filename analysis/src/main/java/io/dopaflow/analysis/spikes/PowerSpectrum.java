package io.dopaflow.analysis.spikes;

import java.util.Arrays;
import org.hipparchus.complex.Complex;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * The power spectrum of the spikes of a population: how much its rate swings at each frequency, over what a Poisson process of
 * the same mean has. So it is 1 everywhere for such a process, and high where the population oscillates.
 *
 * <p>The counts in bins, less their mean, are cut into stretches of a power of two of bins; the squared magnitudes of their
 * Fourier transforms are averaged (Bartlett 1948) and divided by bins and mean count.
 *
 * @param stepHz between two frequencies; the first is 1 step, the last half the inverse of a bin
 * @param power at each frequency
 */
public record PowerSpectrum(double stepHz, double[] power) {
    /** The longest stretch that is usually taken, in bins. */
    public static final int USUAL_STRETCH = 1024;

    /**
     * The spectrum of a rate.
     *
     * @param neurons that the rate is of, at least 1
     * @param longestStretch the longest stretch, in bins, at least 2; shorter where the rate is
     * @return without any power if there is no spike, or less than two bins
     */
    public static PowerSpectrum of(PopulationRate rate, int neurons, int longestStretch) {
        double[] counts = Arrays.stream(rate.hertz())
                .map(hertz -> hertz * neurons * rate.binPs() * 1e-12)
                .toArray();
        double mean = StatUtils.mean(counts);
        int stretch = Integer.highestOneBit(Math.min(longestStretch, Math.max(1, counts.length)));
        double stepHz = 1e12 / rate.binPs() / stretch;
        if (stretch < 2 || !(mean > 0)) {
            return new PowerSpectrum(stepHz, new double[0]);
        }
        double[] power = new double[stretch / 2];
        int stretches = counts.length / stretch;
        FastFourierTransformer transformer = new FastFourierTransformer(DftNormalization.STANDARD);
        for (int i = 0; i < stretches; i++) {
            double[] part = Arrays.stream(counts, i * stretch, (i + 1) * stretch)
                    .map(count -> count - mean)
                    .toArray();
            Complex[] transformed = transformer.transform(part, TransformType.FORWARD);
            for (int k = 0; k < power.length; k++) {
                double magnitude = transformed[k + 1].norm();
                power[k] += magnitude * magnitude / (stretch * mean * stretches);
            }
        }
        return new PowerSpectrum(stepHz, power);
    }

    /** The frequency of a place, in Hz. */
    public double hertz(int place) {
        return (place + 1) * stepHz;
    }

    /** The place with most power; -1 without any. */
    public int peak() {
        int peak = -1;
        for (int k = 0; k < power.length; k++) {
            if (peak < 0 || power[k] > power[peak]) {
                peak = k;
            }
        }
        return peak;
    }
}
