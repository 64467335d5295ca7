package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.OneOrList;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys of {@code sources}. */
public final class SourceSchema {
    /** The longest time, 100 days. */
    public static final long LONGEST = 100L * 24 * 3600 * 1_000_000_000_000L;

    private static final int MOST_TIMES = 1_000_000;
    private static final int MOST_CELLS = 1_000_000;
    private static final int MOST_GROUPS = 10_000;

    static final ScalarType<Long> TIMES = Durations.between(0, LONGEST);

    static final ScalarType<String> REFERENCE = Types.text("[^\\s]{1,64}", "the name of a population");

    /** The type of what names one population or several. */
    static final ValueType<List<String>> REFERENCES =
            new OneOrList<>(new ListType<>(REFERENCE, "names", 1, MOST_GROUPS));

    private static final Key<Signal.Spikes, List<Long>> LISTED = Key.conditional(
            "times",
            new ListType<>(TIMES, "times", 0, MOST_TIMES),
            "-",
            spikes -> spikes.file().isPresent() ? Optional.empty() : Optional.of(spikes.timesPs()),
            "Times of spikes, in any order; no two alike.");

    static final Key<Signal.Spikes, String> FILE = Key.conditional(
            "file",
            Types.text("[\\s\\S]{1,4096}", "the path of a file"),
            "-",
            Signal.Spikes::file,
            "A CSV file with a column `time` (with unit in each cell, or `time_ms`, `time_s`, `time_ps`) and, with a size, `neuron`"
                    + " (from 0); or what NEST writes (.dat, .gdf), or the spikes of one population of SONATA (.h5), whose node ids are the numbers"
                    + " of the cells. Its path is relative to the scenario file.");

    private static final Key<Signal.Regular, BigDecimal> RATE = Key.conditional(
            "rate",
            Quantities.RATE.positiveDecimals(),
            "-",
            Signal.Regular::rate,
            "Spikes a second; exact, so that nothing drifts.");

    private static final Key<Signal.Regular, BigDecimal> PERIOD = Key.conditional(
            "period", Quantities.TIME.positiveDecimals(), "-", Signal.Regular::period, "From spike to spike.");

    private static final Key<Signal.Regular, Long> START =
            Key.defaulted("start", TIMES, 0L, Signal.Regular::startPs, "One period before the first spike.");

    static final Key<SourceSettings, Signal.Poisson> POISSON = kind(
            "poisson",
            CourseSchema.POISSON,
            Signal.Poisson.class,
            "Spikes at random times, each independent of the others.");

    static final Key<SourceSettings, Signal.Spikes> SPIKES = kind(
            "spikes",
            MappingType.of(
                            List.of(LISTED, FILE),
                            values -> new Signal.Spikes(values.find(LISTED).orElse(List.of()), values.find(FILE)))
                    .withExactlyOneOf("times: [1 ms, 2 ms]", LISTED, FILE)
                    .withOutline(),
            Signal.Spikes.class,
            "Spikes at given times.");

    static final Key<SourceSettings, Signal.Regular> REGULAR = kind(
            "regular",
            MappingType.of(
                            List.of(RATE, PERIOD, START),
                            values -> new Signal.Regular(values.find(RATE), values.find(PERIOD), values.get(START)))
                    .withExactlyOneOf("rate: 10 Hz", RATE, PERIOD)
                    .withCheck(SourceSchema::checkRegular),
            Signal.Regular.class,
            "A spike each period.");

    static final Key<SourceSettings, Measured<Signal.CurrentCourse>> CURRENT = Key.conditional(
            "current",
            new MeasuredType<>(List.of("pA", "mV/ms"), CourseSchema::current),
            "-",
            Key.when(SourceSettings::signal, Signal.Current.class, Signal.Current::course),
            "A current into each neuron, in pA; onto Izhikevich's neurons in mV/ms."
                    + " Noise is Gaussian, {sd: 50 pA}, or uniform, {uniform: 50 pA} to either side of its mean; it may have a"
                    + " mean, and change every so often (by default each step).");

    static final Key<SourceSettings, List<String>> TO = Key.conditional(
            "to",
            REFERENCES,
            "required without size",
            source -> Optional.of(source.to()).filter(to -> !to.isEmpty()),
            "The populations that it reaches. Of poisson each neuron gets an independent train; of spikes and regular all get the"
                    + " same.");

    static final Key<SourceSettings, Long> SIZE = Key.conditional(
            "size",
            Types.wholeNumber(1, MOST_CELLS),
            "-",
            source -> source.size().map(Integer::longValue),
            "Makes a group of so many cells that projections may name in `from`; then without to, neurons, weight and delay.");

    static final Key<SourceSettings, Selection> NEURONS = Key.conditional(
            "neurons", Selection.TYPE, "all", SourceSettings::neurons, "Only these neurons of each population.");

    static final Key<SourceSettings, Measured<Law>> WEIGHT = Key.conditional(
            "weight",
            ProjectionSchema.WEIGHTS,
            "required with to, not for a current",
            SourceSettings::weight,
            "Of its synapses, in the unit of the target's model.");

    static final Key<SourceSettings, Long> DELAY = Key.conditional(
            "delay",
            Durations.between(0, LONGEST),
            "required with to, not for a current",
            SourceSettings::delayPs,
            "From a spike to its arrival: at least 1 us, on a grid a positive multiple of the step.");

    static final MappingType<SourceSettings> TYPE = MappingType.of(
                    List.of(POISSON, SPIKES, REGULAR, CURRENT, TO, SIZE, NEURONS, WEIGHT, DELAY), SourceSchema::make)
            .withExactlyOneOf("poisson: {rate: 10 Hz}", POISSON, SPIKES, REGULAR, CURRENT)
            .withCheck(SourceSchema::checkEnds)
            .withOutline();

    /** The type of the section. */
    public static final NamedType<SourceSettings> ALL = new NamedType<>(TYPE, "sources", 0);

    private SourceSchema() {}

    /** Whether a source has a size, rightly or wrongly, or may be meant to have one, as it does not say where it leads. */
    public static boolean mayBeGroup(Node source) {
        List<String> names = TYPE.keys().stream().map(Key::name).toList();
        return !(source instanceof Node.Mapping mapping)
                || mapping.find(TO.name()).isEmpty()
                || mapping.entries().stream()
                        .map(Node.Entry::key)
                        .anyMatch(key -> key.equals(SIZE.name())
                                || (!names.contains(key)
                                        && Nearest.to(key, names)
                                                .filter(SIZE.name()::equals)
                                                .isPresent()));
    }

    private static <S extends Signal> Key<SourceSettings, S> kind(
            String name, ValueType<S> type, Class<S> kind, String doc) {
        return Key.conditional(name, type, "-", Key.when(SourceSettings::signal, kind, Function.identity()), doc);
    }

    /** A signal that is wrong counts as no spikes. */
    private static SourceSettings make(Values values) {
        Signal signal = values.find(POISSON)
                .<Signal>map(poisson -> poisson)
                .or(() -> values.find(SPIKES))
                .or(() -> values.find(REGULAR))
                .or(() -> values.find(CURRENT).map(Signal.Current::new))
                .orElseGet(() -> new Signal.Spikes(List.of(), Optional.empty()));
        return new SourceSettings(
                signal,
                values.find(TO).orElse(List.of()),
                values.find(SIZE).map(Long::intValue),
                values.find(NEURONS),
                values.find(WEIGHT),
                values.find(DELAY));
    }

    private static void checkRegular(Values values) {
        if (values.find(RATE).isPresent() == values.find(PERIOD).isPresent()) {
            return;
        }
        try {
            new Signal.Regular(
                            values.find(RATE),
                            values.find(PERIOD),
                            values.find(START).orElse(0L))
                    .train();
        } catch (IllegalArgumentException e) {
            Refusal refusal = Refusal.of(e);
            values.wrong(values.isWritten(RATE) ? RATE : PERIOD, refusal.found(), refusal.allowed());
        }
    }

    /** A source either reaches populations, or is a group of cells. */
    private static void checkEnds(Values values) {
        boolean isCurrent = values.isWritten(CURRENT);
        if (values.isWritten(SIZE)) {
            if (isCurrent) {
                values.wrong(SIZE, "size with a current", "only with poisson, spikes or regular");
            }
            for (Key<SourceSettings, ?> key : List.of(TO, NEURONS, WEIGHT, DELAY)) {
                if (values.isWritten(key)) {
                    values.wrong(
                            key,
                            key.name() + " with size",
                            "one of both: projections say where the cells of a group lead");
                }
            }
            return;
        }
        if (values.isMisspelt(SIZE)) {
            return;
        }
        values.require(TO);
        boolean isOfSpikes = Stream.of(POISSON, SPIKES, REGULAR).anyMatch(values::isWritten);
        for (Key<SourceSettings, ?> key : List.of(WEIGHT, DELAY)) {
            if (isCurrent && values.isWritten(key)) {
                values.wrong(key, key.name() + " with a current", "only with poisson, spikes or regular");
            } else if (isOfSpikes) {
                values.require(key);
            }
        }
    }
}
