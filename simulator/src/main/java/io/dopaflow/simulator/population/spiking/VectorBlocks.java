package io.dopaflow.simulator.population.spiking;

import static io.dopaflow.simulator.population.VectorPhilox.LONGS;
import static io.dopaflow.simulator.population.VectorPhilox.store;

import io.dopaflow.simulator.population.PhiloxKey;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** Blocks with the Vector API. */
final class VectorBlocks implements PhiloxBlocks {
    private static final long WORD = 0xffffffffL;

    private final PhiloxKey key;
    private final int purpose;

    VectorBlocks(PhiloxKey key, int purpose) {
        this.key = key;
        this.purpose = purpose;
    }

    /* Two vectors in turn, as a product takes long; and so long a method that compilers leave it by itself, where it is fastest. */
    @Override
    public void fill(long block, int first, int count, int[][] into) {
        LongVector multiplier0 = LongVector.broadcast(LONGS, PhiloxKey.MULTIPLIER_0 & WORD);
        LongVector multiplier1 = LongVector.broadcast(LONGS, PhiloxKey.MULTIPLIER_1 & WORD);
        LongVector word = LongVector.broadcast(LONGS, WORD);
        int width = LONGS.length();
        for (int i = 0; i < count; i += 2 * width) {
            LongVector a0 = LongVector.broadcast(LONGS, (block + 1) & WORD);
            LongVector a1 = LongVector.broadcast(LONGS, (block + 1) >>> 32);
            LongVector a2 = LongVector.broadcast(LONGS, first + i).addIndex(1);
            LongVector a3 = LongVector.broadcast(LONGS, purpose);
            LongVector b0 = a0;
            LongVector b1 = a1;
            LongVector b2 = LongVector.broadcast(LONGS, first + i + width).addIndex(1);
            LongVector b3 = a3;
            int k0 = key.low();
            int k1 = key.high();
            for (int round = 0; round < PhiloxKey.ROUNDS; round++) {
                LongVector key0 = LongVector.broadcast(LONGS, k0 & WORD);
                LongVector key1 = LongVector.broadcast(LONGS, k1 & WORD);
                LongVector ofA0 = a0.mul(multiplier0);
                LongVector ofA2 = a2.mul(multiplier1);
                LongVector ofB0 = b0.mul(multiplier0);
                LongVector ofB2 = b2.mul(multiplier1);
                a0 = high(ofA2, a1, key0);
                a1 = ofA2.and(word);
                a2 = high(ofA0, a3, key1);
                a3 = ofA0.and(word);
                b0 = high(ofB2, b1, key0);
                b1 = ofB2.and(word);
                b2 = high(ofB0, b3, key1);
                b3 = ofB0.and(word);
                k0 += PhiloxKey.WEYL_0;
                k1 += PhiloxKey.WEYL_1;
            }
            store(a0, into[0], i);
            store(a1, into[1], i);
            store(a2, into[2], i);
            store(a3, into[3], i);
            store(b0, into[0], i + width);
            store(b1, into[1], i + width);
            store(b2, into[2], i + width);
            store(b3, into[3], i + width);
        }
    }

    private static LongVector high(LongVector product, LongVector other, LongVector ofKey) {
        return product.lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, other)
                .lanewise(VectorOperators.XOR, ofKey);
    }
}
