package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Exponential;

/** exp(-dt / tau) over times in units of a network's time. On a grid a table holds the values of whole steps. */
public final class Decay {
    private static final double MS_PER_PS = 1e-9;

    private final double unitMs;
    private final double tauMs;
    private final double[] table;

    /**
     * A decay.
     *
     * @param tauMs in ms; above 0
     * @param unitPs the unit of time in ps
     * @param tabulated so many units are looked up; above, they are computed to the same bits
     */
    public Decay(double tauMs, long unitPs, int tabulated) {
        this.unitMs = unitPs * MS_PER_PS;
        this.tauMs = tauMs;
        this.table = new double[tabulated];
        for (int units = 0; units < tabulated; units++) {
            table[units] = computed(units);
        }
    }

    /** The factor over a time. */
    public double over(long units) {
        return units < table.length ? table[(int) units] : computed(units);
    }

    private double computed(long units) {
        return Exponential.exp(-(units * unitMs) / tauMs);
    }
}
