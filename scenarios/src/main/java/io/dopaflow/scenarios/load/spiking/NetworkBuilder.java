package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.Warning;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.SpikingSchema;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationsType;
import io.dopaflow.scenarios.schema.spiking.ProjectionSchema;
import io.dopaflow.scenarios.schema.spiking.SourceSchema;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the network of a scenario. Sections that are right are checked against one another although others are wrong, so that
 * everything is reported at once.
 */
public final class NetworkBuilder {
    private static final int MOST_CELLS = Integer.MAX_VALUE - 8;

    private final Report report;
    private final Groups groups;
    private final Grid grid;
    private final SourceBuilder sources;
    private final ProjectionBuilder projections;
    private final RecordingBuilder recording;

    /**
     * A builder.
     *
     * @param values of the document that are right
     * @param seed of the run
     * @param folder what paths of files are relative to
     */
    public NetworkBuilder(Report report, Values values, long seed, Path folder) {
        this.report = report;
        this.grid = new Grid(values.find(SpikingSchema.TIME).orElse(new TimeMode.Precise()), report);
        this.groups = new Groups(report);
        SynapseCheck check = new SynapseCheck(groups, grid, report);
        this.sources = new SourceBuilder(
                groups,
                check,
                grid,
                report,
                new SpikeFiles(folder, report),
                new RandomStreams(seed),
                values.find(SpikingSchema.DURATION).orElse(Long.MAX_VALUE));
        this.projections = new ProjectionBuilder(
                groups, check, report, new SynapseLists(new SynapseFiles(folder, report), check, report));
        this.recording = new RecordingBuilder(groups, grid, report);
        values.find(SpikingSchema.DURATION).ifPresent(duration -> grid.checkPositive("duration", duration));
        addPopulations();
        addSources();
        addProjections();
        checkCells();
        values.find(SpikingSchema.RECORD).ifPresent(recording::check);
    }

    private Optional<Node> section(String name) {
        return report.document() instanceof Node.Mapping mapping
                ? mapping.find(name).map(Node.Entry::value)
                : Optional.empty();
    }

    private static List<String> names(Optional<Node> section) {
        return section.filter(Node.Mapping.class::isInstance)
                .map(node -> ((Node.Mapping) node)
                        .entries().stream().map(Node.Entry::key).toList())
                .orElse(List.of());
    }

    private void addPopulations() {
        Optional<Node> section = section(SpikingSchema.POPULATIONS.name());
        names(section).forEach(name -> groups.population(name, Optional.empty()));
        List<Named<PopulationSettings>> right =
                section.map(PopulationsType::outline).orElse(List.of());
        PopulationBuilder builder = new PopulationBuilder(grid, report);
        for (Named<PopulationSettings> population : right) {
            groups.population(population.name(), Optional.of(population.value()));
            groups.add(builder.build(population.name(), population.value()));
        }
    }

    private void addSources() {
        Optional<Node> section = section(SpikingSchema.SOURCES.name());
        List<String> names = names(section);
        List<Named<SourceSettings>> right =
                section.map(SourceSchema.ALL::outline).orElse(List.of());
        for (String name : names) {
            if (groups.populations().contains(name)) {
                report.wrong("sources." + name, "a source called like a population", "a name of its own");
            }
        }
        right.forEach(source -> groups.source(source.name(), source.value().size()));
        names.stream()
                .filter(name -> right.stream().noneMatch(source -> source.name().equals(name)))
                .forEach(groups::wrongSource);
        right.forEach(source -> sources.add(names.indexOf(source.name()), source.name(), source.value()));
    }

    private void addProjections() {
        section(SpikingSchema.PROJECTIONS.name())
                .ifPresent(node -> ProjectionSchema.ALL.outline(node).forEach(projections::add));
    }

    private void checkCells() {
        long cells = groups.built().stream().mapToLong(CellGroup::size).sum();
        if (cells > MOST_CELLS) {
            report.wrong("populations", cells + " neurons and cells of sources", "at most " + MOST_CELLS);
        }
    }

    /** The network, where nothing was reported. */
    public SpikingNetwork network(SpikingScenario scenario) {
        List<Projection> all = new ArrayList<>(sources.projections());
        all.addAll(projections.built());
        return new SpikingNetwork(
                scenario.time(),
                scenario.durationPs(),
                new RandomStreams(scenario.seed()),
                groups.built(),
                sources.drives(),
                all,
                scenario.stopAbove());
    }

    /** The plan of recording, where nothing was reported. */
    public SpikingPlan plan(SpikingScenario scenario) {
        return recording.plan(scenario.record());
    }

    /** What does nothing, in the order of the file. */
    public List<Warning> warnings(SpikingScenario scenario, SpikingNetwork network) {
        return Idle.of(scenario, network, recording, report);
    }
}
