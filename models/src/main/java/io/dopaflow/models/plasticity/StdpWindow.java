package io.dopaflow.models.plasticity;

import io.dopaflow.models.neuron.IntegrationWindow;

/**
 * Spike-timing-dependent plasticity with nearest-neighbour pairing: one presynaptic arrival is paired with the
 * postsynaptic spikes before and after it. Pre shortly before post potentiates, post shortly before pre depresses:
 *
 * <pre>c = exp(-(readout - arrival) / tau) - exp(-(arrival - onset) / tau) = exp(-A) (exp(U) - exp(-U))</pre>
 *
 * with U the arrival's distance from the middle of the window in time constants (Schmidt-Hieber 2023, equation (4.3);
 * Christensen and Kallsen 2023, equation (2.1)).
 *
 * @param window whose time constant is that of both branches
 */
public record StdpWindow(IntegrationWindow window) {

    /**
     * The eligibility of a synapse, dimensionless, in [-1, 1].
     *
     * @param preArrivalPs arrival of the presynaptic spike at the synapse
     * @param postOnsetPs postsynaptic spike before it, the onset of the window
     * @param postReadoutPs postsynaptic spike after it, the readout
     */
    public double eligibility(long preArrivalPs, long postOnsetPs, long postReadoutPs) {
        return window.potentiationLessDepression(preArrivalPs, postOnsetPs, postReadoutPs);
    }
}
