package io.dopaflow.models.spiking;

import java.util.List;

/** When a cell is looked at, and at what. */
public final class Looks {
    private final List<StateProbe> probes;
    private final long[] due;
    private long next = Long.MAX_VALUE;

    /** A variable of the cell now, by its place. */
    @FunctionalInterface
    public interface Value {
        /** The value. */
        double of(int variable);
    }

    /**
     * Looks after a time.
     *
     * @param probes those that look at this cell
     * @param after in ps, from 0
     */
    public Looks(List<StateProbe> probes, long after) {
        this.probes = List.copyOf(probes);
        this.due = new long[probes.size()];
        for (int i = 0; i < due.length; i++) {
            due[i] = probes.get(i).next(after);
            next = Math.min(next, due[i]);
        }
    }

    /** The next time, in ps. */
    public long next() {
        return next;
    }

    /**
     * Looks now, at {@link #next}.
     *
     * @param cell its id
     */
    public void look(int cell, Value value, SpikingRecorder recorder) {
        long now = next;
        next = Long.MAX_VALUE;
        for (int i = 0; i < due.length; i++) {
            if (due[i] == now) {
                for (int variable : probes.get(i).variables()) {
                    recorder.state(now, cell, variable, value.of(variable));
                }
                due[i] = probes.get(i).next(now);
            }
            next = Math.min(next, due[i]);
        }
    }
}
