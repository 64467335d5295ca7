package io.dopaflow.models.spiking.connection;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** A table of values, each drawn with its share of the probability. */
public final class ValueTable implements Distribution {
    private final double[] values;
    private final double[] cumulative;

    /**
     * Values with equal shares; one that stands several times has as many shares.
     *
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public ValueTable(double... values) {
        this(values, ones(values.length));
    }

    /**
     * Values with shares.
     *
     * @param values finite
     * @param shares finite, not negative, one for each value; they are divided by their sum, above 0
     */
    public ValueTable(double[] values, double[] shares) {
        if (values.length == 0 || values.length != shares.length) {
            throw new IllegalArgumentException("a table of " + values.length + " values with " + shares.length
                    + " shares; allowed: from 1, equal numbers");
        }
        this.values = values.clone();
        this.cumulative = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || !(shares[i] >= 0)) {
                throw new IllegalArgumentException("value " + i + " of the table is " + values[i] + " with the share "
                        + shares[i] + "; allowed: finite, shares from 0");
            }
            sum += shares[i];
            cumulative[i] = sum;
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException("the shares of the table have the sum " + sum + "; allowed: above 0");
        }
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public double draw(UniformRandomProvider stream) {
        double u = stream.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        // The first value whose cumulative share is above the number: one without a share is never found.
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > u) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values[low];
    }

    @Override
    public double lowest() {
        return Arrays.stream(values).min().orElseThrow();
    }

    @Override
    public double highest() {
        return Arrays.stream(values).max().orElseThrow();
    }

    @Override
    public boolean isDiscrete() {
        return true;
    }

    /** The values, in the order of the table. */
    public double[] values() {
        return values.clone();
    }
}
