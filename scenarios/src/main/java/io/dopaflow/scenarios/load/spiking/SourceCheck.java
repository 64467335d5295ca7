package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.NeuronSettings;
import io.dopaflow.scenarios.schema.spiking.Selection;
import io.dopaflow.scenarios.schema.spiking.Signal;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that sources fit the populations that they reach, and makes the trains of spikes that are given. */
final class SourceCheck {
    private final Groups groups;
    private final SynapseCheck check;
    private final Grid grid;
    private final Report report;
    private final SpikeFiles files;
    private final Map<String, List<SpikeSource>> given = new HashMap<>();

    SourceCheck(Groups groups, SynapseCheck check, Grid grid, Report report, SpikeFiles files) {
        this.groups = groups;
        this.check = check;
        this.grid = grid;
        this.report = report;
        this.files = files;
    }

    /** The trains of sources whose spikes are given, by their names; without those in which something is wrong. */
    Map<String, List<SpikeSource>> given() {
        return given;
    }

    /**
     * Reports what is wrong with a source.
     *
     * @param source as far as it is right
     * @param isGroup whether projections come from it, rather than that it reaches populations itself
     */
    void check(String name, SourceSettings source, boolean isGroup) {
        String path = "sources." + name;
        if (source.signal() instanceof Signal.Spikes spikes && !report.isWrong(path + ".size")) {
            trains(path + ".spikes", spikes, source.size()).ifPresent(trains -> given.put(name, trains));
        } else if (source.signal() instanceof Signal.Current current) {
            checkCourse(path + ".current", current.course().value());
        }
        if (isGroup) {
            return;
        }
        for (int i = 0; i < source.to().size(); i++) {
            String target = source.to().get(i);
            if (groups.checkPopulation(path + ".to" + (source.to().size() > 1 ? "." + i : ""), target)) {
                checkTarget(path, source, target);
            }
        }
        if (!isCurrent(path, source)) {
            source.delayPs().ifPresent(delay -> check.delay(check.at(path + ".delay"), delay));
        }
    }

    private boolean isCurrent(String path, SourceSettings source) {
        return source.signal() instanceof Signal.Current || report.isWrong(path + ".current");
    }

    private void checkTarget(String path, SourceSettings source, String target) {
        Optional<Integer> size = groups.size(target);
        int largest = source.neurons().map(Selection::largest).orElse(-1);
        if (size.isPresent() && largest >= size.get()) {
            report.wrong(
                    path + ".neurons",
                    "neuron " + largest,
                    "from 0 to " + (size.get() - 1) + ", the neurons of " + target);
        }
        if (!isCurrent(path, source)) {
            source.weight().ifPresent(weight -> check.unit(check.at(path + ".weight"), weight, target));
        } else if (source.signal() instanceof Signal.Current current) {
            checkUnit(path + ".current", current.course().unit(), target);
        }
    }

    private void checkUnit(String path, String found, String target) {
        Optional<NeuronSettings> neuron = groups.neuron(target);
        if (neuron.isEmpty()) {
            return;
        }
        NeuronModel model = neuron.get().model();
        String unit = model.parameters().get(model.indexOf("I_e")).unit();
        if (!unit.equals(found)) {
            report.wrong(
                    path,
                    "a current in " + found,
                    "a current in " + Quantities.in(unit).units() + ", as " + target + " is "
                            + neuron.get().modelText());
        }
    }

    private Optional<List<SpikeSource>> trains(String path, Signal.Spikes spikes, Optional<Integer> size) {
        return spikes.file().isPresent()
                ? files.read(path + ".file", spikes.file().get(), size, grid)
                : SpikeTimes.train(path + ".times", spikes.timesPs(), grid, report)
                        .map(train -> Collections.nCopies(size.orElse(1), train));
    }

    private void checkCourse(String path, Signal.CurrentCourse course) {
        boolean isSine = course instanceof Signal.CurrentCourse.Sine;
        if (grid.isPrecise() && (isSine || course instanceof Signal.CurrentCourse.Noise)) {
            report.wrong(
                    path + (isSine ? ".sine" : ".noise"),
                    isSine ? "a sine with time: precise" : "noise with time: precise",
                    "amplitude or steps; or time: {grid: 0.1 ms}");
        }
        if (course instanceof Signal.CurrentCourse.Steps steps) {
            for (int i = 0; i < steps.steps().size(); i++) {
                grid.check(path + ".steps." + i + ".from", steps.steps().get(i).fromPs());
            }
        } else if (course instanceof Signal.CurrentCourse.Constant constant) {
            constant.fromPs().ifPresent(from -> grid.check(path + ".from", from));
            constant.toPs().ifPresent(to -> grid.check(path + ".to", to));
        } else if (course instanceof Signal.CurrentCourse.Noise noise && !grid.isPrecise()) {
            noise.everyPs().ifPresent(every -> grid.checkPositive(path + ".noise.every", every));
        }
    }
}
