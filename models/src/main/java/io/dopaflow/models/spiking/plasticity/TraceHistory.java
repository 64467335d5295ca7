package io.dopaflow.models.spiking.plasticity;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The late spikes of cells, with the traces just after each. Spikes of a cell are counted from 0; how many are remembered is whatever is
 * still needed, and the last one always is.
 */
public final class TraceHistory {
    private static final int LEAST_ROOM = 4;

    /**
     * What is traced.
     *
     * @param sums whether the trace sums all spikes; otherwise it is that of the latest one
     * @param decay of the trace
     * @param slow decay of a slow trace over all spikes, if there is one
     * @param shortTerm if spikes use resources
     */
    public record Traced(boolean sums, Decay decay, Optional<Decay> slow, Optional<Resources> shortTerm) {}

    /**
     * Short-term plasticity with its decays.
     *
     * @param rule the rule
     * @param recovery of resources
     * @param facilitation if there is any
     */
    public record Resources(ShortTerm rule, Decay recovery, Optional<Decay> facilitation) {}

    private final Traced traced;
    private final int cells;
    private final boolean hasSlow;
    int room = LEAST_ROOM;

    /** By cell: how many spikes there have been. */
    final long[] counts;

    final long[] first;

    // By cell and, within it, by spike modulo the room.
    /** Of each spike its time and the bits of its trace, side by side, as both are asked for together. */
    long[] spikes;

    private double[] slowBefore;
    private double[] used;
    private double[] left;

    private long needed = SynapticTime.NEVER_YET;
    private Optional<RecentSpikes> recent = Optional.empty();

    /** Of cells that have not spiked. */
    public TraceHistory(Traced traced, int cells) {
        this.traced = traced;
        this.cells = cells;
        this.hasSlow = traced.slow.isPresent();
        this.counts = new long[cells];
        this.first = new long[cells];
        this.spikes = new long[2 * cells * room];
        this.slowBefore = new double[hasSlow ? cells * room : 0];
        boolean hasResources = traced.shortTerm.isPresent();
        this.used = new double[hasResources ? cells * room : 0];
        this.left = new double[hasResources ? cells * room : 0];
    }

    /** How many cells. */
    public int cells() {
        return cells;
    }

    /** The spikes up to a time that moves forward. From the first look at them on, spikes are added in order of time, whatever their cells. */
    RecentSpikes recent() {
        RecentSpikes spikes = new RecentSpikes(this);
        recent = Optional.of(spikes);
        return spikes;
    }

    Decay decay() {
        return traced.decay;
    }

    int slot(int cell, long spike) {
        return cell * room + (int) (spike & (room - 1));
    }

    long time(int slot) {
        return spikes[2 * slot];
    }

    double trace(int slot) {
        return Double.longBitsToDouble(spikes[2 * slot + 1]);
    }

    /** The slow trace just before a spike; 0 without one. */
    double slowBefore(int slot) {
        return hasSlow ? slowBefore[slot] : 0;
    }

    /** The first spike of a cell that is remembered. */
    long first(int cell) {
        return first[cell];
    }

    /** How many spikes of a cell there have been. */
    public long spikes(int cell) {
        return counts[cell];
    }

    /** When a spike of a cell was, which is remembered. */
    public long timeOf(int cell, long spike) {
        return time(slot(cell, spike));
    }

    /** The share of its weight that a spike transmits; 1 without short-term plasticity. */
    public double share(int cell, long spike) {
        int slot = slot(cell, spike);
        return used.length == 0 ? 1 : used[slot] * left[slot];
    }

    /** The latest spike of a cell at a time or before; -1 if none is remembered. */
    public long latest(int cell, long time) {
        long spike = counts[cell] - 1;
        while (spike >= first[cell] && time(slot(cell, spike)) > time) {
            spike--;
        }
        return spike >= first[cell] ? spike : -1;
    }

    /** The first spike of a cell at a time at which it spiked, perhaps more than once. */
    public long firstAt(int cell, long time) {
        long spike = latest(cell, time);
        while (spike > first[cell] && time(slot(cell, spike - 1)) == time) {
            spike--;
        }
        return spike;
    }

    /** From now on only spikes after a time are asked for, and the last one up to it. */
    public void forget(long upTo) {
        needed = upTo;
        if (recent.isPresent()) {
            recent.get().forget(upTo);
        }
    }

    /**
     * Another spike of a cell.
     *
     * @param time not earlier than any of the cell before; a train on a grid may have several in a step
     */
    public void add(int cell, long time) {
        long spike = counts[cell];
        if (spike - first[cell] == room) {
            makeRoom(cell);
        }
        int slot = slot(cell, spike);
        boolean isFirst = spike == first[cell];
        int before = slot(cell, spike - 1);
        long dt = isFirst ? 0 : time - time(before);
        put(slot, time, isFirst || !traced.sums ? 1 : trace(before) * traced.decay.over(dt) + 1);
        if (hasSlow) {
            slowBefore[slot] = isFirst
                    ? 0
                    : (slowBefore[before] + 1) * traced.slow.orElseThrow().over(dt);
        }
        if (used.length > 0) {
            use(slot, before, isFirst, dt);
        }
        counts[cell] = spike + 1;
        if (recent.isPresent()) {
            recent.get().add(cell, time);
        }
    }

    private void put(int slot, long time, double trace) {
        spikes[2 * slot] = time;
        spikes[2 * slot + 1] = Double.doubleToRawLongBits(trace);
    }

    private void use(int slot, int before, boolean isFirst, long dt) {
        Resources resources = traced.shortTerm.orElseThrow();
        ShortTerm rule = resources.rule;
        if (isFirst) {
            used[slot] = rule.use();
            left[slot] = 1;
            return;
        }
        double decay = resources
                .facilitation
                .map(facilitation -> facilitation.over(dt))
                .orElse(0.0);
        used[slot] = rule.nextUse(used[before], decay);
        left[slot] = rule.nextLeft(left[before], used[before], resources.recovery.over(dt));
    }

    private void makeRoom(int cell) {
        while (first[cell] + 1 < counts[cell] && time(slot(cell, first[cell] + 1)) <= needed) {
            first[cell]++;
        }
        if (counts[cell] - first[cell] < room) {
            return;
        }
        int larger = Math.multiplyExact(room, 2);
        spikes = widenedSpikes(larger);
        slowBefore = widened(slowBefore, larger);
        used = widened(used, larger);
        left = widened(left, larger);
        room = larger;
    }

    private long[] widenedSpikes(int larger) {
        long[] wide = new long[Math.multiplyExact(2 * cells, larger)];
        for (int cell = 0; cell < cells; cell++) {
            for (long spike = first[cell]; spike < counts[cell]; spike++) {
                System.arraycopy(
                        spikes, 2 * slot(cell, spike), wide, 2 * (cell * larger + (int) (spike & (larger - 1))), 2);
            }
        }
        return wide;
    }

    private double[] widened(double[] values, int larger) {
        if (values.length == 0) {
            return values;
        }
        double[] wide = new double[Math.multiplyExact(cells, larger)];
        for (int cell = 0; cell < cells; cell++) {
            for (long spike = first[cell]; spike < counts[cell]; spike++) {
                wide[cell * larger + (int) (spike & (larger - 1))] = values[slot(cell, spike)];
            }
        }
        return wide;
    }

    /**
     * What is remembered of a cell.
     *
     * @param times of its late spikes, ascending; in units
     * @param traces just after each
     * @param slowBefore the slow trace just before each; empty without one
     * @param used the share of resources that each used; empty without short-term plasticity
     * @param left the share that was left; empty without short-term plasticity
     */
    public record Remembered(long[] times, double[] traces, double[] slowBefore, double[] used, double[] left) {

        /** Of a cell that has not spiked. */
        public static final Remembered NOTHING =
                new Remembered(new long[0], new double[0], new double[0], new double[0], new double[0]);

        @Override
        public boolean equals(Object other) {
            return other instanceof Remembered that
                    && Arrays.equals(times, that.times)
                    && Arrays.equals(traces, that.traces)
                    && Arrays.equals(slowBefore, that.slowBefore)
                    && Arrays.equals(used, that.used)
                    && Arrays.equals(left, that.left);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(times) + Arrays.hashCode(traces);
        }

        @Override
        public String toString() {
            return "Remembered" + Arrays.toString(times) + Arrays.toString(traces);
        }
    }

    /** What is remembered of a cell: its spikes after a time, and the last one up to it. */
    public Remembered remembered(int cell, long after) {
        long from = Math.max(latest(cell, after), first[cell]);
        int size = (int) (counts[cell] - from);
        if (size == 0) {
            return Remembered.NOTHING;
        }
        return new Remembered(
                LongStream.range(from, from + size)
                        .map(spike -> time(slot(cell, spike)))
                        .toArray(),
                LongStream.range(from, from + size)
                        .mapToDouble(spike -> trace(slot(cell, spike)))
                        .toArray(),
                copy(slowBefore, cell, from, size),
                copy(used, cell, from, size),
                copy(left, cell, from, size));
    }

    private double[] copy(double[] values, int cell, long from, int size) {
        double[] copy = new double[values.length == 0 ? 0 : size];
        Arrays.setAll(copy, i -> values[slot(cell, from + i)]);
        return copy;
    }

    /** Gives a cell that has not spiked what was remembered of it. */
    public void restore(int cell, Remembered remembered) {
        for (int i = 0; i < remembered.times.length; i++) {
            if (counts[cell] - first[cell] == room) {
                makeRoom(cell);
            }
            int slot = slot(cell, counts[cell]);
            put(slot, remembered.times[i], remembered.traces[i]);
            if (hasSlow) {
                slowBefore[slot] = remembered.slowBefore[i];
            }
            if (used.length > 0) {
                used[slot] = remembered.used[i];
                left[slot] = remembered.left[i];
            }
            counts[cell]++;
        }
    }
}
