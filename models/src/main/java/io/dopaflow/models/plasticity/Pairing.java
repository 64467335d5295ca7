package io.dopaflow.models.plasticity;

/** Which pairs of spikes make the eligibility of a synapse. */
public enum Pairing {
    /**
     * The arrival with the postsynaptic spikes before and after it: potentiation less depression. The rule (2.1) of
     * Christensen and Kallsen (2023), with exp(-U) - exp(U).
     */
    SURROUNDING {
        @Override
        public NoiseShape noise(RewardBaseline baseline) {
            return baseline.noise();
        }
    },
    /**
     * The arrival with the postsynaptic spike before it, in the last cycle and in this one: the depression then less the
     * depression now. The factor exp(-U(l)) - exp(-U(l-1)) as Christensen and Kallsen print it in (2.2) and (3.1). To
     * leading order its drift is the same, as the losses of both cycles contribute half each. Its increments are no
     * martingale differences: two successive ones share a jitter, and with that the noise relative to the drift is
     * (T^2 / n) [1.5 ||g||^2 I + 1.5 g g' - 1.2 diag(g^2)], of trace 1.5 d + 0.3, in the long run.
     */
    SUCCESSIVE {
        @Override
        public NoiseShape noise(RewardBaseline baseline) {
            return new NoiseShape(1.5, 1.5, NoiseShape.UNIFORM, NoiseShape.EvenPart.FLUCTUATES);
        }
    };

    /** The noise relative to the drift with a baseline that the pairing allows, to leading order in A. */
    public abstract NoiseShape noise(RewardBaseline baseline);
}
