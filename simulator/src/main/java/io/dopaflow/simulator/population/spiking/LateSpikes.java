package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import java.util.Arrays;
import java.util.List;

/** The spikes that may still be under way: those within the longest delay. */
final class LateSpikes {
    private final long longest;
    private long[] times;
    private int[] cells;
    private int from;
    private int to;

    LateSpikes(long longest, SpikingState start) {
        this.longest = longest;
        this.to = start.lateCells().length;
        this.times = Arrays.copyOf(start.lateTimesPs(), Math.max(256, to));
        this.cells = Arrays.copyOf(start.lateCells(), Math.max(256, to));
    }

    void copyTo(SpikeBatch batch) {
        for (int i = from; i < to; i++) {
            batch.add(times[i], cells[i]);
        }
    }

    /** Adds those of a window and forgets what has arrived at its end. */
    void add(SpikeBatch spikes, long now) {
        forget(now);
        if (to + spikes.count() > times.length) {
            int size = to - from;
            int room = Math.max(times.length, 2 * (size + spikes.count()));
            times = Arrays.copyOf(Arrays.copyOfRange(times, from, to), room);
            cells = Arrays.copyOf(Arrays.copyOfRange(cells, from, to), room);
            from = 0;
            to = size;
        }
        System.arraycopy(spikes.times(), 0, times, to, spikes.count());
        System.arraycopy(spikes.cells(), 0, cells, to, spikes.count());
        to += spikes.count();
    }

    private void forget(long now) {
        while (from < to && times[from] + longest <= now) {
            from++;
        }
    }

    SpikingState state(
            long time,
            List<NeuronState> neurons,
            long[] digests,
            long spikes,
            long events,
            List<PlasticityState> plasticity,
            List<ModulatorState> modulators) {
        forget(time);
        return new SpikingState(
                time,
                neurons,
                Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(cells, from, to),
                digests,
                spikes,
                events,
                0,
                plasticity,
                modulators);
    }
}
