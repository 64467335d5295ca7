package io.dopaflow.models.spiking.connection;

import java.util.Arrays;

/**
 * The synapses of one projection onto a range of targets, in order of their ids: by target, then by place. Sources stand in one array.
 */
public final class Incoming {
    private final int firstTarget;
    private final int[] offsets;
    private final int[] sources;

    private Incoming(int firstTarget, int[] offsets, int[] sources) {
        this.firstTarget = firstTarget;
        this.offsets = offsets;
        this.sources = sources;
    }

    /** The first target of the range. */
    public int firstTarget() {
        return firstTarget;
    }

    /** How many targets the range has. */
    public int targets() {
        return offsets.length - 1;
    }

    /** How many synapses the range has. */
    public int size() {
        return sources.length;
    }

    /** The place of the first synapse of a target of the range. */
    public int from(int target) {
        return offsets[target - firstTarget];
    }

    /** The place behind the last synapse of a target of the range. */
    public int to(int target) {
        return offsets[target - firstTarget + 1];
    }

    /** The presynaptic neuron of the synapse at a place from 0 to below {@link #size}. */
    public int source(int place) {
        return sources[place];
    }

    /** A copy of all sources, by place. */
    public int[] sources() {
        return sources.clone();
    }

    /** As many synapses of the same targets, by place, from other cells. */
    public Incoming from(int... otherSources) {
        if (otherSources.length != sources.length) {
            throw new IllegalArgumentException("there are " + otherSources.length
                    + " sources; allowed: one for each of " + sources.length + " synapses");
        }
        return new Incoming(firstTarget, offsets, otherSources.clone());
    }

    /**
     * The same synapses in another order.
     *
     * @param order by place, the place where each has been: among those of the same target
     */
    public Incoming inOrder(int... order) {
        int[] ordered = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            ordered[place] = sources[order[place]];
        }
        return new Incoming(firstTarget, offsets, ordered);
    }

    /** Gathers the synapses target by target. */
    static final class Builder {
        private final int firstTarget;
        private final int[] offsets;
        private int[] sources;
        private int targets;
        private int size;

        /**
         * For the targets of a range.
         *
         * @param expected about how many synapses there will be
         */
        Builder(int from, int to, double expected) {
            this.firstTarget = from;
            this.offsets = new int[to - from + 1];
            this.sources = new int[checked(Math.ceil(expected))];
        }

        private static int checked(double size) {
            // A few elements less than the largest int is what a JVM can give.
            if (size > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("a range of targets has " + size + " synapses; allowed: up to "
                        + (Integer.MAX_VALUE - 8) + ": divide the range");
            }
            return (int) size;
        }

        void add(int source) {
            if (size == sources.length) {
                checked(size + 1.0);
                sources = Arrays.copyOf(sources, (int) Math.min(Integer.MAX_VALUE - 8, 16 + sources.length * 5L / 4));
            }
            sources[size++] = source;
        }

        /** The synapses that follow belong to the next target. */
        void endTarget() {
            offsets[++targets] = size;
        }

        Incoming build() {
            return new Incoming(firstTarget, offsets, size == sources.length ? sources : Arrays.copyOf(sources, size));
        }
    }

    /** From pairs in any order of targets; the synapses of a target keep the order of the pairs. */
    static Incoming ofPairs(int from, int to, int[] sourceOf, int[] targetOf, int pairs) {
        int[] offsets = new int[to - from + 1];
        for (int i = 0; i < pairs; i++) {
            offsets[targetOf[i] - from + 1]++;
        }
        for (int t = 1; t < offsets.length; t++) {
            offsets[t] += offsets[t - 1];
        }
        int[] next = offsets.clone();
        int[] sources = new int[pairs];
        for (int i = 0; i < pairs; i++) {
            sources[next[targetOf[i] - from]++] = sourceOf[i];
        }
        return new Incoming(from, offsets, sources);
    }
}
