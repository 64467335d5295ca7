package io.dopaflow.models.spiking;

/**
 * Looks at the concentration of a modulator at an interval: at interval, 2 interval, ..., after what arrives at that time.
 *
 * @param modulator its place in the network
 * @param everyPs above 0, a multiple of the time's unit
 */
public record ModulatorProbe(int modulator, long everyPs) {

    /** Validates the interval. */
    public ModulatorProbe {
        if (everyPs < 1) {
            throw new IllegalArgumentException("a modulator is looked at each " + everyPs + " ps; allowed: above 0");
        }
    }

    /** The first time after another, at which it looks, in ps. */
    public long next(long after) {
        return (Math.max(after, 0) / everyPs + 1) * everyPs;
    }
}
