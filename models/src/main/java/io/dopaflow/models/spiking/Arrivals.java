package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.neuron.ContinuousNeuron;
import java.util.Arrays;

/** Spikes that arrive at one neuron within some time, in order of time and, at one time, of synapse id. */
public final class Arrivals {
    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};

    private long[] times = NO_LONGS;
    private long[] synapses = NO_LONGS;
    private double[] weights = NO_DOUBLES;
    private int count;
    private int next;
    private boolean sorted = true;
    private final double[] sumExcitatory = new double[1];
    private final double[] sumInhibitory = new double[1];

    /** Forgets all. */
    public void clear() {
        count = 0;
        next = 0;
        sorted = true;
    }

    /** How many have not been taken. */
    public int waiting() {
        return count - next;
    }

    /**
     * Another arrival.
     *
     * @param timePs when
     * @param synapse its id, or a number in the same order
     * @param weight its weight
     */
    public void add(long timePs, long synapse, double weight) {
        if (count == times.length) {
            int room = Math.max(8, 2 * count);
            times = Arrays.copyOf(times, room);
            synapses = Arrays.copyOf(synapses, room);
            weights = Arrays.copyOf(weights, room);
        }
        sorted &= count == next || !isBefore(timePs, synapse, count - 1);
        times[count] = timePs;
        synapses[count] = synapse;
        weights[count++] = weight;
    }

    private boolean isBefore(long timePs, long synapse, int place) {
        return timePs < times[place] || (timePs == times[place] && synapse < synapses[place]);
    }

    /** Brings those that have not been taken in order. */
    void sort() {
        if (next > 0) {
            // Room for those to come.
            count -= next;
            System.arraycopy(times, next, times, 0, count);
            System.arraycopy(synapses, next, synapses, 0, count);
            System.arraycopy(weights, next, weights, 0, count);
            next = 0;
        }
        if (sorted) {
            return;
        }
        // They come nearly in order: from each source by time.
        for (int i = 1; i < count; i++) {
            if (isBefore(times[i], synapses[i], i - 1)) {
                insert(i);
            }
        }
        sorted = true;
    }

    private void insert(int place) {
        long time = times[place];
        long synapse = synapses[place];
        double weight = weights[place];
        int to = place;
        for (; to > 0 && isBefore(time, synapse, to - 1); to--) {
            times[to] = times[to - 1];
            synapses[to] = synapses[to - 1];
            weights[to] = weights[to - 1];
        }
        times[to] = time;
        synapses[to] = synapse;
        weights[to] = weight;
    }

    /** When the next one arrives, in ps; {@link ContinuousNeuron#NEVER} if none is left. */
    long nextTime() {
        return next < count ? times[next] : ContinuousNeuron.NEVER;
    }

    /** Takes all that arrive at a time, if there are any, and adds them to two sums in the order of synapses. */
    void take(long timePs, double[] excitatory, double[] inhibitory) {
        for (; next < count && times[next] == timePs; next++) {
            double weight = weights[next];
            (weight >= 0 ? excitatory : inhibitory)[0] += weight;
        }
    }

    /** Takes all that arrive at a time; their sums are {@link #excitatory} and {@link #inhibitory}. */
    void take(long timePs) {
        sumExcitatory[0] = 0;
        sumInhibitory[0] = 0;
        take(timePs, sumExcitatory, sumInhibitory);
    }

    /** The sum of the weights of 0 and above of what was taken last. */
    double excitatory() {
        return sumExcitatory[0];
    }

    /** The sum of those below 0. */
    double inhibitory() {
        return sumInhibitory[0];
    }
}
