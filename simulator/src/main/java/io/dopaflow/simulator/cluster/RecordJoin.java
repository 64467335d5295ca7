package io.dopaflow.simulator.cluster;

import io.dopaflow.models.spiking.SpikingRecorder;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the records of the parts of a network: hands them on up to the time that all parts have told of, spikes in the order of time and cell.
 * Where a run goes back and comes to the same time again, what has been handed on already, which is the same to the last bit, is left out.
 */
final class RecordJoin {
    private final SpikingRecorder recorder;
    private List<Pending> parts = List.of();
    private long handedPs;

    private static final class Pending {
        private final Rows.Buffer spikes = new Rows.Buffer(0);
        private final Rows.Buffer states = new Rows.Buffer(1);
        private final Rows.Buffer synapses = new Rows.Buffer(2);
        private final Rows.Buffer released = new Rows.Buffer(1);
        private final Rows.Buffer concentrations = new Rows.Buffer(1);
        private long untilPs = -1;
        private long spikeCount;
        private long synapticEvents;
    }

    /**
     * Nothing has been handed on.
     *
     * @param fromPs records up to this time are known; -1 at the start
     */
    RecordJoin(SpikingRecorder recorder, long fromPs) {
        this.recorder = recorder;
        this.handedPs = fromPs;
    }

    /** Other parts begin, at a time up to which all has been handed on. */
    void begin(int count) {
        List<Pending> fresh = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            fresh.add(new Pending());
        }
        parts = fresh;
    }

    /** Takes what a part has recorded. */
    void add(int part, FromPart.Records records) {
        Pending pending = parts.get(part);
        pending.spikes.addAll(records.spikes());
        pending.states.addAll(records.states());
        pending.synapses.addAll(records.synapses());
        pending.released.addAll(records.released());
        pending.concentrations.addAll(records.concentrations());
        pending.untilPs = records.untilPs();
        pending.spikeCount = records.spikeCount();
        pending.synapticEvents = records.synapticEvents();
        long now = parts.stream().mapToLong(one -> one.untilPs).min().orElse(-1);
        if (now > handedPs) {
            hand(now);
            handedPs = now;
        }
    }

    /** Up to when all records have been handed on, in ps. */
    long handedPs() {
        return handedPs;
    }

    /** The spikes of all parts since they began. */
    long spikeCount() {
        return parts.stream().mapToLong(part -> part.spikeCount).sum();
    }

    /** The arrivals at synapses of all parts since they began. */
    long synapticEvents() {
        return parts.stream().mapToLong(part -> part.synapticEvents).sum();
    }

    private void hand(long now) {
        handSpikes(now);
        for (Pending part : parts) {
            Rows states = part.states.takeUpTo(now);
            for (int i = 0; i < states.count(); i++) {
                if (isNew(states, i)) {
                    long entity = states.entities()[i];
                    recorder.state(
                            states.timesPs()[i], (int) (entity >>> Integer.SIZE), (int) entity, states.values()[i]);
                }
            }
            Rows synapses = part.synapses.takeUpTo(now);
            for (int i = 0; i < synapses.count(); i++) {
                if (isNew(synapses, i)) {
                    recorder.synapse(
                            synapses.timesPs()[i],
                            synapses.entities()[i],
                            synapses.values()[2 * i],
                            synapses.values()[2 * i + 1]);
                }
            }
            Rows released = part.released.takeUpTo(now);
            for (int i = 0; i < released.count(); i++) {
                if (isNew(released, i)) {
                    recorder.released(released.timesPs()[i], (int) released.entities()[i], released.values()[i]);
                }
            }
            Rows concentrations = part.concentrations.takeUpTo(now);
            for (int i = 0; i < concentrations.count(); i++) {
                if (isNew(concentrations, i)) {
                    recorder.concentration(
                            concentrations.timesPs()[i],
                            (int) concentrations.entities()[i],
                            concentrations.values()[i]);
                }
            }
        }
    }

    private boolean isNew(Rows rows, int i) {
        return rows.timesPs()[i] > handedPs;
    }

    /** Those of each part are in order. */
    private void handSpikes(long now) {
        List<Rows> all = parts.stream().map(part -> part.spikes.takeUpTo(now)).toList();
        int[] next = new int[all.size()];
        int count = all.stream().mapToInt(Rows::count).sum();
        long[] timesPs = new long[count];
        int[] cells = new int[count];
        int handed = 0;
        for (int i = 0; i < count; i++) {
            int first = first(all, next);
            Rows rows = all.get(first);
            int row = next[first]++;
            if (isNew(rows, row)) {
                timesPs[handed] = rows.timesPs()[row];
                cells[handed++] = (int) rows.entities()[row];
            }
        }
        if (handed > 0) {
            recorder.spikes(timesPs, cells, handed);
        }
    }

    /** The part whose next spike is the first of all, by time and cell. */
    private static int first(List<Rows> all, int... next) {
        int first = -1;
        for (int part = 0; part < next.length; part++) {
            if (next[part] < all.get(part).count()
                    && (first < 0 || isBefore(all.get(part), next[part], all.get(first), next[first]))) {
                first = part;
            }
        }
        return first;
    }

    private static boolean isBefore(Rows some, int row, Rows others, int other) {
        long time = some.timesPs()[row];
        long otherTime = others.timesPs()[other];
        return time < otherTime || (time == otherTime && some.entities()[row] < others.entities()[other]);
    }
}
