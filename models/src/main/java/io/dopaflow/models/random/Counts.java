package io.dopaflow.models.random;

/**
 * Random counts by inversion from the mode: the probabilities are taken off a uniform number one after the other, the
 * largest first, upwards and downwards in turn (Kemp 1986, <em>A modal method for generating binomial variables</em>). One
 * uniform number makes one count. The law is exact up to rounding, some 1e-16 for each step; the steps are about as many
 * as the standard deviation.
 */
public final class Counts {
    /** The most that is counted. */
    public static final double LARGEST_MEAN = 1e9;

    /** Below, nothing is left that a uniform number could hit. */
    private static final double NOTHING = 1e-20;

    private Counts() {}

    private interface Ratio {
        /** P(x + 1) / P(x). */
        double after(long x);
    }

    /**
     * How many events of a Poisson law.
     *
     * @param mean from 0 to {@value #LARGEST_MEAN}
     * @param u uniform on [0, 1)
     */
    public static int poisson(double mean, double u) {
        if (!(mean >= 0 && mean <= LARGEST_MEAN)) {
            throw new IllegalArgumentException(
                    "the mean of a Poisson law is " + mean + "; allowed: from 0 to " + LARGEST_MEAN);
        }
        long mode = (long) mean;
        double largest = PointProbability.poisson(mode, mean);
        return (int) fromMode(u, mode, largest, 0, Integer.MAX_VALUE, x -> mean / (x + 1));
    }

    /**
     * How many of n trials succeed.
     *
     * @param n not negative
     * @param p the probability of success
     * @param u uniform on [0, 1)
     */
    public static long binomial(long n, double p, double u) {
        if (!(n >= 0 && p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    n + " trials with the probability " + p + "; allowed: from 0 trials, from 0 to 1");
        }
        if (p == 0 || p == 1) {
            return p == 0 ? 0 : n;
        }
        long mode = Math.min((long) ((n + 1) * p), n);
        double odds = p / (1 - p);
        double largest = PointProbability.binomial(mode, n, p);
        return fromMode(u, mode, largest, 0, n, x -> (n - x) / (double) (x + 1) * odds);
    }

    /**
     * How many marked ones are among those drawn without putting back.
     *
     * @param all from which is drawn
     * @param marked of all
     * @param drawn at most all
     * @param u uniform on [0, 1)
     */
    public static long hypergeometric(long all, long marked, long drawn, double u) {
        if (!(marked >= 0 && drawn >= 0 && marked <= all && drawn <= all)) {
            throw new IllegalArgumentException(
                    drawn + " drawn and " + marked + " marked of " + all + "; allowed: from 0 to all");
        }
        long low = Math.max(0, drawn - (all - marked));
        long high = Math.min(marked, drawn);
        if (low == high) {
            return low;
        }
        double middle = (drawn + 1.0) * ((marked + 1.0) / (all + 2.0));
        long mode = Math.max(low, Math.min(high, (long) middle));
        double largest = PointProbability.hypergeometric(mode, all, marked, drawn);
        return fromMode(
                u,
                mode,
                largest,
                low,
                high,
                x -> (marked - x) / (double) (x + 1) * ((drawn - x) / (double) (all - marked - drawn + x + 1)));
    }

    private static long fromMode(double u, long mode, double largest, long low, long high, Ratio ratio) {
        double left = u - largest;
        if (left < 0) {
            return mode;
        }
        long up = mode;
        long down = mode;
        double above = largest;
        double below = largest;
        while (above + below > NOTHING) {
            if (up < high) {
                above *= ratio.after(up++);
                left -= above;
                if (left < 0) {
                    return up;
                }
            } else {
                above = 0;
            }
            if (down > low) {
                below /= ratio.after(--down);
                left -= below;
                if (left < 0) {
                    return down;
                }
            } else {
                below = 0;
            }
        }
        // Rounding has left a number above the sum of all probabilities.
        return mode;
    }
}
