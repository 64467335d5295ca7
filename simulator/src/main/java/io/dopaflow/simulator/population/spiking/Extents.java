package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.List;

/** What a part of a run knows of the synapses of all parts, by projection. */
final class Extents {
    private final long[] before;
    private final long[] synapses;
    private final long[] shortestDelaysPs;
    private final long[] longestDelays;

    /**
     * What is known.
     *
     * @param own the shards of the part
     * @param parts of all parts, in the order of shards
     */
    Extents(SpikingNetwork network, ShardRange own, List<PartExtent> parts) {
        ShardRange.requireWhole(parts.stream().map(PartExtent::shards).toList());
        int projections = network.projections().size();
        this.before = new long[projections];
        this.synapses = new long[projections];
        this.shortestDelaysPs = new long[projections];
        this.longestDelays = new long[projections];
        for (int p = 0; p < projections; p++) {
            shortestDelaysPs[p] = Long.MAX_VALUE;
            for (PartExtent part : parts) {
                before[p] += part.shards().first() < own.first() ? part.synapses()[p] : 0;
                synapses[p] += part.synapses()[p];
                shortestDelaysPs[p] = Math.min(shortestDelaysPs[p], part.shortestDelaysPs()[p]);
                longestDelays[p] = Math.max(longestDelays[p], part.longestDelays()[p]);
            }
        }
    }

    /** What others must know of the synapses of some shards. */
    static PartExtent of(SpikingNetwork network, ShardRange shards, List<List<Efferents>> efferents) {
        int projections = network.projections().size();
        long[] synapses = new long[projections];
        long[] shortest = new long[projections];
        long[] longest = new long[projections];
        for (int p = 0; p < projections; p++) {
            shortest[p] = Long.MAX_VALUE;
            for (List<Efferents> ofShard : efferents) {
                synapses[p] += ofShard.get(p).targets.length;
                shortest[p] = Math.min(shortest[p], ofShard.get(p).shortestDelayPs);
                longest[p] = Math.max(longest[p], ofShard.get(p).longestDelay);
            }
        }
        return new PartExtent(shards, synapses, shortest, longest);
    }

    /** How many synapses of a projection are onto neurons of the parts before. */
    long before(int projection) {
        return before[projection];
    }

    /** How many synapses a projection has. */
    long synapses(int projection) {
        return synapses[projection];
    }

    /** The shortest delay of a projection, in ps; the largest number without synapses. */
    long shortestDelayPs(int projection) {
        return shortestDelaysPs[projection];
    }

    /** The longest delay of a projection, in units of the network's time; 0 without synapses. */
    long longestDelay(int projection) {
        return longestDelays[projection];
    }

    /** The longest delay of all, in the same units. */
    long longestDelay() {
        long longest = 0;
        for (long delay : longestDelays) {
            longest = Math.max(longest, delay);
        }
        return longest;
    }

    /** The length of the windows of the run, in ps. */
    long windowPs(SpikingNetwork network) {
        long shortest = Long.MAX_VALUE;
        for (int p = 0; p < shortestDelaysPs.length; p++) {
            shortest =
                    Math.min(shortest, network.lookaheadPs(network.projections().get(p), shortestDelaysPs[p]));
        }
        return network.windowPs(shortest);
    }
}
