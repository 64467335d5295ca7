package io.dopaflow.models.spiking.plasticity;

import java.util.HashMap;
import java.util.Map;

/**
 * The time of synapses, in units of a network's time.
 *
 * <p>Every second of biological time all synapses are brought up to date, whether their neurons spike or not. So nothing must be remembered
 * for longer, and what synapses do once a second is done then. The times of settling are the same in every engine: changes from one to the
 * next are cut there.
 */
public final class SynapticTime {
    /** Before all times. */
    static final long NEVER_YET = Long.MIN_VALUE / 4;

    private static final long SETTLING_PS = 1_000_000_000_000L;
    private static final int GRID_TABLE = 12_000;

    private final long unitPs;
    private final Map<Double, Decay> decays = new HashMap<>();

    /**
     * The time of a network.
     *
     * @param unitPs its unit in ps
     */
    public SynapticTime(long unitPs) {
        this.unitPs = unitPs;
    }

    /** Whether time goes in steps, so that spikes meet and decays are looked up. */
    boolean isGrid() {
        return unitPs > 1;
    }

    /** From one settling to the next, in units. */
    public long settling() {
        return Math.max(1, SETTLING_PS / unitPs);
    }

    /** From one settling to the next, in seconds. */
    double settlingSeconds() {
        return settling() * unitPs * 1e-12;
    }

    /** The first settling after a time. */
    long settlingAfter(long time) {
        return time < 0 ? settling() : (time / settling() + 1) * settling();
    }

    /**
     * The last settling that has come for all synapses.
     *
     * @param now up to which everything has arrived
     * @param longestDendritic delay of the projection
     */
    public long settled(long now, long longestDendritic) {
        long time = now - longestDendritic;
        return time < settling() ? 0 : time / settling() * settling();
    }

    /** A decay over this time; the same one for all synapses. Asked for by one thread, as a network is built. */
    public Decay decay(double tauMs) {
        int tabulated = isGrid() ? (int) Math.min(GRID_TABLE, settling() + settling() / 5) : 0;
        return decays.computeIfAbsent(tauMs, tau -> new Decay(tau, unitPs, tabulated));
    }
}
