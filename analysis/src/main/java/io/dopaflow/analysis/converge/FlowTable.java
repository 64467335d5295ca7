package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/**
 * The gradient flow of one learning opportunity of n cycles, tabulated for millions of look-ups: after every cycle, or,
 * where n is large, on a coarser even grid with linear interpolation, whose error is below |Z''| h^2 / 8 for a grid of
 * step h. The grid is made so fine that the error keeps below a given tolerance, or as fine as memory allows;
 * {@link #error()} tells which error is left. Immutable.
 */
public final class FlowTable {
    private static final int FIRST_INTERVALS = 1024;
    private static final int MOST_INTERVALS = 1 << 17;
    private static final int MOST_NUMBERS = 1 << 22;

    private final int cycles;
    private final int intervals;
    private final int dimension;
    /** Z at the grid points one after the other. */
    private final double[] values;

    private final double perCycle;
    private final double error;
    private final double largestStep;

    private FlowTable(double[][] flow, int cycles) {
        this.cycles = cycles;
        this.intervals = flow.length - 1;
        this.dimension = flow[0].length;
        this.values = new double[flow.length * dimension];
        this.perCycle = intervals / (double) cycles;
        double step = 0;
        double bend = 0;
        for (int k = 0; k <= intervals; k++) {
            System.arraycopy(flow[k], 0, values, k * dimension, dimension);
            if (k > 0) {
                step = Math.max(step, squared(flow[k], flow[k - 1], flow[k - 1], flow[k - 1]));
            }
            if (k > 1) {
                bend = Math.max(bend, squared(flow[k], flow[k - 1], flow[k - 1], flow[k - 2]));
            }
        }
        // Twice of what the second differences say, as |Z''| is known at the grid points only.
        this.error = intervals == cycles ? 0.0 : Math.sqrt(bend) / 4;
        this.largestStep = Math.sqrt(step) * Math.min(1.0, perCycle) * 1.01;
    }

    /** || (a - b) - (c - d) ||^2. */
    private static double squared(double[] a, double[] b, double[] c, double[] d) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (a[i] - b[i]) - (c[i] - d[i]);
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * Tabulates.
     *
     * @param flow of the sample's loss
     * @param start theta at t = 0
     * @param sample the pair (X, Y)
     * @param cycles n, at least 1
     * @param tolerance error of interpolation that does no harm, positive
     * @throws ArithmeticException if the gradient is not finite somewhere on the way
     */
    public static FlowTable of(GradientFlow flow, double[] start, Sample sample, int cycles, double tolerance) {
        int most = Math.max(FIRST_INTERVALS, Math.min(MOST_INTERVALS, MOST_NUMBERS / start.length));
        FlowTable table = tabulated(flow, start, sample, cycles, Math.min(cycles, FIRST_INTERVALS));
        while (table.error > tolerance && table.intervals < most) {
            double finer = table.intervals * 1.1 * Math.sqrt(table.error / tolerance);
            int intervals = (int) Math.min(Math.max(finer, 2.0 * table.intervals), most);
            table = tabulated(flow, start, sample, cycles, Math.min(cycles, intervals));
        }
        return table;
    }

    private static FlowTable tabulated(GradientFlow flow, double[] start, Sample sample, int cycles, int intervals) {
        double[] times = new double[intervals + 1];
        Arrays.setAll(times, k -> k / (double) intervals);
        return new FlowTable(flow.at(start, sample, times), cycles);
    }

    /** n. */
    public int cycles() {
        return cycles;
    }

    /** d. */
    public int dimension() {
        return dimension;
    }

    /** No distance that is computed is further from the true one than this, apart from the integrator's 1e-12. */
    public double error() {
        return error;
    }

    /** The flow moves no further than this in one cycle. */
    double largestStep() {
        return largestStep;
    }

    /** Z at the end of the learning opportunity. */
    public double[] end() {
        return Arrays.copyOfRange(values, intervals * dimension, values.length);
    }

    /** || theta - Z ||^2 after so many cycles, from 0 to n; summed in a fixed order, in two strands. */
    double squaredDistance(int after, double[] theta) {
        double position = after * perCycle;
        int below = Math.min((int) position, intervals - 1);
        double share = position - below;
        int left = below * dimension;
        int right = left + dimension;
        double even = 0;
        double odd = 0;
        int pairs = dimension & ~1;
        for (int i = 0; i < pairs; i += 2) {
            double z0 = values[left + i] + share * (values[right + i] - values[left + i]);
            double z1 = values[left + i + 1] + share * (values[right + i + 1] - values[left + i + 1]);
            double d0 = theta[i] - z0;
            double d1 = theta[i + 1] - z1;
            even += d0 * d0;
            odd += d1 * d1;
        }
        if (pairs < dimension) {
            double z = values[left + pairs] + share * (values[right + pairs] - values[left + pairs]);
            even += (theta[pairs] - z) * (theta[pairs] - z);
        }
        return even + odd;
    }
}
