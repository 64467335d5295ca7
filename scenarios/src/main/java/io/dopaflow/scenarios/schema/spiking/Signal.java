package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.Rate;
import io.dopaflow.models.spiking.source.RegularTrain;
import io.dopaflow.models.spiking.source.SinusoidalRate;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a source gives: spikes or a current. */
public sealed interface Signal {

    /**
     * A value from a time on.
     *
     * @param fromPs in ps, from 0
     * @param value in the unit of what steps
     */
    record Step(long fromPs, double value) {}

    /**
     * Spikes at random times.
     *
     * @param rate the rate in Hz at each time
     */
    record Poisson(RateCourse rate) implements Signal {}

    /**
     * Spikes at given times.
     *
     * @param timesPs in ps; empty where a file has them
     * @param file with the times, if there is one
     */
    record Spikes(List<Long> timesPs, Optional<String> file) implements Signal {
        /** Copies. */
        public Spikes {
            timesPs = List.copyOf(timesPs);
        }
    }

    /**
     * A spike each period, the first one period after the start.
     *
     * @param rate in Hz; or a period
     * @param period in ms; or a rate
     * @param startPs in ps, from 0
     */
    record Regular(Optional<BigDecimal> rate, Optional<BigDecimal> period, long startPs) implements Signal {
        /**
         * The train.
         *
         * @throws IllegalArgumentException if there is none of that period
         */
        public SpikeSource train() {
            return rate.<SpikeSource>map(hertz -> RegularTrain.ofRate(hertz, startPs))
                    .orElseGet(() -> RegularTrain.ofPeriod(period.orElseThrow(), startPs));
        }
    }

    /**
     * A current.
     *
     * @param course in the unit of the target's currents
     */
    record Current(Measured<CurrentCourse> course) implements Signal {}

    /** A rate as a function of time. */
    sealed interface RateCourse {
        /**
         * The same for the models.
         *
         * @throws IllegalArgumentException if there is no such rate; says why
         */
        Rate rate();

        /** Always the same, in Hz. */
        record Constant(double hertz) implements RateCourse {
            @Override
            public Rate rate() {
                return PiecewiseRate.constant(hertz);
            }
        }

        /** From each time on another one, in Hz. */
        record Steps(List<Step> steps) implements RateCourse {
            /** Copies. */
            public Steps {
                steps = List.copyOf(steps);
            }

            @Override
            public Rate rate() {
                return new PiecewiseRate(
                        steps.stream().mapToLong(Step::fromPs).toArray(),
                        steps.stream().mapToDouble(Step::value).toArray());
            }
        }

        /** A mean with an oscillation about it. */
        record Sine(double mean, double amplitude, double frequency, double phase) implements RateCourse {
            @Override
            public Rate rate() {
                return new SinusoidalRate(mean, amplitude, frequency, phase);
            }
        }
    }

    /** A current as a function of time. */
    sealed interface CurrentCourse {

        /**
         * Always the same, or from a time to another.
         *
         * @param toPs the first time without
         */
        record Constant(double amplitude, Optional<Long> fromPs, Optional<Long> toPs) implements CurrentCourse {
            /** The same for the models. */
            public CurrentSource source(long end) {
                return fromPs.isEmpty() && toPs.isEmpty()
                        ? CurrentSource.constant(amplitude)
                        : CurrentSource.constant(amplitude, fromPs.orElse(0L), toPs.orElse(end));
            }
        }

        /** From each time on another one. */
        record Steps(List<Step> steps) implements CurrentCourse {
            /** Copies. */
            public Steps {
                steps = List.copyOf(steps);
            }

            /** The same for the models. */
            public CurrentSource source() {
                return new CurrentSource.Steps(
                        steps.stream().mapToLong(Step::fromPs).toArray(),
                        steps.stream().mapToDouble(Step::value).toArray());
            }
        }

        /** An offset with an oscillation about it. */
        record Sine(double offset, double amplitude, double frequency, double phase) implements CurrentCourse {}

        /**
         * Noise, drawn anew for each neuron each interval.
         *
         * @param spread that of the law
         * @param everyPs the interval; the step of the grid where none is said
         */
        record Noise(CurrentSource.Law law, double mean, double spread, Optional<Long> everyPs)
                implements CurrentCourse {
            /** Its spread, if it is of this law. */
            public Optional<Double> spreadOf(CurrentSource.Law wanted) {
                return law == wanted ? Optional.of(spread) : Optional.empty();
            }
        }
    }
}
