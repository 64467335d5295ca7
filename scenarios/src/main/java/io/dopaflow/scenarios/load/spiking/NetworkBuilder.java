package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.OwnValues;
import io.dopaflow.models.spiking.episode.Presentation;
import io.dopaflow.models.task.Sample;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.Warning;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.SpikingSchema;
import io.dopaflow.scenarios.schema.spiking.EpisodeSchema;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings;
import io.dopaflow.scenarios.schema.spiking.ModulatorSchema;
import io.dopaflow.scenarios.schema.spiking.ModulatorSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationsType;
import io.dopaflow.scenarios.schema.spiking.ProjectionSchema;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RecordingSchema;
import io.dopaflow.scenarios.schema.spiking.RewardSchema;
import io.dopaflow.scenarios.schema.spiking.RewardSettings;
import io.dopaflow.scenarios.schema.spiking.SourceSchema;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the network of a scenario. What is right in a section is checked against the others although something else is wrong, so
 * that everything is reported at once; what is wrong is not asked about again.
 */
public final class NetworkBuilder {
    private static final int MOST_CELLS = Integer.MAX_VALUE - 8;

    private final Report report;
    private final List<Sample> samples;
    private Optional<EpisodeBuilder> episodes = Optional.empty();
    private final Groups groups;
    private final Grid grid;
    private final SourceCheck sources;
    private final ProjectionCheck projections;
    private final RecordingBuilder recording;
    private final WeightRecording weights;
    private final List<String> modulators = new ArrayList<>();
    private final NeuronFiles neuronFiles;
    private final Map<String, Map<String, OwnValues>> ownValues = new HashMap<>();

    /**
     * A builder, which reports what is wrong.
     *
     * @param values of the document that are right
     * @param files reads what it names
     * @param samples of its task, to train on; none without a task
     */
    public NetworkBuilder(Report report, Values values, InputFiles files, List<Sample> samples) {
        this.report = report;
        this.samples = List.copyOf(samples);
        this.grid = new Grid(values.find(SpikingSchema.TIME), report);
        this.groups = new Groups(report);
        SynapseCheck check = new SynapseCheck(groups, grid, report);
        this.sources = new SourceCheck(groups, check, grid, report, new SpikeFiles(files, report));
        section(SpikingSchema.MODULATORS.name())
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .ifPresent(section -> section.entries().forEach(entry -> modulators.add(entry.key())));
        this.projections = new ProjectionCheck(
                groups,
                check,
                report,
                new SynapseLists(new SynapseFiles(files, report), check, report),
                new PlasticityCheck(groups, check, modulators, report),
                new DendriticDelays(grid, values.find(ScenarioSchema.ENGINE).orElse(EngineChoice.AUTO), report));
        this.recording = new RecordingBuilder(groups, grid, report);
        this.neuronFiles = new NeuronFiles(files, grid, report);
        values.find(SpikingSchema.DURATION).ifPresent(duration -> grid.checkPositive("duration", duration));
        checkPopulations();
        checkSources();
        Optional<EpisodeSettings> outline =
                section(SpikingSchema.EPISODES.name()).flatMap(EpisodeSchema.TYPE::outline);
        outline.ifPresent(this::addInputs);
        Map<Integer, ProjectionSettings> entries = section(SpikingSchema.PROJECTIONS.name())
                .<Map<Integer, ProjectionSettings>>map(ProjectionSchema.ALL::items)
                .orElse(Map.of());
        entries.forEach(projections::check);
        List<Named<ModulatorSettings>> known = section(SpikingSchema.MODULATORS.name())
                .flatMap(ModulatorSchema.ALL::outline)
                .orElse(List.of());
        Map<Integer, RewardSettings> rewards = section(SpikingSchema.REWARDS.name())
                .<Map<Integer, RewardSettings>>map(RewardSchema.ALL::items)
                .orElse(Map.of());
        new ModulatorCheck(groups, check, grid, modulators, report).check(known, rewards);
        boolean hasTask = section(SpikingSchema.TASK.name()).isPresent();
        if (hasTask && section(SpikingSchema.EPISODES.name()).isEmpty()) {
            report.wrong(SpikingSchema.TASK.name(), "a task without episodes", "episodes, which present its samples");
        }
        Optional<Integer> classes =
                this.samples.stream().map(sample -> sample.target().length).findFirst();
        new EpisodeCheck(groups, grid, outline, hasTask, classes, report).check(known, rewards, entries);
        this.weights = new WeightRecording(grid, report, entries.values(), modulators);
        section(SpikingSchema.RECORD.name())
                .flatMap(RecordingSchema.TYPE::outline)
                .ifPresent(record -> {
                    recording.check(record);
                    weights.check(record);
                });
        if (groups.cells() > MOST_CELLS) {
            report.wrong("populations", groups.cells() + " neurons and cells of sources", "at most " + MOST_CELLS);
        }
    }

    private Optional<Node> section(String name) {
        return report.document() instanceof Node.Mapping mapping
                ? mapping.find(name).map(Node.Entry::value)
                : Optional.empty();
    }

    private void checkPopulations() {
        PopulationCheck check = new PopulationCheck(grid, report);
        section(SpikingSchema.POPULATIONS.name())
                .map(PopulationsType::outlines)
                .orElse(Map.of())
                .forEach((name, outline) -> {
                    groups.population(name, outline);
                    check.check(name, outline);
                    neuronFiles.read(name, outline).ifPresent(values -> ownValues.put(name, values));
                });
    }

    private void addInputs(EpisodeSettings episodes) {
        String name = episodes.inputs();
        if (groups.isKnown(name)) {
            report.wrong("episodes.inputs", name + ", which is a population or a source", "a name of its own");
            return;
        }
        int ofTask =
                episodes.encoding().filter(EpisodeSettings.Encoding::isMirrored).isPresent() ? 2 : 1;
        Optional<Integer> size = episodes.samples().stream()
                .map(sample -> sample.spikesPs().size())
                .findFirst()
                .or(() -> samples.stream()
                        .map(sample -> ofTask * sample.features().length)
                        .findFirst());
        groups.source(name, size, true);
    }

    private void checkSources() {
        section(SpikingSchema.SOURCES.name())
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .ifPresent(this::checkSources);
    }

    private void checkSources(Node.Mapping section) {
        Map<String, SourceSettings> known = new LinkedHashMap<>();
        SourceSchema.ALL.outline(section).orElse(List.of()).forEach(source -> known.put(source.name(), source.value()));
        for (Node.Entry entry : section.entries()) {
            String name = entry.key();
            if (groups.populations().contains(name)) {
                report.wrong("sources." + name, "a source called like a population", "a name of its own");
            }
            groups.source(
                    name,
                    Optional.ofNullable(known.get(name)).flatMap(SourceSettings::size),
                    SourceSchema.mayBeGroup(entry.value()));
        }
        for (Node.Entry entry : section.entries()) {
            if (known.containsKey(entry.key())) {
                sources.check(entry.key(), known.get(entry.key()), SourceSchema.mayBeGroup(entry.value()));
            }
        }
    }

    /** The network, where nothing was reported. */
    public SpikingNetwork network(SpikingScenario scenario) {
        episodes = scenario.episodes().map(settings -> new EpisodeBuilder(scenario, samples));
        episodes.ifPresent(builder -> groups.add(builder.inputs()));
        for (Named<PopulationSettings> population : scenario.populations()) {
            groups.add(population(population.name(), population.value()));
        }
        SourceBuilder sourceBuilder = new SourceBuilder(groups, sources.given(), scenario);
        for (int i = 0; i < scenario.sources().size(); i++) {
            Named<SourceSettings> source = scenario.sources().get(i);
            sourceBuilder.add(i, source.name(), source.value());
        }
        ProjectionBuilder projectionBuilder = new ProjectionBuilder(
                groups,
                projections.listed(),
                new SynapseModels(
                        groups,
                        modulators,
                        scenario.episodes().map(EpisodeSettings::perOpportunity).orElse(1)));
        for (int i = 0; i < scenario.projections().size(); i++) {
            projectionBuilder.add(i, scenario.projections().get(i));
        }
        List<Projection> all = new ArrayList<>(sourceBuilder.projections());
        all.addAll(projectionBuilder.built());
        List<Drive> drives = new ArrayList<>(sourceBuilder.drives());
        for (Named<PopulationSettings> population : scenario.populations()) {
            int to = groups.place(population.name()).orElseThrow();
            population
                    .value()
                    .excitability()
                    .map(settings -> new Drive.Excitability(
                            "excitability of " + population.name(),
                            to,
                            settings.target(),
                            settings.eta().value(),
                            settings.everyPs(),
                            settings.largest().value()))
                    .ifPresent(drives::add);
        }
        return new SpikingNetwork(
                scenario.time(),
                scenario.durationPs(),
                new RandomStreams(scenario.seed()),
                groups.built(),
                drives,
                all,
                new ModulatorBuilder(groups, episodes).all(scenario),
                episodes.map(builder -> builder.plan().episodes()),
                scenario.stopAbove());
    }

    private CellGroup population(String name, PopulationSettings settings) {
        Map<String, OwnValues> own = ownValues.getOrDefault(name, Map.of());
        Map<String, Distribution> start = new LinkedHashMap<>();
        settings.start()
                .forEach(law -> start.put(law.name(), law.value().value().distribution()));
        List<Distribution> parameters = new ArrayList<>();
        for (int i = 0; i < settings.neuron().parameters().size(); i++) {
            OwnValues values =
                    own.get(settings.neuron().model().parameters().get(i).name());
            parameters.add(
                    values == null ? settings.neuron().parameters().get(i).distribution() : values);
        }
        own.forEach((column, values) -> {
            if (settings.neuron().model().indexOf(column) < 0) {
                start.put(column, values);
            }
        });
        return new CellGroup.Population(
                name, settings.size(), settings.neuron().model(), parameters, start, settings.sign());
    }

    /** Samples of the task as the network is presented them, once the network was made. */
    public List<Presentation> presented(List<Sample> others) {
        return episodes.orElseThrow().presented(others);
    }

    /** The plan of recording, once the network was made. */
    public SpikingPlan plan(SpikingScenario scenario, SpikingNetwork network) {
        SpikingPlan ofCells = recording.plan(scenario.record());
        return new SpikingPlan(
                ofCells.spikes(),
                ofCells.probes(),
                weights.synapses(scenario.record(), network),
                weights.modulators(scenario.record()));
    }

    /** What does nothing, in the order of the file. */
    public List<Warning> warnings(SpikingScenario scenario, SpikingNetwork network) {
        return Idle.of(scenario, network, recording, report);
    }
}
