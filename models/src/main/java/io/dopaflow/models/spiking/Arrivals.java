package io.dopaflow.models.spiking;

import java.util.Arrays;

/** Spikes that arrive at one neuron within some time, in order of time and, at one time, of synapse id. */
public final class Arrivals {
    private long[] times = new long[16];
    private long[] synapses = new long[16];
    private double[] weights = new double[16];
    private int count;
    private int next;
    private boolean sorted = true;

    /** Forgets all. */
    public void clear() {
        count = 0;
        next = 0;
        sorted = true;
    }

    /** How many there are. */
    public int count() {
        return count;
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
            times = Arrays.copyOf(times, 2 * count);
            synapses = Arrays.copyOf(synapses, 2 * count);
            weights = Arrays.copyOf(weights, 2 * count);
        }
        sorted &= count == 0 || !isBefore(timePs, synapse, count - 1);
        times[count] = timePs;
        synapses[count] = synapse;
        weights[count++] = weight;
    }

    private boolean isBefore(long timePs, long synapse, int place) {
        return timePs < times[place] || (timePs == times[place] && synapse < synapses[place]);
    }

    /** Brings them in order, to be taken from the first on. */
    public void sort() {
        next = 0;
        if (sorted) {
            return;
        }
        // They come nearly in order: from each source by time.
        for (int i = 1; i < count; i++) {
            long time = times[i];
            long synapse = synapses[i];
            double weight = weights[i];
            int j = i;
            for (; j > 0 && isBefore(time, synapse, j - 1); j--) {
                times[j] = times[j - 1];
                synapses[j] = synapses[j - 1];
                weights[j] = weights[j - 1];
            }
            times[j] = time;
            synapses[j] = synapse;
            weights[j] = weight;
        }
        sorted = true;
    }

    /** When the next one arrives, in ps; {@link ContinuousNeuron#NEVER} if none is left. */
    long nextTime() {
        return next < count ? times[next] : ContinuousNeuron.NEVER;
    }

    /** Takes all that arrive at the next time and gives their sums to the neuron. */
    void takeNext(ContinuousNeuron neuron) {
        long time = times[next];
        double excitatory = 0;
        double inhibitory = 0;
        for (; next < count && times[next] == time; next++) {
            double weight = weights[next];
            if (weight >= 0) {
                excitatory += weight;
            } else {
                inhibitory += weight;
            }
        }
        neuron.receive(time, excitatory, inhibitory);
    }
}
