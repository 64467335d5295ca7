package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.ConnectSettings;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RecordingSettings;
import io.dopaflow.scenarios.schema.spiking.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks that there are the synapses and modulators that are to be recorded, and makes their probes. */
final class WeightRecording {
    private final Grid grid;
    private final Report report;
    private final List<String> modulators;
    private final Map<String, ProjectionSettings> projections = new LinkedHashMap<>();

    /**
     * Of a scenario.
     *
     * @param entries of projections, as far as they are known, in their order
     * @param modulators the names of all modulators
     */
    WeightRecording(Grid grid, Report report, Iterable<ProjectionSettings> entries, List<String> modulators) {
        this.grid = grid;
        this.report = report;
        this.modulators = List.copyOf(modulators);
        ProjectionNames names = new ProjectionNames();
        for (ProjectionSettings entry : entries) {
            for (String source : entry.from()) {
                entry.to().forEach(target -> projections.put(names.next(entry, source, target), entry));
            }
        }
    }

    private static boolean learns(ProjectionSettings entry) {
        return entry.synapse().learns();
    }

    /** Whether a name in a recording means a projection. */
    private static Predicate<String> named(String of) {
        return name -> name.equals(of) || name.startsWith(of + ":");
    }

    /** Reports what is wrong with what is recorded. */
    void check(RecordingSettings record) {
        record.weights()
                .filter(RecordingSettings.OfProjections.class::isInstance)
                .map(RecordingSettings.OfProjections.class::cast)
                .ifPresent(weights -> {
                    for (int i = 0; i < weights.projections().size(); i++) {
                        check(path(weights, i), weights.projections().get(i));
                    }
                });
        for (Named<Long> modulator : record.modulators()) {
            String path = "record.modulators." + modulator.name();
            grid.checkPositive(path, modulator.value());
            if (!modulators.contains(modulator.name())) {
                report.wrong(
                        path,
                        modulator.name().isEmpty() ? "nothing" : modulator.name(),
                        modulators.isEmpty()
                                ? "nothing, as there are no modulators"
                                : "the name of a modulator: " + String.join(" | ", modulators)
                                        + Nearest.hint(modulator.name(), modulators));
            }
        }
    }

    private String path(RecordingSettings.OfProjections weights, int place) {
        boolean isSingle = weights.projections().size() == 1
                && report.place("record.weights.0").equals(report.place("record.weights"));
        return isSingle ? "record.weights" : "record.weights." + place;
    }

    private void check(String path, RecordingSettings.WeightsOf weights) {
        weights.everyPs().ifPresent(every -> grid.checkPositive(path + ".every", every));
        if (weights.of().isEmpty()) {
            return;
        }
        List<ProjectionSettings> meant = projections.entrySet().stream()
                .filter(projection -> named(weights.of()).test(projection.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        List<String> learning = projections.entrySet().stream()
                .filter(projection -> learns(projection.getValue()))
                .flatMap(projection ->
                        Stream.concat(projection.getValue().name().stream(), Stream.of(projection.getKey())))
                .distinct()
                .toList();
        if (meant.stream().noneMatch(WeightRecording::learns) && !report.isWrong("projections")) {
            report.wrong(
                    path + ".of",
                    weights.of() + (meant.isEmpty() ? "" : ", whose weights do not change"),
                    learning.isEmpty()
                            ? "a projection whose synapses learn; there is none"
                            : "a projection whose synapses learn: " + String.join(" | ", learning)
                                    + Nearest.hint(weights.of(), learning));
        }
        for (ProjectionSettings entry : meant) {
            if (entry.connect() instanceof ConnectSettings.ByList by) {
                checkNumbers(path, weights, by.synapses().size());
            }
        }
    }

    private void checkNumbers(String path, RecordingSettings.WeightsOf weights, long synapses) {
        weights.synapses()
                .map(Selection::largest)
                .filter(largest -> largest >= synapses && !report.isWrong(path + ".synapses"))
                .ifPresent(largest -> report.wrong(
                        path + ".synapses",
                        "synapse " + largest,
                        "from 0 to " + (synapses - 1) + ", the synapses of " + weights.of()));
    }

    /** The probes of synapses. */
    List<SynapseProbe> synapses(RecordingSettings record, SpikingNetwork network) {
        RecordingSettings.Weights weights = record.weights().orElse(RecordingSettings.Ends.NONE);
        if (weights == RecordingSettings.Ends.ENDS) {
            return places(network, name -> true)
                    .mapToObj(place -> new SynapseProbe(place, new int[0], Long.MAX_VALUE))
                    .toList();
        }
        List<SynapseProbe> probes = new ArrayList<>();
        if (weights instanceof RecordingSettings.OfProjections some) {
            for (RecordingSettings.WeightsOf of : some.projections()) {
                if (!selectsNothing(of)) {
                    places(network, named(of.of()))
                            .mapToObj(place -> new SynapseProbe(
                                    place,
                                    of.synapses().map(Selection::numbers).orElse(new int[0]),
                                    of.everyPs().orElse(Long.MAX_VALUE)))
                            .forEach(probes::add);
                }
            }
        }
        return probes;
    }

    private static boolean selectsNothing(RecordingSettings.WeightsOf of) {
        return of.synapses().filter(chosen -> chosen.ranges().isEmpty()).isPresent();
    }

    private static IntStream places(SpikingNetwork network, Predicate<String> names) {
        return IntStream.range(0, network.projections().size()).filter(place -> {
            Projection projection = network.projections().get(place);
            return projection.model().learns() && names.test(projection.name());
        });
    }

    /** The probes of modulators. */
    List<ModulatorProbe> modulators(RecordingSettings record) {
        return record.modulators().stream()
                .map(modulator -> new ModulatorProbe(modulators.indexOf(modulator.name()), modulator.value()))
                .toList();
    }
}
