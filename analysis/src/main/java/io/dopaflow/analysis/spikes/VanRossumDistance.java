package io.dopaflow.analysis.spikes;

/**
 * How far two trains of spikes are apart (van Rossum 2001, equation 2.2): each spike becomes an exponential that decays with a
 * time constant, and the squared difference of both sums is integrated over time, over that constant. A spike that one train lacks makes
 * 1/2, one that is shifted by dt makes 1 - exp(-dt/tau).
 */
public final class VanRossumDistance {
    private VanRossumDistance() {}

    /**
     * The squared distance, in one pass over both trains.
     *
     * @param a times in ps, ascending
     * @param b times in ps, ascending
     * @param tauPs the time constant, above 0
     */
    public static double squared(long[] a, long[] b, double tauPs) {
        // With s = 1 for spikes of a and -1 for those of b: the sum over all pairs i, j of s_i s_j exp(-|t_i -
        // t_j|/tau) / 2.
        double sum = 0;
        double trace = 0;
        long last = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            boolean first = j == b.length || (i < a.length && a[i] <= b[j]);
            long time = first ? a[i++] : b[j++];
            int sign = first ? 1 : -1;
            trace *= StrictMath.exp(-(time - last) / tauPs);
            sum += 0.5 + sign * trace;
            trace += sign;
            last = time;
        }
        return Math.max(0, sum);
    }
}
