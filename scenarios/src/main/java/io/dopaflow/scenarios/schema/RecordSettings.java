package io.dopaflow.scenarios.schema;

import java.util.Optional;

/**
 * What is kept of a run.
 *
 * @param spikes of which learning opportunities
 * @param arrivals of which learning opportunities
 * @param rewards of which learning opportunities
 * @param weights of which learning opportunities, and how often within them
 */
public record RecordSettings(Thinning spikes, Thinning arrivals, Thinning rewards, WeightSampling weights) {

    /** Which learning opportunities are kept, each as a whole. */
    public sealed interface Thinning {}

    /** When weights are kept; those at the start and at the end of the run always are. */
    public sealed interface WeightSampling {}

    /** In a word. */
    public enum Extent implements Thinning, WeightSampling {
        /** As much as keeps the directory of a run small; a loaded scenario says instead how much that is. */
        AUTO,
        /** Everything. */
        ALL,
        /** Nothing. */
        NONE
    }

    /**
     * Learning opportunities 0, N, 2N and so on.
     *
     * @param opportunities N, from 1
     */
    public record Every(long opportunities) implements Thinning {}

    /**
     * In the learning opportunities 0, N, 2N and so on, the weights at the start and at the end and, if so said, after
     * every M-th cycle in between.
     *
     * @param opportunities N, from 1
     * @param cycles M, from 1
     */
    public record Sampled(long opportunities, Optional<Long> cycles) implements WeightSampling {}
}
