package io.dopaflow.scenarios.schema.spiking;

import java.util.List;
import java.util.Optional;

/**
 * How a run is divided into episodes, and what is presented in them.
 *
 * @param durationPs of an episode, in ps
 * @param pausePs from its end to the beginning of the next one, in ps
 * @param isReset whether neurons begin each episode from rest
 * @param perOpportunity episodes of a learning opportunity, n: each presents one sample
 * @param inputs the name of the group of trains that present the samples
 * @param samples as they are written; none where they come from a task
 * @param encoding of the features of a task, if there is one
 */
public record EpisodeSettings(
        long durationPs,
        long pausePs,
        boolean isReset,
        int perOpportunity,
        String inputs,
        List<SampleSettings> samples,
        Optional<Encoding> encoding) {
    /** Copies. */
    public EpisodeSettings {
        samples = List.copyOf(samples);
    }

    /**
     * A sample with its target.
     *
     * @param spikesPs of each input, from the beginning of the episode, in ps
     * @param target of each output
     */
    public record SampleSettings(List<List<Long>> spikesPs, List<Output> target) {
        /** Copies. */
        public SampleSettings {
            spikesPs = spikesPs.stream().map(List::copyOf).toList();
            target = List.copyOf(target);
        }
    }

    /** What is wanted of an output neuron. */
    public sealed interface Output {

        /**
         * A number: of spikes, or the probability of a class.
         *
         * @param value from 0
         */
        record Amount(double value) implements Output {}

        /**
         * Times of spikes.
         *
         * @param timesPs from the beginning of the episode, in ps
         */
        record Times(List<Long> timesPs) implements Output {
            /** Copies. */
            public Times {
                timesPs = List.copyOf(timesPs);
            }
        }
    }

    /**
     * How a feature x from 0 to 1 becomes spikes.
     *
     * @param kind the code
     * @param isMirrored whether each feature has a second input, which codes 1 - x
     */
    public record Encoding(Code kind, boolean isMirrored) {}

    /** A code of features from 0 to 1. */
    public sealed interface Code {

        /**
         * Regular trains: of rate x times the largest.
         *
         * @param largest in Hz
         */
        record Rate(double largest) implements Code {}

        /**
         * One spike, the earlier the larger x is: at (1 - x) times a window.
         *
         * @param windowPs in ps
         */
        record Latency(long windowPs) implements Code {}
    }
}
