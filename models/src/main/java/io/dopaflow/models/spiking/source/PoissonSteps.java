package io.dopaflow.models.spiking.source;

import io.dopaflow.models.random.PoissonLaw;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A Poisson process on a grid: how many spikes fall into each step, by the exact Poisson law of the integral of the rate over it. Step k,
 * k = 1, 2, ..., is the time from (k - 1) h to k h; its spikes are at its end. One number of a target's stream makes the count of a step, so that
 * a count depends on nothing but its step.
 */
public final class PoissonSteps {
    private final Rate rate;
    private final long stepPs;
    private final PoissonLaw[] ofPieces;

    /**
     * The laws of all targets.
     *
     * @param stepPs the step h, above 0
     * @throws IllegalArgumentException if more than 10^9 spikes are expected in a step
     */
    public PoissonSteps(Rate rate, long stepPs) {
        if (stepPs <= 0) {
            throw new IllegalArgumentException("the step is " + stepPs + " ps; allowed: above 0");
        }
        this.rate = rate;
        this.stepPs = stepPs;
        PiecewiseRate bound = rate.bound();
        int pieces = 1;
        while (bound.endOfPiece(pieces - 1) != SpikeSource.NEVER) {
            pieces++;
        }
        // The law before the first piece stands at the beginning.
        this.ofPieces = new PoissonLaw[pieces + 1];
        for (int piece = -1; piece < pieces; piece++) {
            ofPieces[piece + 1] = new PoissonLaw(bound.ofPiece(piece) * 1e-12 * stepPs);
        }
    }

    /** The law of a step, the same for all targets. */
    public PoissonLaw law(long step) {
        long from = (step - 1) * stepPs;
        if (rate instanceof PiecewiseRate pieces) {
            int piece = pieces.piece(from);
            if (from + stepPs <= pieces.endOfPiece(piece)) {
                return ofPieces[piece + 1];
            }
        }
        return new PoissonLaw(rate.expected(from, from + stepPs));
    }

    /**
     * The counts of one target.
     *
     * @param run the streams of the run
     * @param projection its id
     * @param source the source's id
     * @param target the target's number within the projection
     */
    public Counter counter(RandomStreams run, int projection, int source, int target) {
        return new Counter(run.derived(projection, source), target);
    }

    /** The counts of one target: fast where steps follow one another, right in any order. */
    public final class Counter {
        private static final int NUMBERS = 2;

        private final RandomStreams streams;
        private final int target;
        private UniformRandomProvider stream;
        private long next = 1;

        private Counter(RandomStreams streams, int target) {
            this.streams = streams;
            this.target = target;
            this.stream = streams.stream(Purpose.SPIKE_TRAIN, target);
        }

        /** How many spikes a step has. */
        public int count(long step) {
            return count(step, law(step));
        }

        /**
         * How many spikes a step has.
         *
         * @param step from 1
         * @param law that of the step, which targets share
         */
        public int count(long step, PoissonLaw law) {
            if (step != next) {
                if (step < 1) {
                    throw new IllegalArgumentException("step " + step + "; allowed: from 1");
                }
                stream = streams.stream(Purpose.SPIKE_TRAIN, target, NUMBERS * (step - 1));
            }
            next = step + 1;
            return law.count(stream.nextDouble());
        }
    }
}
