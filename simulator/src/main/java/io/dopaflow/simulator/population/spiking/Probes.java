package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.StateProbe;
import java.util.ArrayList;
import java.util.List;

/** What is looked at of the neurons of a shard, and when next. */
final class Probes {
    private final List<Look> looks = new ArrayList<>();
    private final List<List<Look>> byCell = new ArrayList<>();
    private final SpikingRecorder recorder;
    private long next;

    /** A variable of a neuron now. */
    @FunctionalInterface
    interface Value {
        /**
         * The value.
         *
         * @param cell the shard's number of the neuron
         */
        double of(int cell, int variable);
    }

    private static final class Look {
        private final StateProbe probe;
        private final int cell;
        private final int id;
        private long next;

        Look(StateProbe probe, int cell, int id, long after) {
            this.probe = probe;
            this.cell = cell;
            this.id = id;
            this.next = probe.next(after);
        }
    }

    /**
     * Looks after a time.
     *
     * @param after in ps, from 0
     */
    Probes(List<StateProbe> probes, Division division, SpikingRecorder recorder, long after) {
        this.recorder = recorder;
        for (int cell = 0; cell < division.cells(); cell++) {
            byCell.add(List.of());
        }
        for (StateProbe probe : probes) {
            int from = division.from(probe.group());
            int to = division.to(probe.group());
            for (int neuron : probe.neurons()) {
                if (neuron >= from && neuron < to) {
                    int cell = division.first(probe.group()) + neuron - from;
                    Look look = new Look(probe, cell, division.firstCell(probe.group()) + neuron - from, after);
                    looks.add(look);
                    List<Look> all = new ArrayList<>(byCell.get(cell));
                    all.add(look);
                    byCell.set(cell, all);
                }
            }
        }
        next = earliest(looks);
    }

    private static long earliest(List<Look> looks) {
        long next = Long.MAX_VALUE;
        for (Look look : looks) {
            next = Math.min(next, look.next);
        }
        return next;
    }

    /** The next time at which it looks at any neuron, in ps. */
    long next() {
        return next;
    }

    /** Looks at all that is due at a time. */
    void look(long timePs, Value value) {
        look(looks, timePs, value);
        next = earliest(looks);
    }

    /** The next time at which it looks at a neuron, in ps. */
    long next(int cell) {
        return earliest(byCell.get(cell));
    }

    /** Looks at a neuron. */
    void look(int cell, long timePs, Value value) {
        look(byCell.get(cell), timePs, value);
    }

    private void look(List<Look> those, long timePs, Value value) {
        for (Look look : those) {
            if (look.next == timePs) {
                for (int variable : look.probe.variables()) {
                    recorder.state(timePs, look.id, variable, value.of(look.cell, variable));
                }
                look.next = look.probe.next(timePs);
            }
        }
    }
}
