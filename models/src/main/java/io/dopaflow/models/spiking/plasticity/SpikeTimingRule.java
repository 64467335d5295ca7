package io.dopaflow.models.spiking.plasticity;

/**
 * How a synapse changes at a spike. A rule sees traces: a trace of a side is the sum of exp(-dt / tau) over the pairs that the
 * {@link #pairing} counts with earlier spikes of that side. It gives the new value of what it changes, which is a weight or, in a synapse with
 * eligibility, the eligibility.
 *
 * <p>Another rule is a class that implements this and a line in {@link PlasticityRules}.
 */
public interface SpikeTimingRule {

    /** Which pairs count. */
    Pairing pairing();

    /** The time constant of the presynaptic trace, in ms. */
    double tauPre();

    /** The time constant of the postsynaptic trace, in ms. */
    double tauPost();

    /** The time constant of a second, slow presynaptic trace over all spikes, in ms; 0 without one. */
    default double slowTauPre() {
        return 0;
    }

    /** The time constant of a second, slow postsynaptic trace over all spikes, in ms; 0 without one. */
    default double slowTauPost() {
        return 0;
    }

    /**
     * The value after a postsynaptic spike.
     *
     * @param value before it: the weight's size, or the eligibility
     * @param pre the presynaptic trace
     * @param slowPost the slow postsynaptic trace just before the spike
     */
    double atPost(double value, double pre, double slowPost);

    /**
     * The value after a presynaptic spike.
     *
     * @param value before it: the weight's size, or the eligibility
     * @param post the postsynaptic trace
     * @param slowPre the slow presynaptic trace just before the spike
     */
    double atPre(double value, double post, double slowPre);
}
