package io.dopaflow.simulator.population.spiking;

import java.util.List;

/**
 * Neighbouring shards of a network: what one part of a run has. Each shard has the same share of each population, so that a part has a
 * range of the cells of each.
 *
 * @param first the number of the first, from 0
 * @param count how many; at least 1
 * @param all how many shards the whole network has
 */
public record ShardRange(int first, int count, int all) {

    /** Rejects ranges that are empty or reach beyond all shards. */
    public ShardRange {
        if (first < 0 || count < 1 || count > all - first) {
            throw new IllegalArgumentException("a part has " + count + " shards from " + first + " on, of " + all
                    + "; allowed: at least 1, within all of them");
        }
    }

    /** All shards of a network. */
    public static ShardRange whole(int shards) {
        return new ShardRange(0, shards, shards);
    }

    /**
     * Checks that parts together have all shards.
     *
     * @param ranges of the parts, in the order of shards
     */
    static void requireWhole(List<ShardRange> ranges) {
        int next = 0;
        int all = ranges.isEmpty() ? 1 : ranges.get(0).all;
        for (ShardRange range : ranges) {
            next = range.first == next && range.all == all ? next + range.count : Integer.MIN_VALUE;
        }
        if (next != all) {
            throw new IllegalArgumentException(
                    "the parts have the shards " + ranges + "; allowed: each shard in one part, in order");
        }
    }

    /** Whether there are no other parts. */
    boolean hasAll() {
        return count == all;
    }

    /** Whether it is this part that tells what all parts know. */
    boolean tellsCommon() {
        return first == 0;
    }

    /** One of the shards by itself, by its place in the range. */
    ShardRange only(int place) {
        return new ShardRange(first + place, 1, all);
    }

    /** The first cell that a group of a size has in these shards. */
    int from(int size) {
        return (int) ((long) size * first / all);
    }

    /** Behind its last one. */
    int to(int size) {
        return (int) ((long) size * (first + count) / all);
    }
}
