package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.run.SpikeRow;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * A raster of a run of learning cycles: a row for each neuron, by depth from the top, window onsets and readouts, windows
 * shaded between them, and broadcast rewards. Silent readouts are not drawn.
 */
public final class CycleRaster {
    /** Of a query without a limit, so many spikes at most are drawn: more can no longer be told apart. */
    public static final int MOST_SPIKES = 600;

    /** So many in a row on average. */
    private static final long MOST_IN_ROW = 45;

    private static final double ROW = 0.09;
    private static final double MARGIN = 0.01;

    private final Map<Integer, Integer> rows;
    private final Series onsets = new Series();
    private final Series readouts = new Series();
    private final DoubleStream.Builder spanRows = DoubleStream.builder();
    private final DoubleStream.Builder spanStarts = DoubleStream.builder();
    private final DoubleStream.Builder spanEnds = DoubleStream.builder();

    private CycleRaster(Network network, List<SpikeRow> spikes) {
        this.rows = rows(network, spikes);
        Map<Integer, SpikeRow> open = new HashMap<>();
        for (SpikeRow spike : spikes) {
            int row = rows.getOrDefault(spike.neuron(), 0);
            double time = VirtualTime.toMilliseconds(spike.timePs());
            if (spike.kind() == SpikeKind.ONSET) {
                onsets.add(time, row);
                open.put(spike.neuron(), spike);
                continue;
            }
            if (spike.amplitude() != 0) {
                readouts.add(time, row);
            }
            SpikeRow onset = open.remove(spike.neuron());
            if (onset != null && onset.opportunity() == spike.opportunity() && onset.cycle() == spike.cycle()) {
                spanRows.add(row);
                spanStarts.add(VirtualTime.toMilliseconds(onset.timePs()));
                spanEnds.add(time);
            }
        }
    }

    /** Points that are gathered. */
    private static final class Series {
        private final DoubleStream.Builder x = DoubleStream.builder();
        private final DoubleStream.Builder y = DoubleStream.builder();

        void add(double time, int row) {
            x.add(time);
            y.add(row);
        }

        Mark.Points points(String name, Ink ink, Mark.Shape shape) {
            return new Mark.Points(name, ink, x.build().toArray(), y.build().toArray(), shape);
        }
    }

    /**
     * The earliest spikes of a query.
     *
     * @param run what was recorded
     * @param query which spikes
     * @return empty if there are none
     * @throws IllegalArgumentException if the query names a neuron or depth that there is not
     */
    public static Optional<Figure> of(RunReader run, SpikeQuery query) {
        int neurons = query.neurons().isEmpty()
                ? run.network().neuronCount()
                : query.neurons().size();
        long most = query.limit().orElse(Math.min(MOST_SPIKES, MOST_IN_ROW * neurons));
        List<SpikeRow> spikes = new ArrayList<>();
        run.spikes(query.atMost(most + 1), spikes::add);
        if (spikes.isEmpty()) {
            return Optional.empty();
        }
        boolean isCut = spikes.size() > most;
        List<SpikeRow> drawn = isCut ? spikes.subList(0, (int) most) : spikes;
        return Optional.of(new CycleRaster(run.network(), drawn).figure(run, drawn, isCut));
    }

    private Figure figure(RunReader run, List<SpikeRow> spikes, boolean isCut) {
        List<String> names = rows.keySet().stream()
                .map(neuron -> run.network().neuron(neuron).name())
                .toList();
        double from = VirtualTime.toMilliseconds(spikes.get(0).timePs());
        double to = VirtualTime.toMilliseconds(spikes.get(spikes.size() - 1).timePs());
        double margin = to > from ? MARGIN * (to - from) : 1;
        List<Mark> marks = List.of(
                new Mark.Rules("reward", Ink.GREEN, rewards(run, spikes)),
                new Mark.Spans(
                        "integration window",
                        Ink.SKY,
                        spanRows.build().toArray(),
                        spanStarts.build().toArray(),
                        spanEnds.build().toArray()),
                onsets.points("window onset", Ink.SKY, Mark.Shape.TICK),
                readouts.points("readout", Ink.VERMILLION, Mark.Shape.CIRCLE));
        SpikeRow first = spikes.get(0);
        return new Figure(
                run.manifest().name() + ": spikes from opportunity " + first.opportunity() + ", cycle " + first.cycle(),
                1,
                List.of(new Panel(
                        "",
                        Axis.linear("time", "ms", from - margin, to + margin),
                        Axis.rows("", names),
                        Math.max(0.4, ROW * names.size()),
                        marks)),
                isCut
                        ? List.of("The earliest " + spikes.size() + " spikes are drawn; more were recorded.")
                        : List.of());
    }

    /** The row of each neuron: by depth, then by id. */
    private static Map<Integer, Integer> rows(Network network, List<SpikeRow> spikes) {
        TreeMap<Long, Integer> byDepth = new TreeMap<>();
        for (SpikeRow spike : spikes) {
            byDepth.put(((long) network.depthOf(spike.neuron()) << 32) | spike.neuron(), spike.neuron());
        }
        Map<Integer, Integer> rows = new LinkedHashMap<>();
        byDepth.values().forEach(neuron -> rows.put(neuron, rows.size()));
        return rows;
    }

    private static double[] rewards(RunReader run, List<SpikeRow> spikes) {
        long from = spikes.get(0).timePs();
        long to = spikes.get(spikes.size() - 1).timePs();
        DoubleStream.Builder times = DoubleStream.builder();
        run.rewards(reward -> {
            if (reward.timePs() >= from && reward.timePs() <= to) {
                times.add(VirtualTime.toMilliseconds(reward.timePs()));
            }
        });
        return times.build().toArray();
    }
}
