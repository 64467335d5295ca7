package io.dopaflow.models.spiking.plasticity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The spikes of the cells of a history as they are up to a time that moves forward: of each cell its last few, side by side,
 * and the trace that the next presynaptic spike finds. Rows of synapses that are reached at one time ask for little else, and the whole history does
 * not fit the cache.
 */
final class RecentSpikes {
    /** Spikes of a cell beyond are looked up in the history. With more, the cells of a network of 10 000 do not fit the second cache. */
    private static final int NEAR = 6;

    /** Times up to here are told; a day and more in steps of 0.1 ms. */
    static final int LATEST = 1 << 30;

    /** Before all times. */
    static final int NEVER_YET = -LATEST;

    private final TraceHistory history;
    private boolean isBegun;
    private long time = SynapticTime.NEVER_YET;
    private long added = SynapticTime.NEVER_YET;

    /** By cell: how many of its spikes have come, of those that the history counts. */
    private final long[] counts;

    /** The times of those that came last, of all cells the latest first, then of all cells the one before: what is read together stands together. */
    private final int[] near;

    /** By cell: the latest one before the time, and the trace after it; a trace of 0 if there is none. */
    private final long[] lastTimes;

    private final double[] lastTraces;

    /** The traces of all cells at the time, if at the one before more were asked for than there are cells. */
    private final double[] allTraces;

    private boolean hasAllTraces;
    private long asked;

    /** The cells of spikes that have not come, in order of time. */
    private int[] waiting = new int[64];

    private int head;
    private int tail;

    /** The cells of spikes at the very time. */
    private int[] meeting = new int[64];

    private int meetings;

    RecentSpikes(TraceHistory history) {
        this.history = history;
        this.counts = new long[history.cells()];
        this.near = new int[NEAR * history.cells()];
        this.lastTimes = new long[history.cells()];
        this.lastTraces = new double[history.cells()];
        this.allTraces = new double[history.cells()];
        Arrays.fill(near, NEVER_YET);
    }

    /** Up to this time spikes have come. */
    long time() {
        return time;
    }

    /** The time of a spike of a cell, counted back from 0 for the latest that has come; before all times if it is not remembered. */
    int time(int cell, int back) {
        if (back < NEAR) {
            return near[back * counts.length + cell];
        }
        long spike = counts[cell] - 1 - back;
        return spike >= history.first(cell) ? (int) history.timeOf(cell, spike) : NEVER_YET;
    }

    /** So many traces will be asked for at the time. */
    void ask(int traces) {
        asked += traces;
    }

    /** The trace of a cell at the time, of its spikes before. */
    double trace(int cell) {
        return hasAllTraces ? allTraces[cell] : computedTrace(cell);
    }

    private double computedTrace(int cell) {
        double last = lastTraces[cell];
        return last > 0 ? last * history.decay().over(time - lastTimes[cell]) : 0;
    }

    /**
     * The history has another spike.
     *
     * @throws IllegalArgumentException if one of another cell that was later has come before
     */
    void add(int cell, long at) {
        if (!isBegun) {
            return;
        }
        if (at < added) {
            throw new IllegalArgumentException(
                    "a spike of cell " + cell + " at " + at + " comes after one at " + added);
        }
        added = at;
        if (tail == waiting.length) {
            int size = tail - head;
            int[] room = 2 * size > tail ? new int[2 * tail] : waiting;
            System.arraycopy(waiting, head, room, 0, size);
            waiting = room;
            head = 0;
            tail = size;
        }
        waiting[tail++] = cell;
    }

    /** Lets the spikes up to a time come, not earlier than {@link #time()}. */
    void advance(long to) {
        if (!isBegun) {
            begin();
        }
        for (int i = 0; i < meetings; i++) {
            isBefore(meeting[i]);
        }
        meetings = 0;
        while (head < tail) {
            int cell = waiting[head];
            long at = history.timeOf(cell, counts[cell]);
            if (at > to) {
                break;
            }
            head++;
            come(cell, at, to);
        }
        if (to > time) {
            time = to;
            hasAllTraces = asked > counts.length;
            asked = 0;
            for (int cell = 0; hasAllTraces && cell < allTraces.length; cell++) {
                allTraces[cell] = computedTrace(cell);
            }
        }
    }

    /** The history may forget what was up to a time: that has to come before, and does not wait for the next row. */
    void forget(long upTo) {
        if (isBegun && upTo > time) {
            advance(upTo);
        }
    }

    private record Spike(int cell, long time) {}

    private void begin() {
        isBegun = true;
        Stream<Spike> remembered = IntStream.range(0, counts.length).boxed().flatMap(cell -> {
            counts[cell] = history.first(cell);
            return LongStream.range(counts[cell], history.spikes(cell))
                    .mapToObj(spike -> new Spike(cell, history.timeOf(cell, spike)));
        });
        remembered.sorted(Comparator.comparingLong(Spike::time)).forEach(spike -> add(spike.cell, spike.time));
    }

    private void come(int cell, long at, long to) {
        int cells = counts.length;
        for (int place = cell + (NEAR - 1) * cells; place >= cells; place -= cells) {
            near[place] = near[place - cells];
        }
        near[cell] = (int) at;
        counts[cell]++;
        if (at < to) {
            isBefore(cell);
            return;
        }
        if (meetings == meeting.length) {
            meeting = Arrays.copyOf(meeting, 2 * meetings);
        }
        meeting[meetings++] = cell;
    }

    /** The latest spike of a cell that has come is before the time. */
    private void isBefore(int cell) {
        int slot = history.slot(cell, counts[cell] - 1);
        lastTimes[cell] = history.time(slot);
        lastTraces[cell] = history.trace(slot);
    }
}
