package io.dopaflow.simulator.population;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Blocks of several entities at a time, each in a lane of 64 bits, so that products of two words fit. */
public final class VectorPhilox {
    /** A lane for each entity: as many as a vector of the processor has doubles. */
    public static final VectorSpecies<Long> LONGS =
            VectorSpecies.of(long.class, DoubleVector.SPECIES_PREFERRED.vectorShape());

    /** As many lanes of words. */
    public static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(Math.max(2, LONGS.length()) * Integer.SIZE));

    private static final long WORD = 0xffffffffL;

    private VectorPhilox() {}

    /**
     * Writes the four numbers of a block of some entities to four arrays.
     *
     * @param block of the streams, from 0
     * @param entities unsigned words
     * @param slot where to write in each array
     */
    public static void block(PhiloxKey key, long block, LongVector entities, int purpose, int[][] into, int slot) {
        LongVector multiplier0 = LongVector.broadcast(LONGS, PhiloxKey.MULTIPLIER_0 & WORD);
        LongVector multiplier1 = LongVector.broadcast(LONGS, PhiloxKey.MULTIPLIER_1 & WORD);
        LongVector c0 = LongVector.broadcast(LONGS, (block + 1) & WORD);
        LongVector c1 = LongVector.broadcast(LONGS, (block + 1) >>> 32);
        LongVector c2 = entities;
        LongVector c3 = LongVector.broadcast(LONGS, purpose);
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

    /** Writes the low words of all lanes. */
    public static void store(LongVector words, int[] into, int slot) {
        ((IntVector) words.convertShape(VectorOperators.L2I, INTS, 0)).intoArray(into, slot);
    }
}
