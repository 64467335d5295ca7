package io.dopaflow.simulator.population.spiking;

import static io.dopaflow.simulator.population.VectorPhilox.LONGS;

import io.dopaflow.simulator.population.PhiloxKey;
import io.dopaflow.simulator.population.VectorPhilox;
import jdk.incubator.vector.LongVector;

/** Blocks with the Vector API. */
final class VectorBlocks implements PhiloxBlocks {
    private final PhiloxKey key;
    private final int purpose;

    VectorBlocks(PhiloxKey key, int purpose) {
        this.key = key;
        this.purpose = purpose;
    }

    @Override
    public void fill(long block, int first, int count, int[][] into) {
        for (int i = 0; i < count; i += LONGS.length()) {
            LongVector entities = LongVector.broadcast(LONGS, first + i).addIndex(1);
            VectorPhilox.block(key, block, entities, purpose, into, i);
        }
    }
}
