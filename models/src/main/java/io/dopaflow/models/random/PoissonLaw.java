package io.dopaflow.models.random;

import java.util.Arrays;

/**
 * The Poisson law of one mean as a table of its cumulative probabilities: many counts of the same mean, fast. A guide
 * (Chen and Asau 1974) tells where in the table to begin, so that a count takes about one comparison at any mean.
 */
public final class PoissonLaw {
    /** What lies beyond is less likely than 2^-64. */
    private static final double NOTHING = 0x1p-64;

    private final double mean;
    private final int first;
    private final double[] cumulative;
    private final int[] guide;

    /**
     * The law of a mean.
     *
     * @param mean from 0 to {@value Counts#LARGEST_MEAN}
     */
    public PoissonLaw(double mean) {
        if (!(mean >= 0 && mean <= Counts.LARGEST_MEAN)) {
            throw new IllegalArgumentException(
                    "the mean of a Poisson law is " + mean + "; allowed: from 0 to " + Counts.LARGEST_MEAN);
        }
        this.mean = mean;
        int mode = (int) mean;
        double largest = PointProbability.poisson(mode, mean);
        double[] down = new double[16];
        int below = 0;
        for (double p = largest; below < mode && p > NOTHING; ) {
            p *= (mode - below) / mean;
            down = below == down.length ? Arrays.copyOf(down, 2 * below) : down;
            down[below++] = p;
        }
        double[] up = new double[16];
        int above = 0;
        for (double p = largest; p > NOTHING; ) {
            p *= mean / (mode + above + 1);
            up = above == up.length ? Arrays.copyOf(up, 2 * above) : up;
            up[above++] = p;
        }
        this.first = mode - below;
        this.cumulative = new double[below + 1 + above];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            double p = i < below ? down[below - 1 - i] : i == below ? largest : up[i - below - 1];
            sum += p;
            cumulative[i] = sum;
        }
        // Every uniform number ends in the table, whatever rounding has left.
        cumulative[cumulative.length - 1] = 1;
        this.guide = new int[cumulative.length];
        int at = 0;
        for (int i = 0; i < guide.length; i++) {
            while (cumulative[at] <= i / (double) guide.length) {
                at++;
            }
            guide[i] = at;
        }
    }

    /** Its mean. */
    public double mean() {
        return mean;
    }

    /**
     * How many events.
     *
     * @param u uniform on [0, 1)
     */
    public int count(double u) {
        // The product may round up to the next cell: begin one before.
        int at = guide[Math.max(0, (int) (u * guide.length) - 1)];
        while (cumulative[at] <= u) {
            at++;
        }
        return first + at;
    }

    /**
     * The counts of uniform numbers by their first bits alone, where these decide.
     *
     * @param bits from 1 to 20
     * @return for each value of the first bits the count, or -1 where it depends on further ones or is above 127
     */
    public byte[] byFirstBits(int bits) {
        byte[] counts = new byte[1 << bits];
        double width = 1.0 / counts.length;
        for (int i = 0; i < counts.length; i++) {
            int low = count(i * width);
            boolean decided = low <= Byte.MAX_VALUE && low == count(Math.nextDown((i + 1) * width));
            counts[i] = decided ? (byte) low : -1;
        }
        return counts;
    }
}
