package io.dopaflow.simulator.population.cycle;

import static io.dopaflow.simulator.population.VectorPhilox.INTS;
import static io.dopaflow.simulator.population.VectorPhilox.LONGS;

import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.simulator.population.PhiloxKey;
import io.dopaflow.simulator.population.VectorPhilox;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** Jitters several synapses at a time. */
final class VectorJitters implements Jitters {
    private final PhiloxKey key;

    VectorJitters(PhiloxKey key) {
        this.key = key;
    }

    @Override
    public void fill(long block, Layout.Row row, int position, int count, int[][] into) {
        int slot = row.from() + position;
        boolean consecutive = row.isConsecutive();
        for (int i = 0; i < count; i += LONGS.length()) {
            LongVector synapses = consecutive
                    ? LongVector.broadcast(LONGS, row.firstSynapse() + position + i)
                            .addIndex(1)
                    : (LongVector) IntVector.fromArray(INTS, row.synapses(), position + i)
                            .convertShape(VectorOperators.I2L, LONGS, 0);
            VectorPhilox.block(key, block, synapses, Purpose.JITTER.code(), into, slot + i);
        }
        // Next to no jitter where there is no synapse: what is learnt there stays next to nothing.
        for (int[] bits : into) {
            for (int i = count; i % FixedOrderSum.LANES != 0; i++) {
                bits[slot + i] = 0;
            }
        }
    }
}
