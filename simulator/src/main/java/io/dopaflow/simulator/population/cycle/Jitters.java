package io.dopaflow.simulator.population.cycle;

/**
 * The jitter streams of many synapses at once: block b of the Philox 4x32-10 stream of each synapse in a stretch, four
 * numbers each, the numbers that Commons RNG's stream for the synapse gives one by one (Salmon, Moraes, Dror and Shaw
 * 2011).
 */
interface Jitters {
    /** Numbers in a block. */
    int BLOCK = 4;

    /**
     * Fills a stretch.
     *
     * @param block number of the block, from 0
     * @param row whose synapses are meant
     * @param position first position in the row, a multiple of 8
     * @param count positions that have a synapse
     * @param into four arrays by slot, one for each number of the block; what fills the last 8 gets 0, or stays as it is
     */
    void fill(long block, Layout.Row row, int position, int count, int[][] into);
}
