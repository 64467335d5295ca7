package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;

/**
 * Plasticity of inhibitory synapses that balances excitation (Vogels, Sprekeler, Zenke, Clopath and Gerstner 2011, equations 2 and 3 of
 * their supplement), on the size of the weight:
 *
 * <pre>
 * post: |w| += eta x;   pre: |w| += eta (y - alpha)
 * </pre>
 *
 * <p>with x and y the traces of presynaptic and postsynaptic spikes. It brings the postsynaptic rate to alpha / (2 tau).
 *
 * @param eta learning rate, in the weight's unit; from 0
 * @param alpha depression by each presynaptic spike; from 0
 * @param tau time constant of both traces in ms; above 0
 */
public record InhibitoryStdp(double eta, double alpha, double tau) implements SpikeTimingRule {

    /** Validates the ranges. */
    public InhibitoryStdp {
        Ranges.notNegative("eta", eta, "");
        Ranges.notNegative("alpha", alpha, "");
        Ranges.positive("tau", tau, "ms");
    }

    @Override
    public Pairing pairing() {
        return Pairing.ALL_TO_ALL;
    }

    @Override
    public double tauPre() {
        return tau;
    }

    @Override
    public double tauPost() {
        return tau;
    }

    @Override
    public double atPost(double value, double pre, double slowPost) {
        return value + eta * pre;
    }

    @Override
    public double atPre(double value, double post, double slowPre) {
        return value + eta * post - alpha * eta;
    }
}
