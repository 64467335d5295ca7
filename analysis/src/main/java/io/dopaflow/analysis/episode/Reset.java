package io.dopaflow.analysis.episode;

import io.dopaflow.models.numerics.Ranges;

/** What a spike does to the potential of the neuron that makes it. */
public sealed interface Reset {

    /**
     * V = V_reset, where it is held. Arrivals in that time are lost, and there is neither spike nor score. What came before the
     * spike no longer matters to V.
     *
     * @param vReset potential after a spike in mV, finite
     * @param refractorySteps t_ref in steps, or other units of time, from 0
     */
    record Hard(double vReset, long refractorySteps) implements Reset {
        /** Validates the ranges. */
        public Hard {
            Ranges.finite("V_reset", vReset, "mV");
            if (refractorySteps < 0) {
                throw new IllegalArgumentException("t_ref is " + refractorySteps + " steps; allowed: from 0");
            }
        }
    }

    /**
     * V = V - eta, without refractoriness. What came before the spike goes on in V.
     *
     * @param eta what a spike takes from V in mV, finite
     */
    record Soft(double eta) implements Reset {
        /** Validates the range. */
        public Soft {
            Ranges.finite("eta", eta, "mV");
        }
    }
}
