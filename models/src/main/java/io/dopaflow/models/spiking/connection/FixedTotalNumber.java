package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.random.Counts;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;

/**
 * A number of synapses between pairs that are all alike likely.
 *
 * <p>How it is divided: the targets are halved again and again. How many synapses of a range go to its first half is binomial with
 * multapses and hypergeometric without, drawn in a stream of the range; so each target's number has the exact joint law. Its sources are
 * then drawn in the target's own stream.
 *
 * <p>Cost: one draw for each synapse in the range, and one count (0.1 to 1 us, more for numbers above 10^5) for each range of
 * the tree that meets it: about as many as it has targets, and 31 at most besides. A shard pays for its own part only.
 *
 * @param total the synapses of the projection, from 0
 * @param autapses default true
 * @param multapses default true; without, {@code total} is at most the number of pairs
 */
public record FixedTotalNumber(long total, boolean autapses, boolean multapses) implements ConnectionRule {

    /** With the default options. */
    public FixedTotalNumber(long total) {
        this(total, true, true);
    }

    /** Validates the number. */
    public FixedTotalNumber {
        if (total < 0) {
            throw new IllegalArgumentException("the total number is " + total + "; allowed: from 0");
        }
    }

    @Override
    public Incoming incoming(Ends ends, RandomStreams projection, int from, int to) {
        ends.checkRange(from, to);
        int choices = ends.sourcesOfOne(autapses);
        Partners.check("the total number", total, (long) choices * ends.targets(), multapses);
        int[] counts = new int[to - from];
        split(ends, projection, from, to, counts, 1, 0, ends.targets(), total);

        double sum = 0;
        int most = 0;
        for (int count : counts) {
            sum += count;
            most = Math.max(most, count);
        }
        Partners partners = new Partners(choices, most, multapses);
        Incoming.Builder builder = new Incoming.Builder(from, to, sum);
        for (int target = from; target < to; target++) {
            int count = counts[target - from];
            partners.draw(projection.stream(Purpose.CONNECTIONS, target), count);
            for (int i = 0; i < count; i++) {
                builder.add(ends.partner(partners.get(i), target, autapses));
            }
            builder.endTarget();
        }
        return builder.build();
    }

    /** Numbers the ranges as a heap: the halves of range n are 2 n and 2 n + 1, below 2^32 as there are 31 levels at most. */
    private void split(
            Ends ends,
            RandomStreams projection,
            int from,
            int to,
            int[] counts,
            int range,
            int low,
            int high,
            long synapses) {
        if (high <= from || low >= to || synapses == 0) {
            return;
        }
        if (high - low == 1) {
            if (synapses > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("target " + low + " has " + synapses
                        + " synapses of a projection; allowed: up to " + (Integer.MAX_VALUE - 8));
            }
            counts[low - from] = (int) synapses;
            return;
        }
        int middle = (low + high) >>> 1;
        double u = projection.stream(Purpose.SYNAPSE_COUNTS, range).nextDouble();
        long choices = ends.sourcesOfOne(autapses);
        long first = multapses
                ? Counts.binomial(synapses, (middle - low) / (double) (high - low), u)
                : Counts.hypergeometric((high - low) * choices, (middle - low) * choices, synapses, u);
        split(ends, projection, from, to, counts, 2 * range, low, middle, first);
        split(ends, projection, from, to, counts, 2 * range + 1, middle, high, synapses - first);
    }

    @Override
    public double expected(Ends ends) {
        return total;
    }
}
