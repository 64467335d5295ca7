package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikeSelection;
import java.util.List;
import java.util.function.LongConsumer;

/** Spikes that tell how many were handed over. */
final class WatchedSpikes implements RecordedSpikes {
    private static final int NOW_AND_THEN = 1 << 16;

    private final RecordedSpikes spikes;
    private final LongConsumer watcher;
    private long handed;

    /** Tells the watcher now and then how many spikes went by, each as often as it did. */
    WatchedSpikes(RecordedSpikes spikes, LongConsumer watcher) {
        this.spikes = spikes;
        this.watcher = watcher;
    }

    @Override
    public String name() {
        return spikes.name();
    }

    @Override
    public NetworkCells cells() {
        return spikes.cells();
    }

    @Override
    public long endPs() {
        return spikes.endPs();
    }

    @Override
    public List<Stretch> stretches() {
        return spikes.stretches();
    }

    @Override
    public void spikes(SpikeSelection selection, SpikeTaker taker) {
        spikes.spikes(selection, (time, cell) -> {
            if (++handed % NOW_AND_THEN == 0) {
                watcher.accept(handed);
            }
            taker.take(time, cell);
        });
    }
}
