package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.PoissonTrain;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import io.dopaflow.scenarios.schema.spiking.Selection;
import io.dopaflow.scenarios.schema.spiking.Signal;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes drives, groups of trains and their projections of sources. What is keyed by a source depends on its place in the file alone. */
final class SourceBuilder {
    /** Ids of sources count down from -1, so that those of projections do not depend on how many sources there are. */
    private static final int IDS_OF_ONE = 10_001;

    private final Groups groups;
    private final SynapseCheck check;
    private final Grid grid;
    private final Report report;
    private final SpikeFiles files;
    private final RandomStreams streams;
    private final long durationPs;
    private final List<Drive> drives = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();

    SourceBuilder(
            Groups groups,
            SynapseCheck check,
            Grid grid,
            Report report,
            SpikeFiles files,
            RandomStreams streams,
            long durationPs) {
        this.groups = groups;
        this.check = check;
        this.grid = grid;
        this.report = report;
        this.files = files;
        this.streams = streams;
        this.durationPs = durationPs;
    }

    List<Drive> drives() {
        return drives;
    }

    List<Projection> projections() {
        return projections;
    }

    /** Adds what a source gives. */
    void add(int place, String name, SourceSettings source) {
        String path = "sources." + name;
        int id = -1 - place * IDS_OF_ONE;
        if (source.size().isPresent()) {
            trains(path, id, source, source.size().get())
                    .ifPresent(trains -> groups.add(new CellGroup.Trains(name, trains)));
            return;
        }
        boolean known = true;
        for (int i = 0; i < source.to().size(); i++) {
            String target = source.to().get(i);
            String toPath = path + ".to" + (source.to().size() > 1 ? "." + i : "");
            known = groups.checkPopulation(toPath, target) && known;
            known = checkNeurons(path + ".neurons", source, target) && known;
            source.weight().ifPresent(weight -> check.unit(path + ".weight", weight, target));
        }
        source.delayPs().ifPresent(delay -> check.delay(path + ".delay", delay));
        if (source.signal() instanceof Signal.Current current) {
            checkCurrent(path + ".current", current.course().value());
            if (known) {
                source.to().forEach(target -> addCurrent(path, id, name, source, current, target));
            }
        } else if (known) {
            addSpikes(path, id, name, source);
        }
    }

    /** Whether the chosen neurons exist; reports it otherwise, where the population is right. */
    private boolean checkNeurons(String path, SourceSettings source, String target) {
        Optional<Integer> size = groups.size(target);
        int largest = source.neurons().map(Selection::largest).orElse(-1);
        boolean exist = largest < size.orElse(0);
        if (size.isPresent() && !exist) {
            report.wrong(path, "neuron " + largest, "from 0 to " + (size.get() - 1) + ", the neurons of " + target);
        }
        return exist;
    }

    private void addSpikes(String path, int id, String name, SourceSettings source) {
        boolean isPoisson = source.signal() instanceof Signal.Poisson;
        if (!isPoisson) {
            Optional<List<SpikeSource>> train = trains(path, id, source, 1);
            train.ifPresent(one -> {
                int from = groups.add(new CellGroup.Trains(name, one));
                for (int i = 0; i < source.to().size(); i++) {
                    project(id - 1 - i, name, from, source, source.to().get(i), false);
                }
            });
            return;
        }
        for (int i = 0; i < source.to().size(); i++) {
            String target = source.to().get(i);
            String own = source.to().size() == 1 ? name : name + "->" + target;
            Optional<int[]> neurons = source.neurons().map(Selection::numbers);
            if (neurons.isEmpty()) {
                addPoisson(own, id - 1 - i, source, target);
            } else if (neurons.get().length > 0) {
                int from = groups.add(new CellGroup.Trains(own, poisson(id - 1 - i, source, neurons.get().length)));
                project(id - 1 - i, own, from, source, target, true);
            }
        }
    }

    private void addPoisson(String name, int id, SourceSettings source, String target) {
        Signal.Poisson poisson = (Signal.Poisson) source.signal();
        groups.place(target)
                .ifPresent(to -> drives.add(new Drive.Poisson(
                        name,
                        id,
                        to,
                        poisson.rate().rate(),
                        source.weight().orElseThrow().value().distribution(),
                        source.delayPs().orElseThrow())));
    }

    /** From one cell to all, or from each cell to one of some neurons. */
    private void project(int id, String name, int from, SourceSettings source, String target, boolean isOneToOne) {
        Optional<Integer> to = groups.place(target);
        if (to.isEmpty()) {
            return;
        }
        ConnectionRule rule = source.neurons()
                .<ConnectionRule>map(chosen -> {
                    int[] neurons = chosen.numbers();
                    int[] cells =
                            isOneToOne ? IntStream.range(0, neurons.length).toArray() : new int[neurons.length];
                    return new ExplicitList(cells, neurons);
                })
                .orElseGet(AllToAll::new);
        projections.add(new Projection(
                name.contains("->") ? name : name + "->" + target,
                id,
                from,
                to.get(),
                rule,
                source.weight().orElseThrow().value().distribution(),
                new Distribution.Constant(
                        VirtualTime.toMilliseconds(source.delayPs().orElseThrow()))));
    }

    private Optional<List<SpikeSource>> trains(String path, int id, SourceSettings source, int size) {
        if (source.signal() instanceof Signal.Spikes spikes) {
            return spikes.file().isPresent()
                    ? files.read(path + ".spikes.file", spikes.file().get(), source.size(), grid)
                    : SpikeTimes.train(path + ".spikes.times", spikes.timesPs(), grid, report)
                            .map(train -> Collections.nCopies(size, train));
        }
        return Optional.of(
                source.signal() instanceof Signal.Regular regular
                        ? Collections.nCopies(size, regular.train())
                        : poisson(id, source, size));
    }

    private List<SpikeSource> poisson(int id, SourceSettings source, int size) {
        Signal.Poisson poisson = (Signal.Poisson) source.signal();
        List<SpikeSource> trains = new ArrayList<>(size);
        for (int cell = 0; cell < size; cell++) {
            trains.add(new PoissonTrain(poisson.rate().rate(), streams, id, 0, cell));
        }
        return trains;
    }

    private void checkCurrent(String path, Signal.CurrentCourse course) {
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

    private void addCurrent(
            String path, int id, String name, SourceSettings source, Signal.Current current, String target) {
        Optional<PopulationSettings> settings = groups.settings(target);
        if (settings.isEmpty()) {
            return;
        }
        NeuronModel model = settings.get().neuron().model();
        String unit = model.parameters().get(model.indexOf("I_e")).unit();
        if (!unit.equals(current.course().unit())) {
            report.wrong(
                    path + ".current",
                    "a current in " + current.course().unit(),
                    "a current in " + Quantities.in(unit).units() + ", as " + target + " is "
                            + settings.get().neuron().modelText());
            return;
        }
        if (grid.isPrecise()
                && !(current.course().value() instanceof Signal.CurrentCourse.Constant
                        || current.course().value() instanceof Signal.CurrentCourse.Steps)) {
            return;
        }
        int i = source.to().indexOf(target);
        String own = source.to().size() == 1 ? name : name + "->" + target;
        IntFunction<CurrentSource> all = source(current.course().value(), id - 1 - i);
        IntFunction<CurrentSource> some = source.neurons()
                .map(Selection::numbers)
                .<IntFunction<CurrentSource>>map(chosen -> neuron -> Arrays.binarySearch(chosen, neuron) >= 0
                        ? all.apply(neuron)
                        : new CurrentSource.Steps(new long[0], new double[0]))
                .orElse(all);
        groups.place(target).ifPresent(to -> drives.add(new Drive.Current(own, to, some)));
    }

    private IntFunction<CurrentSource> source(Signal.CurrentCourse course, int id) {
        if (course instanceof Signal.CurrentCourse.Noise noise) {
            long step = ((TimeMode.Grid) grid.time()).stepPs();
            RandomStreams own = streams.derived(id, 0);
            return neuron -> new CurrentSource.Noise(
                    noise.mean(), noise.sd(), noise.everyPs().orElse(step), step, own, neuron);
        }
        CurrentSource common = course instanceof Signal.CurrentCourse.Sine sine
                ? new CurrentSource.Sinusoid(sine.offset(), sine.amplitude(), sine.frequency(), sine.phase())
                : course instanceof Signal.CurrentCourse.Steps steps
                        ? steps.source()
                        : ((Signal.CurrentCourse.Constant) course).source(durationPs);
        return neuron -> common;
    }
}
