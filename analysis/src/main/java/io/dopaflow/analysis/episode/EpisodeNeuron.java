package io.dopaflow.analysis.episode;

import io.dopaflow.models.numerics.Ranges;

/**
 * Parameters of a leaky neuron with escape noise and delta synapses. Without spikes V decays towards E_L with tau_m; it starts
 * there. The hazard of a spike is
 *
 * <pre>rho(V) = rho_0 exp((V - V_th) / Delta_u)</pre>
 *
 * (W. Gerstner, W. Kistler, R. Naud and L. Paninski, Neuronal Dynamics, 2014, chapter 9).
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>parameter</th><th>unit</th><th>range</th><th>meaning</th></tr>
 * <tr><td>tauM</td><td>ms</td><td>&gt; 0</td><td>membrane time constant</td></tr>
 * <tr><td>eL</td><td>mV</td><td>finite</td><td>resting potential</td></tr>
 * <tr><td>rho0</td><td>1/ms</td><td>&gt; 0</td><td>hazard at threshold</td></tr>
 * <tr><td>vTh</td><td>mV</td><td>finite</td><td>threshold</td></tr>
 * <tr><td>deltaU</td><td>mV</td><td>&gt; 0</td><td>width of the threshold</td></tr>
 * </table>
 *
 * @param reset what a spike does to V
 */
public record EpisodeNeuron(double tauM, double eL, double rho0, double vTh, double deltaU, Reset reset) {
    /** Validates the ranges of the table. */
    public EpisodeNeuron {
        Ranges.positive("tau_m", tauM, "ms");
        Ranges.finite("E_L", eL, "mV");
        Ranges.positive("rho_0", rho0, "1/ms");
        Ranges.finite("V_th", vTh, "mV");
        Ranges.positive("Delta_u", deltaU, "mV");
    }
}
