package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.Arrivals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Spikes on their way to the neurons of a shard in continuous time, by windows in a ring. */
final class UnderWay {
    private final long base;
    private final long window;
    private final Bucket[] ring;
    private final Bucket none = new Bucket();
    private Bucket now = none;

    // For each neuron its first arrival in the window, or -1; for each arrival the next one at the same neuron.
    private final int[] first;
    private int[] next = new int[256];
    private final int[] reachedCells;
    private int reached;

    /**
     * A spike on its way through synapses that are not static: what they transmit is not known yet.
     *
     * @param arrival when it arrives, in ps
     * @param projection its place in the network
     * @param from the place of the first synapse
     * @param to behind the last one
     * @param source the cell, numbered within its group
     * @param emitted when it spiked, in ps
     */
    record Run(long arrival, int projection, int from, int to, int source, long emitted) {}

    private static final class Bucket {
        private final List<Run> runs = new ArrayList<>(0);
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
        this.first = new int[cells];
        Arrays.fill(first, -1);
        this.reachedCells = new int[cells];
    }

    private Bucket bucket(long timePs) {
        return ring[(int) ((timePs - base - 1) / window % ring.length)];
    }

    /**
     * A spike will arrive.
     *
     * @param from the place of the first synapse at which it does
     * @param to behind that of the last one
     * @param firstSynapse the number of the first synapse of the projection
     */
    void add(long timePs, Efferents projection, int from, int to, long firstSynapse) {
        Bucket bucket = bucket(timePs);
        for (int place = from; place < to; place++) {
            bucket.add(
                    timePs,
                    projection.firstTarget + projection.targets[place],
                    firstSynapse + place,
                    projection.weight(place));
        }
    }

    /** A spike will arrive at a synapse. */
    void add(long timePs, int cell, long synapse, double weight) {
        bucket(timePs).add(timePs, cell, synapse, weight);
    }

    /** A spike will arrive through synapses that are not static. */
    void addRun(Run run) {
        bucket(run.arrival).runs.add(run);
    }

    /** Hands over the runs that arrive in a window, in the order of time. */
    void runs(long after, long until, Consumer<Run> taker) {
        if (after < base) {
            return;
        }
        List<Run> runs = bucket(until).runs;
        if (runs.isEmpty()) {
            return;
        }
        runs.sort(Comparator.comparingLong(Run::arrival));
        for (Run run : runs) {
            if (run.arrival <= until) {
                taker.accept(run);
            }
        }
        runs.clear();
    }

    /** Turns to what arrives in a window, and tells how much it is. */
    int begin(long after, long until) {
        now = after < base ? none : bucket(until);
        if (next.length < now.count) {
            next = new int[2 * now.count];
        }
        reached = 0;
        int arriving = 0;
        // From the last to the first, so that those of a neuron are in the order in which they came.
        for (int i = now.count - 1; i >= 0; i--) {
            int cell = now.cells[i];
            if (first[cell] < 0) {
                reachedCells[reached++] = cell;
            }
            next[i] = first[cell];
            first[cell] = i;
            // The last window of a run may be shorter than its bucket.
            arriving += now.times[i] <= until ? 1 : 0;
        }
        return arriving;
    }

    /** How many neurons are reached in the window. */
    int reached() {
        return reached;
    }

    /** A neuron that is reached. */
    int reached(int i) {
        return reachedCells[i];
    }

    /** Adds what arrives at a neuron in the window, which is then done with. */
    void of(int cell, Arrivals into) {
        for (int i = first[cell]; i >= 0; i = next[i]) {
            into.add(now.times[i], now.synapses[i], now.weights[i]);
        }
        first[cell] = -1;
    }

    /** All of the window has arrived. */
    void end() {
        now.count = 0;
    }
}
