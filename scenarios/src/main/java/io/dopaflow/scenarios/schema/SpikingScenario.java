package io.dopaflow.scenarios.schema;

import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings;
import io.dopaflow.scenarios.schema.spiking.ModulatorSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RecordingSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSettings;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A scenario of a network that spikes freely. Every default is resolved.
 *
 * @param name a short name, part of the names of run directories
 * @param description what it shows and what to look at; may be empty
 * @param seed decides every random number of a run
 * @param engine what executes it
 * @param durationPs biological time that a run takes, in ps
 * @param time how virtual time is used
 * @param populations neurons
 * @param sources what comes from outside
 * @param projections synapses between populations, and from sources that have a size
 * @param modulators substances that synapses listen to
 * @param rewards what releases modulators, and for what
 * @param task whose samples episodes present, if these come from a data set
 * @param episodes if the run is divided into them
 * @param record what is kept
 * @param stopAbove the mean rate of a population, in Hz, above which a run is stopped
 */
public record SpikingScenario(
        String name,
        String description,
        long seed,
        EngineChoice engine,
        long durationPs,
        TimeMode time,
        List<Named<PopulationSettings>> populations,
        List<Named<SourceSettings>> sources,
        List<ProjectionSettings> projections,
        List<Named<ModulatorSettings>> modulators,
        List<RewardSettings> rewards,
        Optional<TaskSettings> task,
        Optional<EpisodeSettings> episodes,
        RecordingSettings record,
        double stopAbove)
        implements Scenario {

    /** Copies the lists. */
    public SpikingScenario {
        populations = List.copyOf(populations);
        sources = List.copyOf(sources);
        projections = List.copyOf(projections);
        modulators = List.copyOf(modulators);
        rewards = List.copyOf(rewards);
    }

    @Override
    public Family model() {
        return Family.SPIKING_NETWORK;
    }

    /** The same scenario, with other paths of its files. */
    public SpikingScenario withFiles(UnaryOperator<String> paths) {
        return new SpikingScenario(
                name,
                description,
                seed,
                engine,
                durationPs,
                time,
                populations.stream()
                        .map(population -> new Named<>(
                                population.name(), population.value().withFile(paths)))
                        .toList(),
                sources.stream()
                        .map(source -> new Named<>(source.name(), source.value().withFile(paths)))
                        .toList(),
                projections.stream().map(entry -> entry.withFile(paths)).toList(),
                modulators,
                rewards,
                task.map(settings -> settings.withFile(paths)),
                episodes,
                record,
                stopAbove);
    }
}
