package io.dopaflow.models.spiking.reward;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;

/** Random delays, one for each reward. */
record Delayed(RandomStreams streams, Purpose purpose, long fromPs, long toPs) {

    static void check(long withinPs, long fromPs, long toPs) {
        if (withinPs < 1 || fromPs < 1 || toPs < fromPs) {
            throw new IllegalArgumentException("a reward within " + withinPs + " ps comes after " + fromPs + " to "
                    + toPs + " ps; allowed: above 0, and from the least to the longest");
        }
    }

    /** The delay of a reward, counted from 0. */
    long of(long reward) {
        if (fromPs == toPs) {
            return fromPs;
        }
        double share = streams.stream(purpose, (int) reward).nextDouble();
        return fromPs + (long) (share * (toPs - fromPs));
    }
}
