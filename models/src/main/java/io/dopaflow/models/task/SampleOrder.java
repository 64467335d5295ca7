package io.dopaflow.models.task;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;

/**
 * Which sample each learning opportunity presents: every epoch goes through all samples once, in an order of its own.
 * Remembers the order of the last epoch asked for: for one thread.
 */
public final class SampleOrder {
    private final RandomStreams streams;
    private final int samples;
    private long epoch = -1;
    private int[] order = {};

    /** An order of so many samples, at least one. */
    public SampleOrder(RandomStreams streams, int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("there are " + samples + " samples; allowed: at least 1");
        }
        this.streams = streams;
        this.samples = samples;
    }

    /** Index of the sample that the learning opportunity presents. */
    public int sampleAt(long opportunity) {
        long wanted = opportunity / samples;
        if (wanted != epoch) {
            order = Shuffle.permutation(samples, streams.stream(Purpose.SAMPLE_ORDER, Math.toIntExact(wanted)));
            epoch = wanted;
        }
        return order[(int) (opportunity % samples)];
    }
}
