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
        private final Recorded rows = new Recorded();
        private long untilPs = -1;
        private long spikeCount;
        private long synapticEvents;
        private int nextSpike;

        boolean hasSpike(long untilPs) {
            return nextSpike < rows.spikes().count() && spikePs() <= untilPs;
        }

        long spikePs() {
            return rows.spikes().timePs(nextSpike);
        }

        int spikingCell() {
            return (int) rows.spikes().entity(nextSpike);
        }

        boolean isBefore(Pending other) {
            return hasSpike(Long.MAX_VALUE)
                    && (!other.hasSpike(Long.MAX_VALUE)
                            || spikePs() < other.spikePs()
                            || (spikePs() == other.spikePs() && spikingCell() < other.spikingCell()));
        }
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
        pending.rows.addAll(records);
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
            part.rows.takeUpTo(now, handedPs, recorder);
        }
    }

    /** Those of each part are in order. */
    private void handSpikes(long now) {
        int count = 0;
        for (Pending part : parts) {
            part.nextSpike = 0;
            count += part.rows.spikes().count();
        }
        long[] timesPs = new long[count];
        int[] cells = new int[count];
        int handed = 0;
        for (Pending part = first(); part.hasSpike(now); part = first()) {
            long timePs = part.spikePs();
            if (timePs > handedPs) {
                timesPs[handed] = timePs;
                cells[handed++] = part.spikingCell();
            }
            part.nextSpike++;
        }
        for (Pending part : parts) {
            part.rows.spikes().takeUpTo(now, (timePs, cell, none, nothing) -> {});
        }
        if (handed > 0) {
            recorder.spikes(timesPs, cells, handed);
        }
    }

    /** The part whose next spike is the first of all, by time and cell. */
    private Pending first() {
        Pending first = parts.get(0);
        for (Pending part : parts) {
            if (part.isBefore(first)) {
                first = part;
            }
        }
        return first;
    }
}
