package io.dopaflow.models.spiking.source;

import java.util.Arrays;

/** A rate that is constant from each of some times to the next; before the first it is 0, from the last on it stays. */
public final class PiecewiseRate implements Rate {
    private static final double SECONDS = 1e-12;

    private final long[] starts;
    private final double[] hertz;

    /**
     * The pieces.
     *
     * @param starts in ps, from 0, ascending
     * @param hertz the rate from each on, finite, from 0
     */
    public PiecewiseRate(long[] starts, double[] hertz) {
        if (starts.length == 0 || starts.length != hertz.length) {
            throw new IllegalArgumentException("a rate of " + starts.length + " times and " + hertz.length
                    + " values; allowed: from 1, equal numbers");
        }
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] < 0 || (i > 0 && starts[i] <= starts[i - 1])) {
                throw new IllegalArgumentException(
                        "piece " + i + " of a rate starts at " + starts[i] + " ps; allowed: from 0, ascending");
            }
            if (!(hertz[i] >= 0) || Double.isInfinite(hertz[i])) {
                throw new IllegalArgumentException(
                        "the rate is " + hertz[i] + " Hz from " + starts[i] + " ps on; allowed: finite, from 0");
            }
        }
        this.starts = starts.clone();
        this.hertz = hertz.clone();
    }

    /** A rate that never changes. */
    public static PiecewiseRate constant(double hertz) {
        return new PiecewiseRate(new long[] {0}, new double[] {hertz});
    }

    /** The piece of a time; -1 before the first. */
    int piece(long at) {
        int found = Arrays.binarySearch(starts, at);
        return found >= 0 ? found : -found - 2;
    }

    /** The rate of a piece, in Hz. */
    double ofPiece(int piece) {
        return piece < 0 ? 0 : hertz[piece];
    }

    /** The end of a piece, in ps; {@link SpikeSource#NEVER} for the last. */
    long endOfPiece(int piece) {
        return piece + 1 < starts.length ? starts[piece + 1] : SpikeSource.NEVER;
    }

    @Override
    public double at(long at) {
        return ofPiece(piece(at));
    }

    @Override
    public double expected(long from, long to) {
        double sum = 0;
        int piece = piece(from);
        for (long at = from; at < to; piece++) {
            long end = Math.min(to, endOfPiece(piece));
            sum += ofPiece(piece) * (end - at) * SECONDS;
            at = end;
        }
        return sum;
    }

    @Override
    public PiecewiseRate bound() {
        return this;
    }
}
