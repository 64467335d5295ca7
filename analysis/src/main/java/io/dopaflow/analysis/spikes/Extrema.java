package io.dopaflow.analysis.spikes;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/** A trace as it can be drawn: all its values if they are few, else the lowest and the highest of each stretch of time. */
public final class Extrema {
    private static final int MOST_VALUES = 6000;
    private static final int STRETCHES = 2000;

    private final long fromPs;
    private final double stretchPs;
    private final boolean isThinned;
    private double[] times;
    private double[] values;
    private int size;
    private long added;

    /** Of the stretch that is gathered: the places of its lowest and highest value, which are the last two at most. */
    private long stretch = -1;

    private int first;

    /**
     * Before the first value.
     *
     * @param expected how many are to come
     */
    public Extrema(long fromPs, long toPs, long expected) {
        this.fromPs = fromPs;
        this.stretchPs = Math.max(1, (double) (toPs - fromPs + 1) / STRETCHES);
        this.isThinned = expected > MOST_VALUES;
        int most = isThinned ? 2 * STRETCHES + 2 : (int) expected;
        this.times = new double[most];
        this.values = new double[most];
    }

    /** Takes a value; in order of time. */
    public void add(long timePs, double value) {
        added++;
        long now = isThinned ? (long) ((timePs - fromPs) / stretchPs) : added;
        double time = VirtualTime.toMilliseconds(timePs);
        if (now != stretch) {
            stretch = now;
            first = size;
            append(time, value);
        } else if (size - first == 1) {
            append(time, value);
        } else {
            replace(time, value);
        }
    }

    private void append(double time, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size + 2);
            values = Arrays.copyOf(values, 2 * size + 2);
        }
        times[size] = time;
        values[size++] = value;
    }

    /** Keeps the lowest and the highest of three, in order of time. */
    private void replace(double time, double value) {
        double low = Math.min(Math.min(values[first], values[first + 1]), value);
        double high = Math.max(Math.max(values[first], values[first + 1]), value);
        if (value != low && value != high) {
            return;
        }
        double other = value == low ? high : low;
        int keep = values[first] == other ? first : first + 1;
        times[first] = times[keep];
        values[first] = values[keep];
        times[first + 1] = time;
        values[first + 1] = value;
    }

    /** How many values it was given. */
    public long added() {
        return added;
    }

    /** Times in ms, and the value at each. */
    public double[][] points() {
        return new double[][] {Arrays.copyOf(times, size), Arrays.copyOf(values, size)};
    }
}
