package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.Arrivals;
import java.util.Arrays;

/** Spikes on their way to the neurons of a shard in continuous time, by windows in a ring. */
final class UnderWay {
    private final long base;
    private final long window;
    private final Bucket[] ring;
    private final int[] starts;
    private int[] order = new int[256];
    private Bucket now;

    private static final class Bucket {
        private long[] times = new long[64];
        private int[] cells = new int[64];
        private long[] synapses = new long[64];
        private double[] weights = new double[64];
        private int count;

        void add(long timePs, int cell, long synapse, double weight) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
                cells = Arrays.copyOf(cells, 2 * count);
                synapses = Arrays.copyOf(synapses, 2 * count);
                weights = Arrays.copyOf(weights, 2 * count);
            }
            times[count] = timePs;
            cells[count] = cell;
            synapses[count] = synapse;
            weights[count++] = weight;
        }
    }

    /**
     * Nothing is under way.
     *
     * @param cells of the shard
     * @param base the beginning of the first window, in ps
     * @param window the length of all windows in ps
     * @param longest the longest time that a spike is under way, in ps
     */
    UnderWay(int cells, long base, long window, long longest) {
        this.base = base;
        this.window = window;
        this.ring = new Bucket[Math.toIntExact(longest / window + 3)];
        Arrays.setAll(ring, i -> new Bucket());
        this.starts = new int[cells + 1];
        this.now = ring[0];
    }

    private Bucket bucket(long timePs) {
        return ring[(int) ((timePs - base - 1) / window % ring.length)];
    }

    /** A spike will arrive. */
    void add(long timePs, int cell, long synapse, double weight) {
        bucket(timePs).add(timePs, cell, synapse, weight);
    }

    /** Sorts what arrives in a window by neurons, and tells how much it is. */
    int begin(long after, long until) {
        now = after < base ? new Bucket() : bucket(until);
        Arrays.fill(starts, 0);
        int arriving = 0;
        for (int i = 0; i < now.count; i++) {
            starts[now.cells[i] + 1]++;
            // The last window of a run may be shorter than its bucket.
            arriving += now.times[i] <= until ? 1 : 0;
        }
        for (int cell = 1; cell < starts.length; cell++) {
            starts[cell] += starts[cell - 1];
        }
        if (order.length < now.count) {
            order = new int[2 * now.count];
        }
        for (int i = 0; i < now.count; i++) {
            order[starts[now.cells[i]]++] = i;
        }
        // Each start has moved to the next one's.
        System.arraycopy(starts, 0, starts, 1, starts.length - 1);
        starts[0] = 0;
        return arriving;
    }

    /** Adds what arrives at a neuron in the window. */
    void of(int cell, Arrivals into) {
        for (int i = starts[cell]; i < starts[cell + 1]; i++) {
            int arrival = order[i];
            into.add(now.times[arrival], now.synapses[arrival], now.weights[arrival]);
        }
    }

    /** All of the window has arrived. */
    void end() {
        now.count = 0;
    }
}
