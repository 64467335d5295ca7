package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.simulator.population.PhiloxKey;

/** Jitters without vectors. */
final class ScalarJitters implements Jitters {
    private final PhiloxKey key;

    ScalarJitters(PhiloxKey key) {
        this.key = key;
    }

    @Override
    public void fill(long block, Layout.Row row, int position, int count, int[][] into) {
        for (int i = 0; i < count; i++) {
            key.block(block, row.synapse(position + i), Purpose.JITTER.code(), into, row.from() + position + i);
        }
    }
}
