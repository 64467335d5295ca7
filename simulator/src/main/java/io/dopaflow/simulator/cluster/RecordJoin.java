package io.dopaflow.simulator.cluster;

import io.dopaflow.models.spiking.SpikingRecorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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

    private void handSpikes(long now) {
        Rows.Buffer all = new Rows.Buffer(0);
        for (Pending part : parts) {
            all.addAll(part.spikes.takeUpTo(now));
        }
        Rows rows = all.take();
        int[] order = IntStream.range(0, rows.count())
                .filter(i -> isNew(rows, i))
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> rows.timesPs()[i])
                        .thenComparingLong(i -> rows.entities()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        if (order.length > 0) {
            long[] timesPs =
                    Arrays.stream(order).mapToLong(i -> rows.timesPs()[i]).toArray();
            int[] cells =
                    Arrays.stream(order).map(i -> (int) rows.entities()[i]).toArray();
            recorder.spikes(timesPs, cells, order.length);
        }
    }
}
