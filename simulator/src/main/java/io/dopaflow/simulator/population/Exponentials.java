package io.dopaflow.simulator.population;

import io.dopaflow.models.numerics.Exponential;

/** The exponentials of many numbers, with the bits of {@link Exponential#exp}. */
public final class Exponentials {
    private Exponentials() {}

    /**
     * Writes exp(x) of a stretch of numbers to the same places of another array.
     *
     * @param x the numbers
     * @param into where to write; another array
     * @param from the first place
     * @param to the place after the last
     * @return whether all numbers are between {@value Exponential#SMALLEST} and {@code -}{@value Exponential#SMALLEST}, and so
     *     finite
     */
    public static boolean of(double[] x, double[] into, int from, int to) {
        int done = VectorModule.isResolved() ? VectorExponentials.of(x, into, from, to) : from;
        boolean near = true;
        for (int i = done; i < to; i++) {
            into[i] = Exponential.exp(x[i]);
            near &= Math.abs(x[i]) <= -Exponential.SMALLEST;
        }
        return near;
    }
}
