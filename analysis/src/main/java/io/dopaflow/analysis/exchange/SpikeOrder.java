package io.dopaflow.analysis.exchange;

import java.util.Arrays;

/** The order of spikes: by time, at one time by neuron. */
public final class SpikeOrder {
    private SpikeOrder() {}

    /** The places of spikes in their order; of equal ones that which comes first. Merges, with the memory of two lists of numbers. */
    public static int[] of(long[] timesPs, int[] ids, int size) {
        int[] order = new int[size];
        Arrays.setAll(order, place -> place);
        int[] merged = new int[size];
        for (long width = 1; width < size; width *= 2) {
            for (long from = 0; from < size; from += 2 * width) {
                int middle = (int) Math.min(from + width, size);
                int end = (int) Math.min(from + 2 * width, size);
                int left = (int) from;
                int right = middle;
                for (int at = (int) from; at < end; at++) {
                    boolean takesRight =
                            left == middle || (right < end && isBefore(timesPs, ids, order[right], order[left]));
                    merged[at] = takesRight ? order[right++] : order[left++];
                }
            }
            int[] free = order;
            order = merged;
            merged = free;
        }
        return order;
    }

    private static boolean isBefore(long[] timesPs, int[] ids, int one, int other) {
        return timesPs[one] != timesPs[other] ? timesPs[one] < timesPs[other] : ids[one] < ids[other];
    }

    /** Whether spikes stand in order. */
    static boolean holds(long[] timesPs, int[] ids) {
        for (int place = 1; place < ids.length; place++) {
            if (isBefore(timesPs, ids, place, place - 1)) {
                return false;
            }
        }
        return true;
    }
}
