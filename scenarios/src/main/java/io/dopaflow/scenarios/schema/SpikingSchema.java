package io.dopaflow.scenarios.schema;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.WordOrMapping;
import io.dopaflow.scenarios.schema.spiking.EpisodeSchema;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings;
import io.dopaflow.scenarios.schema.spiking.LawType;
import io.dopaflow.scenarios.schema.spiking.ModulatorSchema;
import io.dopaflow.scenarios.schema.spiking.ModulatorSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationsType;
import io.dopaflow.scenarios.schema.spiking.ProjectionSchema;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RecordingSchema;
import io.dopaflow.scenarios.schema.spiking.RecordingSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSchema;
import io.dopaflow.scenarios.schema.spiking.RewardSettings;
import io.dopaflow.scenarios.schema.spiking.SourceSchema;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sections of a network that spikes freely. */
public final class SpikingSchema {
    private static final TimeMode DEFAULT_TIME = new TimeMode.Grid(100_000_000L);

    /** How long a run takes. */
    public static final Key<SpikingScenario, Long> DURATION = Key.required(
            "duration",
            Durations.between(1, SourceSchema.LONGEST),
            SpikingScenario::durationPs,
            "Biological time that a run takes; on a grid a multiple of the step.");

    private static final Key<TimeMode, Long> GRID = new Key<>(
            "grid",
            Durations.between(1, SourceSchema.LONGEST),
            new Key.Presence.Required<>(),
            "The step: spikes and arrivals lie on its multiples.",
            Key.when(Function.identity(), TimeMode.Grid.class, TimeMode.Grid::stepPs));

    /** How time is used. */
    public static final Key<SpikingScenario, TimeMode> TIME = Key.defaulted(
            "time",
            new WordOrMapping<>(
                    Types.choice(Map.of("precise", (TimeMode) new TimeMode.Precise())),
                    MappingType.of(List.of(GRID), values -> new TimeMode.Grid(values.get(GRID))),
                    TimeMode.Grid.class::isInstance),
            DEFAULT_TIME,
            SpikingScenario::time,
            "How virtual time is used. precise: a spike may fall on any picosecond, and neurons are solved exactly between"
                    + " events. grid: spikes and arrivals lie on multiples of a step, as in NEST.");

    /** The populations. */
    public static final Key<SpikingScenario, List<Named<PopulationSettings>>> POPULATIONS = Key.required(
            "populations",
            new PopulationsType(),
            SpikingScenario::populations,
            "Neurons, by the names of their populations.");

    /** The sources. */
    public static final Key<SpikingScenario, List<Named<SourceSettings>>> SOURCES = Key.defaulted(
            "sources",
            SourceSchema.ALL,
            List.of(),
            SpikingScenario::sources,
            "What comes from outside: spikes and currents, by their names.");

    /** The projections. */
    public static final Key<SpikingScenario, List<ProjectionSettings>> PROJECTIONS = Key.defaulted(
            "projections",
            ProjectionSchema.ALL,
            List.of(),
            SpikingScenario::projections,
            "Synapses between populations, and from sources that have a size.");

    /** The modulators. */
    public static final Key<SpikingScenario, List<Named<ModulatorSettings>>> MODULATORS = Key.conditional(
            "modulators",
            ModulatorSchema.ALL,
            "none",
            scenario -> Optional.of(scenario.modulators()).filter(modulators -> !modulators.isEmpty()),
            "Substances that reach all synapses which listen to them, such as dopamine, by their names. Each is released by spikes"
                    + " of groups, by a script or by rewards, or by several of these.");

    /** The rewards. */
    public static final Key<SpikingScenario, List<RewardSettings>> REWARDS = Key.conditional(
            "rewards",
            RewardSchema.ALL,
            "none",
            scenario -> Optional.of(scenario.rewards()).filter(rewards -> !rewards.isEmpty()),
            "What the network is rewarded for: a reward listens to cells, and releases a modulator.");

    /** Samples of a data set. */
    public static final Key<SpikingScenario, TaskSettings> TASK = Key.conditional(
            "task",
            TaskSchema.TYPE,
            "none",
            SpikingScenario::task,
            "Samples of a data set that `episodes` present: one that comes with Dopaflow, `inline`, or a CSV file; its target is a class.");

    /** What is presented. */
    public static final Key<SpikingScenario, EpisodeSettings> EPISODES = Key.conditional(
            "episodes",
            EpisodeSchema.TYPE,
            "none",
            SpikingScenario::episodes,
            "Divides the run into episodes, one after the other from time 0: each presents a sample to the network.");

    /** What is kept. */
    public static final Key<SpikingScenario, RecordingSettings> RECORD = Key.defaulted(
            "record", RecordingSchema.TYPE, RecordingSchema.DEFAULT, SpikingScenario::record, "What is kept of a run.");

    static final Key<SpikingScenario, Double> STOP_ABOVE = Key.defaulted(
            "stop_above",
            Quantities.RATE.where(" above 0 Hz", rate -> rate > 0),
            SpikingNetwork.LARGEST_RATE,
            SpikingScenario::stopAbove,
            "The mean rate of a population above which a run is stopped, as activity has run away: over its neurons, and over each"
                    + " stretch of 100 ms from the start (over the whole run if that is shorter). A shorter burst may be higher.");

    /** The sections. */
    static final List<Key<? super SpikingScenario, ?>> SECTIONS = List.of(
            DURATION, TIME, POPULATIONS, SOURCES, PROJECTIONS, MODULATORS, REWARDS, TASK, EPISODES, RECORD, STOP_ABOVE);

    static final MappingType<SpikingScenario> TYPE = MappingType.of(
                    Stream.concat(ScenarioSchema.COMMON.stream(), SECTIONS.stream())
                            .toList(),
                    SpikingSchema::scenario)
            .withCheck(SpikingSchema::checkFamily);

    /** The laws that the keys refer to, one for each unit. */
    static final List<LawType> LAWS = Stream.of(
                    "mV", "pA", "pF", "nS", "ms", "Hz", "1/ms", "mV/ms", "pA/ms", "nS/ms", "")
            .map(LawType::new)
            .toList();

    private SpikingSchema() {}

    /** Reads a document, key by key, and returns the values that are right; nothing if it is no mapping. */
    public static Optional<Values> read(Node document, Problems problems) {
        return TYPE.readValues(document, new Reading("", problems));
    }

    /** The scenario of values that {@link #read} found without any problem. */
    public static SpikingScenario scenario(Values values) {
        List<ProjectionSettings> projections = values.get(PROJECTIONS);
        boolean learns = projections.stream().anyMatch(entry -> entry.synapse().learns());
        RecordingSettings record = values.get(RECORD);
        return new SpikingScenario(
                values.get(ScenarioSchema.NAME),
                values.get(ScenarioSchema.DESCRIPTION),
                values.get(ScenarioSchema.SEED),
                values.get(ScenarioSchema.ENGINE),
                values.get(DURATION),
                values.get(TIME),
                values.get(POPULATIONS),
                values.get(SOURCES),
                projections,
                values.find(MODULATORS).orElse(List.of()),
                values.find(REWARDS).orElse(List.of()),
                values.find(TASK),
                values.find(EPISODES),
                learns ? record.withWeights() : record,
                values.get(STOP_ABOVE));
    }

    private static void checkFamily(Values values) {
        if (!values.isWritten(ScenarioSchema.MODEL)) {
            values.wrong(ScenarioSchema.MODEL, "nothing", SpikingNetwork.FAMILY + ", as the file has populations");
        }
    }
}
