package io.dopaflow.models.plasticity;

import io.dopaflow.models.random.Jitter;

/** How far from the middle of its window a spike arrives in a cycle, by the offset that is drawn for it. */
public enum Perturbation {
    /** By the offset drawn for this cycle: U. */
    DRAWN(1),
    /** By the negative of the offset drawn for the cycle before: -U. */
    MIRRORED(-1),
    /** Not at all: every spike arrives in the middle of its window. */
    ABSENT(0);

    private final int sign;

    Perturbation(int sign) {
        this.sign = sign;
    }

    /** What the drawn offset is multiplied by: 1, -1 or 0. */
    public int sign() {
        return sign;
    }

    /**
     * How far from the middle of the window the spike arrives, in picoseconds.
     *
     * @param bits the random bits of the cycle that {@link #drawnCycle} says
     * @param halfWindowPs half of the window's length, not negative
     */
    public long offsetPs(int bits, long halfWindowPs) {
        return sign * Jitter.offsetPs(bits, halfWindowPs);
    }

    /** The cycle whose draw is used, for a cycle that perturbs like this. */
    public long drawnCycle(long runCycle) {
        return this == MIRRORED ? runCycle - 1 : runCycle;
    }
}
