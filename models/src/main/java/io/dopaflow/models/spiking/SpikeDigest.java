package io.dopaflow.models.spiking;

/**
 * Sums up the spikes of a cell in 64 bits: equal for equal trains, and with near certainty different for different ones. It
 * grows spike by spike, so that it needs no memory of the train, and does not depend on what other cells did meanwhile.
 */
public final class SpikeDigest {
    private SpikeDigest() {}

    /** The digest with another spike. */
    public static long with(long digest, long timePs) {
        // The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each bit of its input moves half the bits of its
        // output.
        long mixed = digest + timePs + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
