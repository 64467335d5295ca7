package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.episode.Losses;
import io.dopaflow.models.spiking.neuron.Arriving;
import java.util.Arrays;
import java.util.Optional;

/** Brings the spikes of a projection to the neurons of a shard, step by step. */
final class GridProjection {
    private final Efferents efferents;
    private final Arriving arriving;
    private final Optional<ChangingSynapses> changing;
    private final Losses losses;
    private final long unit;
    private final boolean allExcite;
    private final boolean allInhibit;

    /** Runs of synapses of one source and delay that are due in a step, in a ring; nothing where all have one delay. */
    private final long[][] due;

    private final int[] dueCount;
    private long events;

    /**
     * A projection.
     *
     * @param arriving at its targets
     * @param window the most steps in which spikes are taken at once
     * @param changing its synapses, if they are not static
     * @param losses which spikes never arrive
     * @param unit of time, in ps
     */
    GridProjection(
            Efferents efferents,
            Arriving arriving,
            int window,
            Optional<ChangingSynapses> changing,
            Losses losses,
            long unit) {
        this.efferents = efferents;
        this.arriving = arriving;
        this.changing = changing;
        this.losses = losses;
        this.unit = unit;
        boolean isOne = efferents.weights.length == 0;
        allExcite =
                isOne ? efferents.weight >= 0 : Arrays.stream(efferents.weights).allMatch(w -> w >= 0);
        allInhibit =
                isOne ? efferents.weight < 0 : Arrays.stream(efferents.weights).allMatch(w -> w < 0);
        int ring = efferents.delay > 0 ? 0 : Math.toIntExact(efferents.longestDelay + window + 1);
        due = new long[ring][4];
        dueCount = new int[ring];
    }

    long events() {
        return events;
    }

    /** Takes spikes of ascending steps. What has arrived up to a step has arrived before. */
    void take(SpikeBatch spikes, int firstCell, long arrived) {
        if (due.length == 0) {
            return;
        }
        int sources = efferents.offsets.length - 1;
        for (int i = 0; i < spikes.count(); i++) {
            int source = spikes.cell(i) - firstCell;
            if (source >= 0 && source < sources) {
                take(spikes.time(i) / unit, source, arrived);
            }
        }
    }

    private void take(long step, int source, long arrived) {
        int end = efferents.offsets[source + 1];
        for (int place = efferents.offsets[source]; place < end; ) {
            long arrival = step + efferents.delay(place);
            int run = efferents.endOfRun(place, end);
            if (arrival > arrived && !losses.include(step * unit, arrival * unit)) {
                int slot = (int) (arrival % due.length);
                if (dueCount[slot] == due[slot].length) {
                    due[slot] = Arrays.copyOf(due[slot], 2 * due[slot].length);
                }
                due[slot][dueCount[slot]++] = ((long) place << Integer.SIZE) | run;
            }
            place = run;
        }
    }

    /** Adds what arrives at a step, in order of synapse ids for each target. */
    void deliver(long step, GridHistory history) {
        if (due.length == 0) {
            long emitted = step - efferents.delay;
            int from = history.from(emitted, efferents.sourceGroup);
            int to = history.to(emitted, efferents.sourceGroup);
            if (to == from || losses.include(emitted * unit, step * unit)) {
                return;
            }
            int[] numbers = history.numbers(emitted);
            int again = 0;
            for (int i = from; i < to; i++) {
                int source = numbers[i];
                again = i > from && numbers[i - 1] == source ? again + 1 : 0;
                add(efferents.offsets[source], efferents.offsets[source + 1], source, emitted, again);
            }
            return;
        }
        int slot = (int) (step % due.length);
        long[] runs = due[slot];
        int count = dueCount[slot];
        Arrays.sort(runs, 0, count);
        int again = 0;
        for (int i = 0; i < count; i++) {
            again = i > 0 && runs[i - 1] == runs[i] ? again + 1 : 0;
            add((int) (runs[i] >>> Integer.SIZE), (int) runs[i], step, again);
        }
        dueCount[slot] = 0;
    }

    /** A given train may have several spikes in one step: {@code again} counts them. */
    private void add(int from, int to, long step, int again) {
        if (changing.isPresent()) {
            add(from, to, efferents.sourceOf(from), step - efferents.delay(from), again);
        } else {
            add(from, to);
        }
    }

    private void add(int from, int to, int source, long emitted, int again) {
        if (changing.isEmpty()) {
            add(from, to);
        } else if (to > from) {
            events += to - from;
            changing.get().add(from, to, source, emitted, again, arriving);
        }
    }

    private void add(int from, int to) {
        events += to - from;
        int[] targets = efferents.targets;
        double[] weights = efferents.weights;
        if (weights.length == 0) {
            double weight = efferents.weight;
            double[] sums = allExcite ? arriving.excitatory() : arriving.inhibitory();
            for (int place = from; place < to; place++) {
                sums[targets[place]] += weight;
            }
        } else if (allExcite || allInhibit) {
            double[] sums = allExcite ? arriving.excitatory() : arriving.inhibitory();
            for (int place = from; place < to; place++) {
                sums[targets[place]] += weights[place];
            }
        } else {
            for (int place = from; place < to; place++) {
                double weight = weights[place];
                arriving.sums(weight)[targets[place]] += weight;
            }
        }
    }
}
