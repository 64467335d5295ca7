package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Ranges;
import java.util.ArrayList;
import java.util.List;

/**
 * A spike-response neuron with escape noise. It spikes by chance, with the hazard
 *
 * <pre>
 * rho(t) = rho_0 exp((V(t) - V_th) / Delta_u)
 * </pre>
 *
 * and a spike takes eta from V instead of resetting it. There is no refractory period: the after-potential alone makes the next spike less
 * likely. With {@link SynapseShape#DELTA} synapses and a V that starts at E_L + R I_e
 *
 * <pre>
 * V(t) = E_L + R I_e + sum_i w_i exp(-(t - t_i) / tau_m) - eta sum_k exp(-(t - t_k) / tau_m),   R = tau_m / C_m
 * </pre>
 *
 * with arrivals w_i at t_i and spikes of its own at t_k (W. Gerstner, W. Kistler, R. Naud and L. Paninski, Neuronal Dynamics, 2014, chapters 6 and
 * 9; J.-P. Pfister, T. Toyoizumi, D. Barber and W. Gerstner, Neural Computation 18, 2006). So V is linear in the weights,
 * and the likelihood of spikes has a derivative in closed form: {@link GridGroup#score}. With eta = 0 spikes are a Poisson process with
 * the rate rho. {@link Escape} resets V and holds it instead.
 *
 * <p>In continuous time spikes have exactly this law, rounded up to whole picoseconds; see {@link EscapeLif}. On a grid with steps h a
 * neuron spikes at the end of a step with the probability 1 - exp(-rho h), rho taken there; at most once in a step.
 *
 * <table>
 * <caption>Defaults are those of {@link Escape}, and an eta that brings V from threshold to rest</caption>
 * <tr><th>parameter</th><th>unit</th><th>default</th><th>range</th><th>meaning</th></tr>
 * <tr><td>cM</td><td>pF</td><td>250</td><td>&gt; 0</td><td>capacitance</td></tr>
 * <tr><td>tauM</td><td>ms</td><td>10</td><td>&gt; 0</td><td>membrane time constant</td></tr>
 * <tr><td>eL</td><td>mV</td><td>-70</td><td>finite</td><td>resting potential</td></tr>
 * <tr><td>vTh</td><td>mV</td><td>-55</td><td>finite</td><td>threshold</td></tr>
 * <tr><td>iE</td><td>pA</td><td>0</td><td>finite</td><td>constant current</td></tr>
 * <tr><td>tauSynEx, tauSynIn</td><td>ms</td><td>2</td><td>&gt; 0</td><td>decay of excitatory (w &gt;= 0) and inhibitory
 * currents; without effect on delta synapses</td></tr>
 * <tr><td>rho0</td><td>1/ms</td><td>0.0526</td><td>&gt; 0</td><td>hazard at threshold</td></tr>
 * <tr><td>deltaU</td><td>mV</td><td>4</td><td>&gt; 0</td><td>width of the threshold</td></tr>
 * <tr><td>eta</td><td>mV</td><td>15</td><td>&gt;= 0</td><td>what a spike takes from V</td></tr>
 * </table>
 *
 * @param shape of the postsynaptic response
 */
public record Srm(
        SynapseShape shape,
        double cM,
        double tauM,
        double eL,
        double vTh,
        double iE,
        double tauSynEx,
        double tauSynIn,
        double rho0,
        double deltaU,
        double eta)
        implements LeakyMembrane, EscapeNoise {

    /** The model for scenario files. */
    static NeuronModel model(SynapseShape shape) {
        List<Parameter> parameters =
                new ArrayList<>(LeakyMembrane.sheet(shape, new Parameter("V_th", "mV", -55, "finite", "threshold")));
        parameters.addAll(EscapeNoise.SHEET);
        parameters.add(new Parameter("eta", "mV", 15, "from 0", "what a spike takes from V"));
        return new NeuronModel("srm", shape.word(), shape.weightUnit(), parameters, values -> of(shape, values));
    }

    private static Srm of(SynapseShape shape, ParameterValues values) {
        return new Srm(
                shape,
                values.get("C_m"),
                values.get("tau_m"),
                values.get("E_L"),
                values.get("V_th"),
                values.get("I_e"),
                LeakyMembrane.tauSyn(shape, values, "tau_syn_ex"),
                LeakyMembrane.tauSyn(shape, values, "tau_syn_in"),
                values.get("rho_0"),
                values.get("Delta_u"),
                values.get("eta"));
    }

    /** The defaults of the table. */
    public static Srm standard(SynapseShape shape) {
        return new Srm(shape, 250, 10, -70, -55, 0, 2, 2, 0.0526, 4, 15);
    }

    /** Validates the ranges of the table. */
    public Srm {
        LeakyMembrane.check(cM, tauM, eL, vTh, iE, tauSynEx, tauSynIn);
        Ranges.positive("rho_0", rho0, "1/ms");
        Ranges.positive("Delta_u", deltaU, "mV");
        Ranges.notNegative("eta", eta, "mV");
    }

    @Override
    public LeakyMembrane leaky() {
        return this;
    }

    @Override
    public AfterSpike afterSpike() {
        return new AfterSpike.Subtract(eta);
    }
}
