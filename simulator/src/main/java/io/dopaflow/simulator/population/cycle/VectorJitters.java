package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.simulator.population.PhiloxKey;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Jitters several synapses at a time, each in a lane of 64 bits, so that products of two words fit. */
final class VectorJitters implements Jitters {
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, VectorKernel.DOUBLES.vectorShape());
    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(LONGS.length() * Integer.SIZE));
    private static final long WORD = 0xffffffffL;

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
            draw(block + 1, synapses, into, slot + i);
        }
    }

    /** A block of as many synapses as there are lanes. */
    private void draw(long counter, LongVector synapses, int[][] into, int slot) {
        LongVector multiplier0 = LongVector.broadcast(LONGS, PhiloxKey.MULTIPLIER_0 & WORD);
        LongVector multiplier1 = LongVector.broadcast(LONGS, PhiloxKey.MULTIPLIER_1 & WORD);
        LongVector c0 = LongVector.broadcast(LONGS, counter & WORD);
        LongVector c1 = LongVector.broadcast(LONGS, counter >>> 32);
        LongVector c2 = synapses;
        LongVector c3 = LongVector.broadcast(LONGS, Purpose.JITTER.code());
        int k0 = key.low();
        int k1 = key.high();
        for (int round = 0; round < PhiloxKey.ROUNDS; round++) {
            LongVector product0 = c0.mul(multiplier0);
            LongVector product1 = c2.mul(multiplier1);
            c0 = high(product1).lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.XOR, k0 & WORD);
            c1 = product1.and(WORD);
            c2 = high(product0).lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.XOR, k1 & WORD);
            c3 = product0.and(WORD);
            k0 += PhiloxKey.WEYL_0;
            k1 += PhiloxKey.WEYL_1;
        }
        store(c0, into[0], slot);
        store(c1, into[1], slot);
        store(c2, into[2], slot);
        store(c3, into[3], slot);
    }

    private static LongVector high(LongVector product) {
        return product.lanewise(VectorOperators.LSHR, 32);
    }

    private static void store(LongVector words, int[] into, int slot) {
        ((IntVector) words.convertShape(VectorOperators.L2I, INTS, 0)).intoArray(into, slot);
    }
}
