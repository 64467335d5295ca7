package io.dopaflow.models.numerics;

import java.util.Arrays;

/**
 * A sum whose order of additions is fixed by the position of its terms, never by who adds them when, and which vector
 * code and several threads can follow: positions are cut into blocks of {@value #BLOCK}; within a block, position i goes
 * to partial sum i mod {@value #LANES}; the partial sums are added in pairs, in pairs of pairs, and so on; the blocks'
 * sums are added one after the other.
 */
public final class FixedOrderSum {
    /** Partial sums in a block. */
    public static final int LANES = 8;

    /** Positions in a block. */
    public static final int BLOCK = 4096;

    private final double[] partial = new double[LANES];
    private double blocks;
    private int position;

    /** Adds the term at the next position. */
    public void add(double term) {
        if (position == BLOCK) {
            blocks += ofLanes(partial);
            Arrays.fill(partial, 0.0);
            position = 0;
        }
        partial[position % LANES] += term;
        position++;
    }

    /** The sum of all terms so far. */
    public double total() {
        return blocks + ofLanes(partial);
    }

    /** The partial sums of a block, added in pairs. */
    public static double ofLanes(double[] lanes) {
        return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }
}
