package io.dopaflow.simulator.population.spiking;

import java.util.Arrays;
import java.util.List;

/** The spikes of a window: first those of a part, then those of all parts, which without others are the same. */
final class SharedSpikes {
    private final ShardRange shards;
    private final Exchange exchange;
    private final SpikeBatch own = new SpikeBatch();
    private final SpikeBatch all;

    /** Of a part that has some shards. */
    SharedSpikes(ShardRange shards, Exchange exchange) {
        this.shards = shards;
        this.exchange = exchange;
        this.all = shards.hasAll() ? own : new SpikeBatch();
    }

    /** Those of the part. */
    SpikeBatch own() {
        return own;
    }

    /** Those of all parts. */
    SpikeBatch all() {
        return all;
    }

    /**
     * Gives those of the part and takes those of all.
     *
     * @param until the end of the window, in ps
     * @param wish of this part
     * @return the wish of the first part
     */
    Wish swap(long until, Wish wish) throws InterruptedException {
        if (shards.hasAll()) {
            return wish;
        }
        List<WindowSpikes> parts = exchange.swap(new WindowSpikes(
                until, Arrays.copyOf(own.times(), own.count()), Arrays.copyOf(own.cells(), own.count()), wish));
        SpikeBatch[] batches = new SpikeBatch[parts.size()];
        for (int i = 0; i < batches.length; i++) {
            WindowSpikes part = parts.get(i);
            if (part.untilPs() != until) {
                throw new IllegalStateException("part " + i + " is at " + part.untilPs()
                        + " ps; allowed: where the others are, at " + until + " ps");
            }
            batches[i] = new SpikeBatch(part.timesPs(), part.cells());
        }
        all.merge(batches);
        return parts.get(0).wish();
    }
}
