package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;

/**
 * Synapses one by one; autapses and multapses are whatever the list says, and weights and delays too if it has them. A target's
 * synapses are in order of the list.
 *
 * <p>Cost: a look at each entry once, when the list is made; then a range costs its own synapses.
 */
public final class ExplicitList implements ConnectionRule {
    /** By target, then by line; the places of lines beside. */
    private final Incoming all;

    private final Incoming lines;
    private final int largestSource;
    private final double[] weights;
    private final long[] delaysPs;

    /**
     * The synapses, with the weights and delays of their projection.
     *
     * @param sources the presynaptic neuron of each
     * @param targets the postsynaptic neuron of each
     * @throws IllegalArgumentException if the arrays differ in length or a number is negative
     */
    public ExplicitList(int[] sources, int[] targets) {
        this(sources, targets, new double[0], new long[0]);
    }

    /**
     * The synapses, with weights or delays of their own.
     *
     * @param sources the presynaptic neuron of each
     * @param targets the postsynaptic neuron of each
     * @param weights of each in the unit of the target's model; empty where they are those of the projection
     * @param delaysPs of each in ps; empty where they are those of the projection
     * @throws IllegalArgumentException if the arrays differ in length or a number is negative
     */
    public ExplicitList(int[] sources, int[] targets, double[] weights, long[] delaysPs) {
        requireOneEach("weights", weights.length, sources.length);
        requireOneEach("delays", delaysPs.length, sources.length);
        if (sources.length != targets.length) {
            throw new IllegalArgumentException("a list of " + sources.length + " sources and " + targets.length
                    + " targets; allowed: equal numbers");
        }
        int largest = -1;
        int last = -1;
        int[] numbers = new int[sources.length];
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] < 0 || targets[i] < 0 || targets[i] == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("synapse " + i + " of the list leads from " + sources[i] + " to "
                        + targets[i] + "; allowed: from 0 to below the size of the population");
            }
            largest = Math.max(largest, sources[i]);
            last = Math.max(last, targets[i]);
            numbers[i] = i;
        }
        this.largestSource = largest;
        this.weights = weights.clone();
        this.delaysPs = delaysPs.clone();
        this.all = Incoming.ofPairs(0, last + 1, sources, targets, sources.length);
        this.lines = Incoming.ofPairs(0, last + 1, numbers, targets, sources.length);
    }

    private static void requireOneEach(String what, int count, int synapses) {
        if (count != 0 && count != synapses) {
            throw new IllegalArgumentException(
                    "a list of " + synapses + " synapses with " + count + " " + what + "; allowed: none, or one each");
        }
    }

    @Override
    public Incoming incoming(Ends ends, RandomStreams projection, int from, int to) {
        return part(all, ends, from, to);
    }

    /** The place in the list, from 0, of each synapse of {@link #incoming}: where its own weight and delay stand. */
    public Incoming lines(Ends ends, int from, int to) {
        return part(lines, ends, from, to);
    }

    /** Whether the synapses have weights of their own. */
    public boolean hasWeights() {
        return weights.length > 0;
    }

    /** Whether the synapses have delays of their own. */
    public boolean hasDelays() {
        return delaysPs.length > 0;
    }

    /** The weight of each synapse of {@link #incoming}, if they have their own. */
    public double[] weights(Ends ends, int from, int to) {
        Incoming places = lines(ends, from, to);
        double[] own = new double[places.size()];
        Arrays.setAll(own, place -> weights[places.source(place)]);
        return own;
    }

    /** The delay of each synapse of {@link #incoming} in ps, if they have their own. */
    public long[] delaysPs(Ends ends, int from, int to) {
        Incoming places = lines(ends, from, to);
        long[] own = new long[places.size()];
        Arrays.setAll(own, place -> delaysPs[places.source(place)]);
        return own;
    }

    private Incoming part(Incoming whole, Ends ends, int from, int to) {
        ends.checkRange(from, to);
        if (largestSource >= ends.sources() || whole.targets() > ends.targets()) {
            throw new IllegalArgumentException("the list has sources up to " + largestSource + " and targets up to "
                    + (whole.targets() - 1) + "; allowed: below " + ends.sources() + " and " + ends.targets());
        }
        Incoming.Builder builder = new Incoming.Builder(from, to, 0);
        for (int target = from; target < to; target++) {
            if (target < whole.targets()) {
                for (int place = whole.from(target); place < whole.to(target); place++) {
                    builder.add(whole.source(place));
                }
            }
            builder.endTarget();
        }
        return builder.build();
    }

    @Override
    public double expected(Ends ends) {
        return all.size();
    }
}
