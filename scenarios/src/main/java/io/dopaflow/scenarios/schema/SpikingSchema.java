package io.dopaflow.scenarios.schema;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sections of a network that spikes freely. */
public final class SpikingSchema {
    private static final long MILLISECOND = 1_000_000_000L;
    private static final long LONGEST = 100L * 24 * 3600 * 1000 * MILLISECOND;
    private static final TimeMode DEFAULT_TIME = new TimeMode.Grid(MILLISECOND / 10);

    static final Key<SpikingScenario, Long> DURATION = Key.required(
            "duration",
            Durations.between(1, LONGEST),
            SpikingScenario::durationPs,
            "Biological time that a run takes; on a grid a multiple of the step.");

    private static final Key<TimeMode, Long> GRID = new Key<>(
            "grid",
            Durations.between(1, LONGEST),
            new Key.Presence.Required<>(),
            "The step: spikes and arrivals lie on its multiples.",
            Key.when(Function.identity(), TimeMode.Grid.class, TimeMode.Grid::stepPs));

    static final Key<SpikingScenario, TimeMode> TIME = Key.defaulted(
            "time",
            new WordOrMapping<>(
                    Types.choice(Map.of("precise", (TimeMode) new TimeMode.Precise())),
                    MappingType.of(List.of(GRID), values -> new TimeMode.Grid(values.get(GRID))),
                    TimeMode.Grid.class::isInstance),
            DEFAULT_TIME,
            SpikingScenario::time,
            "How virtual time is used. precise: a spike may fall on any picosecond, and neurons are solved exactly between"
                    + " events. grid: spikes and arrivals lie on multiples of a step, as in NEST.");

    static final Key<SpikingScenario, Double> STOP_ABOVE = Key.defaulted(
            "stop_above",
            Types.positive(1e9),
            SpikingNetwork.LARGEST_RATE,
            SpikingScenario::stopAbove,
            "Spikes a second and neuron, on average over a population, above which a run is stopped.");

    /** The sections. */
    static final List<Key<? super SpikingScenario, ?>> SECTIONS = List.of(DURATION, TIME, STOP_ABOVE);

    static final MappingType<SpikingScenario> TYPE = MappingType.of(
                    Stream.concat(ScenarioSchema.COMMON.stream(), SECTIONS.stream())
                            .toList(),
                    SpikingSchema::scenario)
            .withCheck(SpikingSchema::checkFamily);

    private SpikingSchema() {}

    /** Reads a document, key by key, and returns the values that are right; nothing if it is no mapping. */
    public static Optional<Values> read(Node document, Problems problems) {
        return TYPE.readValues(document, new Reading("", problems));
    }

    /** The scenario of values that {@link #read} found without any problem. */
    public static SpikingScenario scenario(Values values) {
        return new SpikingScenario(
                values.get(ScenarioSchema.NAME),
                values.get(ScenarioSchema.DESCRIPTION),
                values.get(ScenarioSchema.SEED),
                values.get(ScenarioSchema.ENGINE),
                values.get(DURATION),
                values.get(TIME),
                values.get(STOP_ABOVE));
    }

    private static void checkFamily(Values values) {
        if (!values.isWritten(ScenarioSchema.MODEL)) {
            values.wrong(ScenarioSchema.MODEL, "nothing", SpikingNetwork.FAMILY + ", as the file has populations");
        }
    }
}
