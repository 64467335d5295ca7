package io.dopaflow.simulator.population.spiking;

/** Blocks of the streams of neighbouring entities, computed side by side. */
interface PhiloxBlocks {
    /** So many numbers has a block. */
    int NUMBERS = 4;

    /** Entities are computed in steps of at most so many; arrays are longer by this. */
    int MOST_LANES = 16;

    /**
     * Writes a block of some entities.
     *
     * @param block of the streams, from 0
     * @param first entity
     * @param count how many entities
     * @param into an array for each number of the block, of {@code count} and {@link #MOST_LANES} elements; those behind {@code count} may be
     *     written to
     */
    void fill(long block, int first, int count, int[][] into);
}
