package io.dopaflow.models.spiking.source;

import io.dopaflow.models.numerics.Ranges;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** A current into a neuron that depends on nothing but time. On a grid it is constant over a step and that of the step's beginning. */
public sealed interface CurrentSource permits CurrentSource.Steps, CurrentSource.Sinusoid, CurrentSource.Noise {
    /**
     * The current at a time, in pA.
     *
     * @param at in ps, from 0
     */
    double at(long at);

    /** A constant current. */
    static CurrentSource constant(double picoamperes) {
        return new Steps(new long[] {0}, new double[] {picoamperes});
    }

    /**
     * A constant current for a time, and none before and after.
     *
     * @param from in ps, from 0
     * @param to in ps, after it: the first time without
     */
    static CurrentSource constant(double picoamperes, long from, long to) {
        return new Steps(new long[] {from, to}, new double[] {picoamperes, 0});
    }

    /** A current that jumps at some times and stays in between; before the first it is 0. */
    final class Steps implements CurrentSource {
        private final long[] starts;
        private final double[] picoamperes;

        /**
         * The steps.
         *
         * @param starts in ps, from 0, ascending
         * @param picoamperes the current from each on, finite
         */
        public Steps(long[] starts, double[] picoamperes) {
            if (starts.length != picoamperes.length) {
                throw new IllegalArgumentException("a current of " + starts.length + " times and " + picoamperes.length
                        + " values; allowed: equal numbers");
            }
            for (int i = 0; i < starts.length; i++) {
                if (starts[i] < 0 || (i > 0 && starts[i] <= starts[i - 1])) {
                    throw new IllegalArgumentException(
                            "step " + i + " of a current is at " + starts[i] + " ps; allowed: from 0, ascending");
                }
                Ranges.finite("the current from " + starts[i] + " ps on", picoamperes[i], "pA");
            }
            this.starts = starts.clone();
            this.picoamperes = picoamperes.clone();
        }

        @Override
        public double at(long at) {
            int found = Arrays.binarySearch(starts, at);
            int step = found >= 0 ? found : -found - 2;
            return step < 0 ? 0 : picoamperes[step];
        }

        /** When it jumps next after a time, in ps; {@link SpikeSource#NEVER} if it does not. */
        public long nextJump(long after) {
            int found = Arrays.binarySearch(starts, after);
            int next = found >= 0 ? found + 1 : -found - 1;
            return next < starts.length ? starts[next] : SpikeSource.NEVER;
        }
    }

    /**
     * The current offset + amplitude sin(2 pi frequency t + phase).
     *
     * @param offset in pA, finite
     * @param amplitude in pA, finite
     * @param frequency in Hz, finite, above 0
     * @param phase in radians, finite
     */
    record Sinusoid(double offset, double amplitude, double frequency, double phase) implements CurrentSource {
        /** Validates the ranges. */
        public Sinusoid {
            Ranges.finite("the offset of the current", offset, "pA");
            Ranges.finite("the amplitude of the current", amplitude, "pA");
            Sine.check(frequency, phase);
        }

        @Override
        public double at(long at) {
            return offset + amplitude * StrictMath.sin(Sine.angle(at, frequency, phase));
        }
    }

    /** What a noise is drawn from. Each draw takes one number of 64 bits from its stream. */
    enum Law {
        /** Gaussian; its spread is the standard deviation. */
        NORMAL("standard deviation"),
        /** Uniform between mean - spread and mean + spread; its standard deviation is spread / sqrt(3). Drawn in half the time. */
        UNIFORM("half width");

        private final String spread;

        Law(String spread) {
            this.spread = spread;
        }

        /** With the mean 0 and the spread 1. */
        private double draw(UniformRandomProvider stream) {
            return this == UNIFORM ? 2 * Draws.open(stream) - 1 : Draws.normal(stream);
        }
    }

    /**
     * Noise in grid mode: a current that is drawn anew each interval, independently for each target, and constant in between. It
     * depends on the interval alone; it is fast where times ascend.
     */
    final class Noise implements CurrentSource {
        private final Law law;
        private final double mean;
        private final double spread;
        private final long interval;
        private final RandomStreams streams;
        private final int target;
        private UniformRandomProvider stream;
        private long drawn = -1;
        private double current;

        /**
         * The noise of one target.
         *
         * @param mean in pA, finite
         * @param spread that of the law, in pA, finite, from 0
         * @param interval in ps, a multiple of the step
         * @param stepPs that of the grid
         * @param source the streams of projection and source: those of the run, derived by both
         * @param target the target's number within the projection
         */
        public Noise(
                Law law, double mean, double spread, long interval, long stepPs, RandomStreams source, int target) {
            Ranges.finite("the mean of the noise", mean, "pA");
            String what = "the " + law.spread + " of the noise";
            Ranges.finite(what, spread, "pA");
            if (spread < 0) {
                throw new IllegalArgumentException(what + " is " + spread + " pA; allowed: from 0");
            }
            if (stepPs < 1 || interval < stepPs || interval % stepPs != 0) {
                throw new IllegalArgumentException("the noise changes each " + interval
                        + " ps; allowed: positive multiples of the step, " + stepPs + " ps");
            }
            this.law = law;
            this.mean = mean;
            this.spread = spread;
            this.interval = interval;
            this.streams = source;
            this.target = target;
            this.stream = source.stream(Purpose.CURRENT_NOISE, target);
        }

        @Override
        public double at(long at) {
            long wanted = at / interval;
            if (wanted != drawn) {
                if (wanted != drawn + 1) {
                    stream = streams.stream(Purpose.CURRENT_NOISE, target, Draws.NUMBERS * wanted);
                }
                current = mean + spread * law.draw(stream);
                drawn = wanted;
            }
            return current;
        }
    }
}
