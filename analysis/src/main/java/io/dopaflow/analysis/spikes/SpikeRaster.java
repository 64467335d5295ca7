package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.plot.Figure;
import io.dopaflow.analysis.plot.RasterFigure;
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

/**
 * A raster of recorded spikes: neurons by depth from the top, window onsets and readouts, windows shaded between them, and
 * broadcast rewards. Silent readouts are not drawn.
 */
public final class SpikeRaster {
    /** Of a query without a limit, so many spikes at most are drawn: more can no longer be told apart. */
    public static final int MOST_SPIKES = 600;

    private SpikeRaster() {}

    /**
     * Draws the earliest spikes of a query.
     *
     * @param run what was recorded
     * @param name of the run, for the title
     * @param query which spikes
     * @return empty if there are none
     * @throws IllegalArgumentException if the query names a neuron or depth that there is not
     */
    public static Optional<Figure> figure(RunReader run, String name, SpikeQuery query) {
        List<SpikeRow> spikes = new ArrayList<>();
        run.spikes(query.limit().isPresent() ? query : query.atMost(MOST_SPIKES), spikes::add);
        return spikes.isEmpty() ? Optional.empty() : Optional.of(RasterFigure.of(raster(run, name, spikes)));
    }

    private static RasterFigure.Raster raster(RunReader run, String name, List<SpikeRow> spikes) {
        Map<Integer, Integer> rows = rows(run.network(), spikes);
        List<String> names = rows.keySet().stream()
                .map(neuron -> run.network().neuron(neuron).name())
                .toList();
        List<RasterFigure.Mark> onsets = new ArrayList<>();
        List<RasterFigure.Mark> readouts = new ArrayList<>();
        List<RasterFigure.Window> windows = new ArrayList<>();
        Map<Integer, SpikeRow> open = new HashMap<>();
        for (SpikeRow spike : spikes) {
            int row = rows.getOrDefault(spike.neuron(), 0);
            double time = VirtualTime.toMilliseconds(spike.timePs());
            if (spike.kind() == SpikeKind.ONSET) {
                onsets.add(new RasterFigure.Mark(time, row));
                open.put(spike.neuron(), spike);
                continue;
            }
            if (spike.amplitude() != 0) {
                readouts.add(new RasterFigure.Mark(time, row));
            }
            SpikeRow onset = open.remove(spike.neuron());
            if (onset != null && onset.opportunity() == spike.opportunity() && onset.cycle() == spike.cycle()) {
                windows.add(new RasterFigure.Window(row, VirtualTime.toMilliseconds(onset.timePs()), time));
            }
        }
        SpikeRow first = spikes.get(0);
        String title = name + ": spikes from opportunity " + first.opportunity() + ", cycle " + first.cycle();
        return new RasterFigure.Raster(title, names, onsets, readouts, windows, rewards(run, spikes));
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

    private static List<Double> rewards(RunReader run, List<SpikeRow> spikes) {
        long from = spikes.get(0).timePs();
        long to = spikes.get(spikes.size() - 1).timePs();
        List<Double> times = new ArrayList<>();
        run.rewards(reward -> {
            if (reward.timePs() >= from && reward.timePs() <= to) {
                times.add(VirtualTime.toMilliseconds(reward.timePs()));
            }
        });
        return times;
    }
}
