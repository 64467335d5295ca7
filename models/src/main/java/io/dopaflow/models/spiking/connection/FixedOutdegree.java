package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;

/**
 * Every source draws its targets, all alike likely, in a stream of its own. A target's synapses are in order of sources.
 *
 * <p>Cost: a range of targets makes the draws of all sources and keeps its own, so that every shard pays for the draws of the whole
 * projection (some 10 ns each), in the memory of its own synapses. Shards in parallel are no slower than one for all; one
 * after the other they are.
 *
 * @param outdegree synapses of each source, from 0
 * @param autapses default true
 * @param multapses default true; without, {@code outdegree} is at most the number of targets
 */
public record FixedOutdegree(int outdegree, boolean autapses, boolean multapses) implements ConnectionRule {

    /** With the default options. */
    public FixedOutdegree(int outdegree) {
        this(outdegree, true, true);
    }

    /** Validates the outdegree. */
    public FixedOutdegree {
        if (outdegree < 0) {
            throw new IllegalArgumentException("outdegree is " + outdegree + "; allowed: from 0");
        }
    }

    @Override
    public Incoming incoming(Ends ends, RandomStreams projection, int from, int to) {
        ends.checkRange(from, to);
        int choices = ends.targetsOfOne(autapses);
        Partners.check("outdegree", outdegree, choices, multapses);
        Partners partners = new Partners(choices, outdegree, multapses);
        double share = expected(ends) * (to - from) / ends.targets();
        int[] sourceOf = new int[(int) Math.min(Integer.MAX_VALUE - 8, share + 16)];
        int[] targetOf = new int[sourceOf.length];
        int kept = 0;
        for (int source = 0; source < ends.sources(); source++) {
            partners.draw(projection.stream(Purpose.CONNECTIONS, source), outdegree);
            for (int i = 0; i < outdegree; i++) {
                int target = ends.partner(partners.get(i), source, autapses);
                if (target < from || target >= to) {
                    continue;
                }
                if (kept == sourceOf.length) {
                    int larger = larger(kept);
                    sourceOf = Arrays.copyOf(sourceOf, larger);
                    targetOf = Arrays.copyOf(targetOf, larger);
                }
                sourceOf[kept] = source;
                targetOf[kept++] = target;
            }
        }
        return Incoming.ofPairs(from, to, sourceOf, targetOf, kept);
    }

    private static int larger(int size) {
        if (size >= Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "a range of targets has more than " + size + " synapses; allowed: up to that: divide the range");
        }
        return (int) Math.min(Integer.MAX_VALUE - 8, size * 9L / 8 + 16);
    }

    @Override
    public double expected(Ends ends) {
        return (double) outdegree * ends.sources();
    }
}
