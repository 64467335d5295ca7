package io.dopaflow.models.spiking.plasticity;

import java.util.Arrays;

/**
 * {@link WeightUpdate} for long rows of synapses that one spike reaches at one time, without a branch that depends on a synapse.
 *
 * <p>How many postsynaptic spikes came to a synapse since its last presynaptic one cannot be predicted, and a loop over them spends its time on guesses that
 * were wrong. So a row is passed over again and again. The first pass finds the synapses that were reached by a postsynaptic spike at all, the next one
 * those of them that were reached by another before, and so on, until none is left. All these encounters stand one behind the other, and those of a synapse
 * from the latest to the earliest: from the end to the start they are potentiated in order. One more pass depresses the row.
 */
final class WeightRows {
    /** So many synapses at once, that encounters stay in the cache. */
    private static final int BLOCK = 1024;

    /**
     * Where a larger share of synapses was reached, most were reached three times and more: then a loop over the spikes of each is faster, as many spikes come to
     * one wrong guess.
     */
    private static final double MOST_MET = 0.95;

    /** But not with so many cells that their late spikes, each with its trace on a cache line or two, are far from the processor. */
    private static final int MOST_IN_CACHE = 2048;

    private final WeightUpdate update;
    private final RecentSpikes recent;
    private int[] places = new int[2 * BLOCK];
    private int[] times = new int[2 * BLOCK];

    WeightRows(WeightUpdate update, RecentSpikes recent) {
        this.update = update;
        this.recent = recent;
    }

    /** Whether the end of a way can be told, and spikes have not gone on beyond it, as they have after a row with a shorter delay. */
    boolean reaches(SynapseUpdate.Way way) {
        long until = way.until - way.dendritic;
        return until >= recent.time() && until <= RecentSpikes.LATEST;
    }

    /** As {@link WeightUpdate#row}. */
    void go(SynapseUpdate.Way way, double[] weights, int[] posts, int from, int to) {
        long until = way.until - way.dendritic;
        if (until > recent.time()) {
            recent.advance(until);
        }
        recent.ask(to - from);
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            int after = (int) Math.max(way.base - way.dendritic, RecentSpikes.NEVER_YET);
            int met = way.lastSlot >= 0 ? meet(after, posts, start, end) : 0;
            if (met > MOST_MET * (end - start) && update.targets.cells() <= MOST_IN_CACHE) {
                update.plainRow(way, weights, posts, start, end);
                continue;
            }
            potentiate(way, weights, posts, meetEarlier(after, posts, met));
            depress(way, weights, posts, start, end);
        }
    }

    /** Finds the encounters of synapses with the latest postsynaptic spike, if it was after a time; returns how many. */
    private int meet(int after, int[] posts, int from, int to) {
        int size = 0;
        for (int place = from; place < to; place++) {
            size = meet(after, place, recent.time(posts[place], 0), size);
        }
        return size;
    }

    /** Adds the encounters with spikes before the latest; returns how many there are then. */
    private int meetEarlier(int after, int[] posts, int latest) {
        int size = latest;
        int start = 0;
        for (int back = 1; start < size; back++) {
            int end = size;
            if (2 * end > places.length) {
                places = Arrays.copyOf(places, 4 * end);
                times = Arrays.copyOf(times, 4 * end);
            }
            for (int i = start; i < end; i++) {
                size = meet(after, places[i], recent.time(posts[places[i]], back), size);
            }
            start = end;
        }
        return size;
    }

    /** Writes an encounter down, and counts it if it is after a time: the sign of the difference is added, since a condition might become a branch. */
    private int meet(int after, int place, int at, int size) {
        places[size] = place;
        times[size] = at;
        return size + ((after - at) >>> (Integer.SIZE - 1));
    }

    private void potentiate(SynapseUpdate.Way way, double[] weights, int[] posts, int size) {
        if (size == 0) {
            return;
        }
        SpikeTimingRule rule = update.rule;
        Decay pre = update.pre;
        double preTrace = update.sources.trace(way.lastSlot);
        long sinceLast = way.dendritic - way.last;
        int[] places = this.places;
        int[] times = this.times;
        int i = size - 1;
        try {
            for (; i >= 0; i--) {
                int place = places[i];
                double trace = preTrace * pre.over(times[i] + sinceLast);
                weights[place] = update.bounded(rule.atPost(weights[place], trace, 0));
            }
        } catch (RuntimeException e) {
            way.target = posts[places[i]];
            throw e;
        }
    }

    private void depress(SynapseUpdate.Way way, double[] weights, int[] posts, int from, int to) {
        SpikeTimingRule rule = update.rule;
        double slowPre = update.slowPreTrace(way);
        int place = from;
        try {
            for (; place < to; place++) {
                double changed = rule.atPre(weights[place], recent.trace(posts[place]), slowPre);
                weights[place] = SynapseUpdate.number(update.bounded(changed));
            }
        } catch (RuntimeException e) {
            way.target = posts[place];
            throw e;
        }
    }
}
