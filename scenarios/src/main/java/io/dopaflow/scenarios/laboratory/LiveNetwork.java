package io.dopaflow.scenarios.laboratory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/** A network that spikes freely as it runs: the rates of its populations, and the spikes of some of its neurons. */
final class LiveNetwork implements Live, SpikingRecorder {
    private static final int MOST_ROWS = 120;
    private static final int MOST_SPIKES = 2000;
    private static final double MS_PER_SECOND = 1000;

    private final SpikingNetwork network;
    private final int[] rows;
    private final AtomicLongArray counts;
    private final long[] told;
    private final double[] timesMs = new double[MOST_SPIKES];
    private final int[] rowsOfSpikes = new int[MOST_SPIKES];
    private long arrived;
    private volatile long doneMs;
    private volatile long plannedMs;
    private long toldMs;

    LiveNetwork(SpikingNetwork network) {
        this.network = network;
        this.counts = new AtomicLongArray(network.groups().size());
        this.told = new long[network.groups().size()];
        int cells = network.cells();
        this.rows = new int[cells];
        Arrays.fill(rows, -1);
        int shown = Math.min(MOST_ROWS, cells);
        for (int row = 0; row < shown; row++) {
            rows[(int) ((long) row * cells / shown)] = row;
        }
    }

    @Override
    public Optional<SpikingRecorder> networkRecords() {
        return Optional.of(this);
    }

    @Override
    public void onProgress(long done, long planned) {
        doneMs = done;
        plannedMs = planned;
    }

    @Override
    public void spikes(long[] timesPs, int[] cells, int count) {
        long[] byGroup = new long[told.length];
        boolean anyShown = false;
        for (int i = 0; i < count; i++) {
            byGroup[network.groupOf(cells[i])]++;
            anyShown |= rows[cells[i]] >= 0;
        }
        for (int group = 0; group < byGroup.length; group++) {
            if (byGroup[group] > 0) {
                counts.addAndGet(group, byGroup[group]);
            }
        }
        if (anyShown) {
            keep(timesPs, cells, count);
        }
    }

    private synchronized void keep(long[] timesPs, int[] cells, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[cells[i]];
            if (row >= 0) {
                int place = (int) (arrived++ % MOST_SPIKES);
                timesMs[place] = VirtualTime.toMilliseconds(timesPs[i]);
                rowsOfSpikes[place] = row;
            }
        }
    }

    @Override
    public void state(long timePs, int cell, int variable, double value) {
        // Of states the page shows figures.
    }

    @Override
    public ObjectNode about() {
        ObjectNode about = JsonNodeFactory.instance.objectNode().put("family", SpikingNetwork.FAMILY);
        ArrayNode populations = about.putArray("populations");
        network.groups()
                .forEach(group ->
                        populations.addObject().put("name", group.name()).put("size", group.size()));
        ArrayNode names = about.putArray("rows");
        for (int cell = 0; cell < rows.length; cell++) {
            if (rows[cell] >= 0) {
                names.add(network.nameOf(cell));
            }
        }
        return about.put("cells", rows.length).put("unit", "ms");
    }

    @Override
    public ObjectNode frame() {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        long now = doneMs;
        double seconds = (now - toldMs) / MS_PER_SECOND;
        frame.put("done", now).put("planned", plannedMs).put("from", toldMs);
        ArrayNode rates = frame.putArray("rates");
        long all = 0;
        for (int group = 0; group < told.length; group++) {
            long count = counts.get(group);
            int size = network.groups().get(group).size();
            rates.add(seconds > 0 ? (count - told[group]) / (seconds * size) : 0);
            told[group] = count;
            all += count;
        }
        toldMs = now;
        frame.put("spikes", all);
        addRaster(frame);
        return frame;
    }

    /** The latest spikes, and since when they are all there are: a fast network makes more in a frame than anybody could see. */
    private synchronized void addRaster(ObjectNode frame) {
        ArrayNode times = frame.putArray("t");
        ArrayNode places = frame.putArray("row");
        long hidden = Math.max(0, arrived - MOST_SPIKES);
        for (long i = hidden; i < arrived; i++) {
            times.add(timesMs[(int) (i % MOST_SPIKES)]);
            places.add(rowsOfSpikes[(int) (i % MOST_SPIKES)]);
        }
        frame.put("hidden", hidden)
                .put(
                        "since",
                        hidden > 0
                                ? times.get(0).asDouble()
                                : frame.path("from").asDouble());
        arrived = 0;
    }
}
