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
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.PoissonTrain;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.spiking.Selection;
import io.dopaflow.scenarios.schema.spiking.Signal;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes drives, groups of trains and their projections of sources. What is keyed by a source depends on its place in the file alone. */
final class SourceBuilder {
    /** Ids of sources count down from -1, so that those of projections do not depend on how many sources there are. */
    private static final int IDS_OF_ONE = 10_001;

    private final Groups groups;
    private final Map<String, List<SpikeSource>> given;
    private final TimeMode time;
    private final RandomStreams streams;
    private final long durationPs;
    private final List<Drive> drives = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();

    /**
     * A builder.
     *
     * @param groups the populations, made
     * @param given the trains of sources whose spikes are given
     */
    SourceBuilder(Groups groups, Map<String, List<SpikeSource>> given, SpikingScenario scenario) {
        this.groups = groups;
        this.given = given;
        this.time = scenario.time();
        this.streams = new RandomStreams(scenario.seed());
        this.durationPs = scenario.durationPs();
    }

    List<Drive> drives() {
        return drives;
    }

    List<Projection> projections() {
        return projections;
    }

    /** Adds what a source gives. */
    void add(int place, String name, SourceSettings source) {
        int id = -1 - place * IDS_OF_ONE;
        if (source.size().isPresent()) {
            groups.add(new CellGroup.Trains(
                    name, trains(id, name, source, source.size().get())));
        } else if (source.signal() instanceof Signal.Current current) {
            for (int i = 0; i < source.to().size(); i++) {
                addCurrent(
                        own(name, source, i),
                        id - 1 - i,
                        source,
                        current,
                        source.to().get(i));
            }
        } else {
            addSpikes(id, name, source);
        }
    }

    /** The name of the part of a source that reaches one population. */
    private static String own(String name, SourceSettings source, int target) {
        return source.to().size() == 1 ? name : name + "->" + source.to().get(target);
    }

    private void addSpikes(int id, String name, SourceSettings source) {
        if (!(source.signal() instanceof Signal.Poisson)) {
            int from = groups.add(new CellGroup.Trains(name, trains(id, name, source, 1)));
            for (int i = 0; i < source.to().size(); i++) {
                project(id - 1 - i, name, from, source, source.to().get(i), false);
            }
            return;
        }
        for (int i = 0; i < source.to().size(); i++) {
            String target = source.to().get(i);
            String own = own(name, source, i);
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
        drives.add(new Drive.Poisson(
                name,
                id,
                groups.place(target).orElseThrow(),
                poisson.rate().rate(),
                source.weight().orElseThrow().value().distribution(),
                source.delayPs().orElseThrow()));
    }

    /** From one cell to all, or from each cell to one of some neurons. */
    private void project(int id, String name, int from, SourceSettings source, String target, boolean isOneToOne) {
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
                groups.place(target).orElseThrow(),
                rule,
                source.weight().orElseThrow().value().distribution(),
                new Distribution.Constant(
                        VirtualTime.toMilliseconds(source.delayPs().orElseThrow()))));
    }

    private List<SpikeSource> trains(int id, String name, SourceSettings source, int size) {
        return source.signal() instanceof Signal.Spikes
                ? Objects.requireNonNull(given.get(name), name)
                : source.signal() instanceof Signal.Regular regular
                        ? Collections.nCopies(size, regular.train())
                        : poisson(id, source, size);
    }

    private List<SpikeSource> poisson(int id, SourceSettings source, int size) {
        Signal.Poisson poisson = (Signal.Poisson) source.signal();
        List<SpikeSource> trains = new ArrayList<>(size);
        for (int cell = 0; cell < size; cell++) {
            trains.add(new PoissonTrain(poisson.rate().rate(), streams, id, 0, cell));
        }
        return trains;
    }

    private void addCurrent(String name, int id, SourceSettings source, Signal.Current current, String target) {
        IntFunction<CurrentSource> all = source(current.course().value(), id);
        IntFunction<CurrentSource> some = source.neurons()
                .map(Selection::numbers)
                .<IntFunction<CurrentSource>>map(chosen -> neuron -> Arrays.binarySearch(chosen, neuron) >= 0
                        ? all.apply(neuron)
                        : new CurrentSource.Steps(new long[0], new double[0]))
                .orElse(all);
        drives.add(new Drive.Current(name, groups.place(target).orElseThrow(), some));
    }

    private IntFunction<CurrentSource> source(Signal.CurrentCourse course, int id) {
        if (course instanceof Signal.CurrentCourse.Noise noise) {
            long step = ((TimeMode.Grid) time).stepPs();
            RandomStreams own = streams.derived(id, 0);
            return neuron -> new CurrentSource.Noise(
                    noise.law(), noise.mean(), noise.spread(), noise.everyPs().orElse(step), step, own, neuron);
        }
        CurrentSource common = course instanceof Signal.CurrentCourse.Sine sine
                ? new CurrentSource.Sinusoid(sine.offset(), sine.amplitude(), sine.frequency(), sine.phase())
                : course instanceof Signal.CurrentCourse.Steps steps
                        ? steps.source()
                        : ((Signal.CurrentCourse.Constant) course).source(durationPs);
        return neuron -> common;
    }
}
