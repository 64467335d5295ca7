package io.dopaflow.simulator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;

/** Figures as tables show them. */
public final class Figures {
    private Figures() {}

    /** The middle one, or the mean of the two in the middle. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** With three digits. */
    public static String threeDigits(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value, new MathContext(3)).toPlainString()
                : Double.toString(value);
    }

    /** The median, and lowest to highest where there are several. */
    public static String spread(double[] values) {
        double lowest = Arrays.stream(values).min().orElse(Double.NaN);
        double highest = Arrays.stream(values).max().orElse(Double.NaN);
        return values.length == 1
                ? String.format(Locale.ROOT, "%.2f", lowest)
                : String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(values), lowest, highest);
    }
}
