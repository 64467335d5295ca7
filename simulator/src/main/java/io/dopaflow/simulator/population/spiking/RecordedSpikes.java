package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingRecorder;
import java.util.BitSet;

/** Hands on those spikes that are to be recorded. */
final class RecordedSpikes {
    private final BitSet wanted;
    private final boolean all;
    private final SpikingRecorder recorder;
    private final SpikeBatch some = new SpikeBatch();

    RecordedSpikes(BitSet wanted, int cells, SpikingRecorder recorder) {
        this.wanted = wanted;
        this.all = wanted.cardinality() == cells;
        this.recorder = recorder;
    }

    void keep(SpikeBatch spikes) {
        if (all) {
            hand(spikes);
            return;
        }
        some.clear();
        if (wanted.isEmpty()) {
            return;
        }
        for (int i = 0; i < spikes.count(); i++) {
            if (wanted.get(spikes.cell(i))) {
                some.add(spikes.time(i), spikes.cell(i));
            }
        }
        hand(some);
    }

    private void hand(SpikeBatch spikes) {
        if (spikes.count() > 0) {
            recorder.spikes(spikes.times(), spikes.cells(), spikes.count());
        }
    }
}
