package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.Warning;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.spiking.ModulatorSettings;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RecordingSettings;
import io.dopaflow.scenarios.schema.spiking.Selection;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Finds what a scenario says that does nothing. */
final class Idle {
    private final SpikingScenario scenario;
    private final SpikingNetwork network;
    private final RecordingBuilder recording;
    private final Report report;
    private final List<Warning> warnings = new ArrayList<>();

    private Idle(SpikingScenario scenario, SpikingNetwork network, RecordingBuilder recording, Report report) {
        this.scenario = scenario;
        this.network = network;
        this.recording = recording;
        this.report = report;
    }

    /** The warnings, in the order of the file. */
    static List<Warning> of(
            SpikingScenario scenario, SpikingNetwork network, RecordingBuilder recording, Report report) {
        Idle idle = new Idle(scenario, network, recording, report);
        idle.findPopulations();
        idle.findSources();
        idle.findProjections();
        idle.findModulators();
        idle.findRecordings();
        idle.warnings.sort((a, b) -> a.place().compareTo(b.place()));
        return idle.warnings;
    }

    private void warn(String path, String text) {
        warnings.add(new Warning(report.place(path), path, text));
    }

    /** A neuron that has neither input nor a current of its own stays at rest. */
    private void findPopulations() {
        BitSet reached = new BitSet();
        network.drives().forEach(drive -> reached.set(drive.to()));
        for (Projection projection : network.projections()) {
            if (projection.rule().expected(network.ends(projection)) > 0) {
                reached.set(projection.to());
            }
        }
        for (int group = 0; group < network.groups().size(); group++) {
            if (network.groups().get(group) instanceof CellGroup.Population population
                    && !reached.get(group)
                    && population.start().isEmpty()
                    && !hasCurrent(population)) {
                warn(
                        "populations." + population.name(),
                        "nothing reaches it: no source, no projection that makes synapses, and I_e is 0");
            }
        }
    }

    private static boolean hasCurrent(CellGroup.Population population) {
        int place = population.model().indexOf("I_e");
        Distribution law = population.parameters().get(Math.max(0, place));
        return place < 0 || law.lowest() != 0 || law.highest() != 0;
    }

    private void findSources() {
        for (Named<SourceSettings> source : scenario.sources()) {
            if (source.value().neurons().filter(Idle::isEmpty).isPresent()) {
                warn("sources." + source.name() + ".neurons", "selects no neuron, so that the source reaches nothing");
            }
            boolean isUsed = source.value().size().isEmpty()
                    || network.projections().stream()
                            .anyMatch(projection -> network.groups()
                                    .get(projection.from())
                                    .name()
                                    .equals(source.name()));
            if (!isUsed) {
                warn("sources." + source.name(), "no projection comes from it, so that it reaches nothing");
            }
        }
    }

    private void findProjections() {
        int next = (int) network.projections().stream()
                .filter(projection -> projection.id() < 0)
                .count();
        for (int i = 0; i < scenario.projections().size(); i++) {
            ProjectionSettings entry = scenario.projections().get(i);
            if (entry.synapse().rule().isEmpty() && entry.axonalPs() > 0) {
                warn("projections." + i + ".axonal", "does nothing, as it matters to synapses with a rule alone");
            }
            for (int pair = 0; pair < entry.from().size() * entry.to().size(); pair++) {
                Projection projection = network.projections().get(next++);
                if (projection.rule().expected(network.ends(projection)) == 0) {
                    warn("projections." + i, projection.name() + " makes no synapse");
                }
            }
        }
    }

    private void findModulators() {
        for (Named<ModulatorSettings> modulator : scenario.modulators()) {
            boolean isHeard = scenario.projections().stream()
                    .flatMap(entry -> entry.synapse().modulator().stream())
                    .anyMatch(modulator.name()::equals);
            if (!isHeard) {
                warn("modulators." + modulator.name(), "no synapse listens to it: no rule has it as its modulator");
            }
            long after = modulator.value().script().stream()
                    .flatMap(script -> script.timesPs().stream())
                    .filter(time -> time > network.durationPs())
                    .count();
            if (after > 0) {
                warn("modulators." + modulator.name() + ".script", after + " of its times lie after the end");
            }
        }
    }

    private void findRecordings() {
        RecordingSettings record = scenario.record();
        if (record.spikes() instanceof RecordingSettings.OfGroups of) {
            if (of.groups().isEmpty()) {
                warn("record.spikes", "names no group, so that no spike is recorded; `none` says the same");
            }
            for (Named<Optional<Selection>> group : of.groups()) {
                if (group.value().filter(Idle::isEmpty).isPresent()) {
                    warn("record.spikes." + group.name(), "selects no neuron, so that none of its spikes is recorded");
                }
            }
        }
        for (int i = 0; i < record.states().size(); i++) {
            if (recording.isOfNothing(record.states().get(i))) {
                warn(recording.path(record, i), "selects no neuron or no variable, so that nothing is recorded");
            } else if (record.states().get(i).offsetPs()
                            + record.states().get(i).everyPs()
                    > network.durationPs()) {
                warn(recording.path(record, i), "its first time lies after the end, so that nothing is recorded");
            }
        }
    }

    private static boolean isEmpty(Selection selection) {
        return selection.ranges().isEmpty();
    }
}
