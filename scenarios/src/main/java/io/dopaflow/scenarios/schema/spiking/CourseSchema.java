package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rates and currents as functions of time. */
final class CourseSchema {
    private static final int MOST_STEPS = 100_000;
    private static final double LARGEST_RATE = 1e9;

    private static final ScalarType<Double> RATES =
            Quantities.RATE.where(" from 0 Hz to 1000000 kHz", rate -> rate >= 0 && rate <= LARGEST_RATE);
    private static final ScalarType<Double> FREQUENCIES =
            Quantities.RATE.where(" above 0 Hz, up to 1000000 kHz", rate -> rate > 0 && rate <= LARGEST_RATE);

    private static final Key<Signal.Poisson, Double> RATE = Key.conditional(
            "rate",
            RATES,
            "-",
            Key.when(Signal.Poisson::rate, Signal.RateCourse.Constant.class, Signal.RateCourse.Constant::hertz),
            "A rate that never changes.");

    private static final Key<Signal.Poisson, List<Signal.Step>> STEPS = Key.conditional(
            "steps",
            steps("rate", RATES),
            "-",
            Key.when(Signal.Poisson::rate, Signal.RateCourse.Steps.class, Signal.RateCourse.Steps::steps),
            "Rates, each from a time on; 0 before the first.");

    private static final Key<Signal.RateCourse.Sine, Double> MEAN =
            Key.required("mean", RATES, Signal.RateCourse.Sine::mean, "The mean rate.");
    private static final Key<Signal.RateCourse.Sine, Double> AMPLITUDE = Key.required(
            "amplitude",
            RATES,
            Signal.RateCourse.Sine::amplitude,
            "How far the rate goes up and down; up to the mean.");
    private static final Key<Signal.RateCourse.Sine, Double> FREQUENCY =
            Key.required("frequency", FREQUENCIES, Signal.RateCourse.Sine::frequency, "Oscillations a second.");
    private static final Key<Signal.RateCourse.Sine, Double> PHASE = Key.defaulted(
            "phase", Quantities.ANGLE.any(), 0.0, Signal.RateCourse.Sine::phase, "Where the sine starts at time 0.");

    private static final Key<Signal.Poisson, Signal.RateCourse.Sine> SINE = Key.conditional(
            "sine",
            MappingType.of(
                            List.of(MEAN, AMPLITUDE, FREQUENCY, PHASE),
                            values -> new Signal.RateCourse.Sine(
                                    values.get(MEAN), values.get(AMPLITUDE), values.get(FREQUENCY), values.get(PHASE)))
                    .withCheck(values -> {
                        if (values.find(MEAN).isPresent()
                                && values.find(AMPLITUDE)
                                        .filter(found -> found > values.get(MEAN))
                                        .isPresent()) {
                            values.wrong(
                                    AMPLITUDE,
                                    Quantities.RATE.text(values.get(AMPLITUDE)),
                                    "from 0 Hz to the mean, " + Quantities.RATE.text(values.get(MEAN))
                                            + ", so that the rate is never below 0");
                        }
                    }),
            "-",
            Key.when(Signal.Poisson::rate, Signal.RateCourse.Sine.class, Function.identity()),
            "mean + amplitude sin(2 pi frequency t + phase).");

    static final MappingType<Signal.Poisson> POISSON = MappingType.of(
                    List.of(RATE, STEPS, SINE),
                    values -> new Signal.Poisson(values.find(RATE)
                            .<Signal.RateCourse>map(Signal.RateCourse.Constant::new)
                            .or(() -> values.find(STEPS).map(Signal.RateCourse.Steps::new))
                            .orElseGet(() -> values.get(SINE))))
            .withExactlyOneOf("rate: 10 Hz", RATE, STEPS, SINE)
            .withCheck(values -> values.find(STEPS)
                    .ifPresent(steps -> refuse(values, STEPS, () -> new Signal.RateCourse.Steps(steps).rate())));

    private CourseSchema() {}

    private static ListType<Signal.Step> steps(String what, ValueType<Double> type) {
        Key<Signal.Step, Long> from = Key.required("from", SourceSchema.TIMES, Signal.Step::fromPs, "When it begins.");
        Key<Signal.Step, Double> value = Key.required(what, type, Signal.Step::value, "What holds from then on.");
        return new ListType<>(
                MappingType.of(List.of(from, value), values -> new Signal.Step(values.get(from), values.get(value))),
                "steps {from, " + what + "}",
                1,
                MOST_STEPS);
    }

    private static void refuse(Values values, Key<?, ?> key, Runnable making) {
        try {
            making.run();
        } catch (IllegalArgumentException e) {
            Refusal refusal = Refusal.of(e);
            values.wrong(key, refusal.found(), refusal.allowed());
        }
    }

    /** A current in a unit. */
    static ValueType<Signal.CurrentCourse> current(String unit) {
        ScalarType<Double> amperes = Quantities.in(unit).any();
        Key<Signal.CurrentCourse, Double> amplitude = Key.conditional(
                "amplitude",
                amperes,
                "-",
                Key.when(
                        Function.identity(),
                        Signal.CurrentCourse.Constant.class,
                        Signal.CurrentCourse.Constant::amplitude),
                "A constant current.");
        Key<Signal.CurrentCourse, Long> from = Key.conditional(
                "from",
                SourceSchema.TIMES,
                "the start",
                course ->
                        course instanceof Signal.CurrentCourse.Constant constant ? constant.fromPs() : Optional.empty(),
                "When a constant current begins.");
        Key<Signal.CurrentCourse, Long> to = Key.conditional(
                "to",
                Durations.between(1, SourceSchema.LONGEST),
                "the end",
                course -> course instanceof Signal.CurrentCourse.Constant constant ? constant.toPs() : Optional.empty(),
                "When a constant current ends.");
        Key<Signal.CurrentCourse, List<Signal.Step>> steps = Key.conditional(
                "steps",
                steps("amplitude", amperes),
                "-",
                Key.when(Function.identity(), Signal.CurrentCourse.Steps.class, Signal.CurrentCourse.Steps::steps),
                "Currents, each from a time on; 0 before the first.");
        Key<Signal.CurrentCourse, Signal.CurrentCourse.Sine> sine = Key.conditional(
                "sine",
                sine(amperes),
                "-",
                Key.when(Function.identity(), Signal.CurrentCourse.Sine.class, Function.identity()),
                "offset + amplitude sin(2 pi frequency t + phase); on a grid only.");
        Key<Signal.CurrentCourse, Signal.CurrentCourse.Noise> noise = Key.conditional(
                "noise",
                noise(amperes, unit),
                "-",
                Key.when(Function.identity(), Signal.CurrentCourse.Noise.class, Function.identity()),
                "Noise, independent for each neuron; on a grid only.");
        return MappingType.<Signal.CurrentCourse>of(
                        List.of(amplitude, from, to, steps, sine, noise),
                        values -> values.find(amplitude)
                                .<Signal.CurrentCourse>map(value ->
                                        new Signal.CurrentCourse.Constant(value, values.find(from), values.find(to)))
                                .or(() -> values.find(steps).map(Signal.CurrentCourse.Steps::new))
                                .or(() -> values.find(sine))
                                .orElseGet(() -> values.get(noise)))
                .withExactlyOneOf("amplitude: 100 pA", amplitude, steps, sine, noise)
                .withCheck(values -> {
                    for (Key<Signal.CurrentCourse, Long> key : List.of(from, to)) {
                        if (values.isWritten(key) && !values.isWritten(amplitude)) {
                            values.wrong(key, key.name() + " without amplitude", "only with amplitude");
                        }
                    }
                    long begin = values.find(from).orElse(0L);
                    values.find(to)
                            .filter(end -> end <= begin)
                            .ifPresent(end ->
                                    values.wrong(to, Durations.text(end), "a time after " + Durations.text(begin)));
                    values.find(steps)
                            .ifPresent(found ->
                                    refuse(values, steps, () -> new Signal.CurrentCourse.Steps(found).source()));
                });
    }

    private static MappingType<Signal.CurrentCourse.Sine> sine(ScalarType<Double> amperes) {
        Key<Signal.CurrentCourse.Sine, Double> offset = Key.conditional(
                "offset", amperes, "0", sine -> Optional.of(sine.offset()).filter(value -> value != 0), "The mean.");
        Key<Signal.CurrentCourse.Sine, Double> amplitude =
                Key.required("amplitude", amperes, Signal.CurrentCourse.Sine::amplitude, "How far it goes.");
        Key<Signal.CurrentCourse.Sine, Double> frequency =
                Key.required("frequency", FREQUENCIES, Signal.CurrentCourse.Sine::frequency, "Oscillations a second.");
        Key<Signal.CurrentCourse.Sine, Double> phase = Key.defaulted(
                "phase",
                Quantities.ANGLE.any(),
                0.0,
                Signal.CurrentCourse.Sine::phase,
                "Where the sine starts at time 0.");
        return MappingType.of(
                List.of(offset, amplitude, frequency, phase),
                values -> new Signal.CurrentCourse.Sine(
                        values.find(offset).orElse(0.0),
                        values.get(amplitude),
                        values.get(frequency),
                        values.get(phase)));
    }

    private static MappingType<Signal.CurrentCourse.Noise> noise(ScalarType<Double> amperes, String unit) {
        Key<Signal.CurrentCourse.Noise, Double> mean = Key.conditional(
                "mean", amperes, "0", noise -> Optional.of(noise.mean()).filter(value -> value != 0), "The mean.");
        Key<Signal.CurrentCourse.Noise, Double> sd = Key.conditional(
                "sd",
                amperes,
                "-",
                noise -> noise.spreadOf(CurrentSource.Law.NORMAL),
                "The standard deviation of Gaussian noise.");
        Key<Signal.CurrentCourse.Noise, Double> uniform = Key.conditional(
                "uniform",
                amperes,
                "-",
                noise -> noise.spreadOf(CurrentSource.Law.UNIFORM),
                "Half the width of uniform noise, so far it goes to either side of the mean; drawn faster than Gaussian.");
        Key<Signal.CurrentCourse.Noise, Long> every = Key.conditional(
                "every",
                Durations.between(1, SourceSchema.LONGEST),
                "the step",
                Signal.CurrentCourse.Noise::everyPs,
                "How long a drawn current lasts; a multiple of the step.");
        return MappingType.of(
                        List.of(mean, sd, uniform, every),
                        values -> new Signal.CurrentCourse.Noise(
                                values.find(sd).isPresent() ? CurrentSource.Law.NORMAL : CurrentSource.Law.UNIFORM,
                                values.find(mean).orElse(0.0),
                                values.find(sd).orElseGet(() -> values.get(uniform)),
                                values.find(every)))
                .withExactlyOneOf("sd: 100 pA", sd, uniform)
                .withCheck(values -> {
                    for (Key<Signal.CurrentCourse.Noise, Double> spread : List.of(sd, uniform)) {
                        values.find(spread)
                                .filter(found -> found < 0)
                                .ifPresent(found ->
                                        values.wrong(spread, Quantities.in(unit).text(found), "from 0"));
                    }
                });
    }
}
