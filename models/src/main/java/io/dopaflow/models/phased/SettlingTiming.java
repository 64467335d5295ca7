package io.dopaflow.models.phased;

/**
 * The eligibility of a synapse from the timing of what it sees while neurons settle: over the steps, the mean of the presynaptic
 * amplitude before and after times the change of the postsynaptic one, and the other way round. In continuous time it is the
 * integral of pre dpost/dt + post dpre/dt (Bengio, Mesnard, Fischer, Zhang and Wu 2015, the rule behind spike-timing dependent
 * plasticity); summed over a phase it is, but for rounding, the difference of the products at its end and at its start.
 */
public final class SettlingTiming {
    private SettlingTiming() {}

    /**
     * The share of one step.
     *
     * @param pre presynaptic amplitude before
     * @param nextPre after
     * @param post postsynaptic amplitude before
     * @param nextPost after
     */
    public static double ofStep(double pre, double nextPre, double post, double nextPost) {
        return (pre + nextPre) / 2 * (nextPost - post) + (post + nextPost) / 2 * (nextPre - pre);
    }

    /**
     * The sum over a phase, from its first step on.
     *
     * @param pre presynaptic amplitudes, at the start and after each step
     * @param post postsynaptic ones
     */
    public static double of(double[] pre, double[] post) {
        double sum = 0;
        for (int step = 1; step < pre.length; step++) {
            sum += ofStep(pre[step - 1], pre[step], post[step - 1], post[step]);
        }
        return sum;
    }
}
