package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Ranges;
import java.util.ArrayList;
import java.util.List;

/**
 * A leaky membrane with current-based synapses, apart from its spikes:
 *
 * <pre>
 * C_m dV/dt = -(C_m / tau_m) (V - E_L) + I_e + I_ex(t) + I_in(t)
 * </pre>
 */
sealed interface LeakyMembrane extends NeuronType permits LifParameters, Srm {
    /** The time constants of currents where there are none, in ms. */
    double NO_TAU_SYN = 2;

    /** Of the postsynaptic response. */
    SynapseShape shape();

    /** The capacitance, in pF. */
    double cM();

    /** The membrane time constant, in ms. */
    double tauM();

    /** The resting potential, in mV. */
    double eL();

    /** The threshold, in mV. */
    double vTh();

    /** The constant current, in pA. */
    double iE();

    /** The decay of excitatory currents, in ms. */
    double tauSynEx();

    /** The decay of inhibitory currents, in ms. */
    double tauSynIn();

    /**
     * The data sheet of a form.
     *
     * @param ofSpikes the threshold and what else says when and how a spike ends
     */
    static List<Parameter> sheet(SynapseShape shape, Parameter... ofSpikes) {
        List<Parameter> parameters = new ArrayList<>(List.of(
                new Parameter("C_m", "pF", 250, "above 0", "capacitance"),
                new Parameter("tau_m", "ms", 10, "above 0", "membrane time constant"),
                new Parameter("E_L", "mV", -70, "finite", "resting potential")));
        parameters.addAll(List.of(ofSpikes));
        parameters.add(new Parameter("I_e", "pA", 0, "finite", "constant current"));
        if (shape != SynapseShape.DELTA) {
            parameters.add(new Parameter("tau_syn_ex", "ms", 2, "above 0", "time constant of excitatory currents"));
            parameters.add(new Parameter("tau_syn_in", "ms", 2, "above 0", "time constant of inhibitory currents"));
        }
        return parameters;
    }

    /** A time constant of currents, in ms. */
    static double tauSyn(SynapseShape shape, ParameterValues values, String name) {
        return shape == SynapseShape.DELTA ? NO_TAU_SYN : values.get(name);
    }

    /** Refuses values out of the ranges of the data sheet. */
    static void check(double cM, double tauM, double eL, double vTh, double iE, double tauSynEx, double tauSynIn) {
        Ranges.positive("C_m", cM, "pF");
        Ranges.positive("tau_m", tauM, "ms");
        Ranges.positive("tau_syn_ex", tauSynEx, "ms");
        Ranges.positive("tau_syn_in", tauSynIn, "ms");
        Ranges.finite("E_L", eL, "mV");
        Ranges.finite("V_th", vTh, "mV");
        Ranges.finite("I_e", iE, "pA");
    }

    /** Where V settles without spikes, in mV, with a current in pA beside I_e. */
    default double steadyPotential(double injected) {
        return eL() + (iE() + injected) * tauM() / cM();
    }

    @Override
    default List<String> variables() {
        return shape() == SynapseShape.DELTA ? List.of("V_m") : List.of("V_m", "I_syn_ex", "I_syn_in");
    }

    @Override
    default double rest() {
        return eL();
    }

    @Override
    default double[] start(double v0) {
        double[] start = new double[variables().size()];
        start[0] = v0;
        return start;
    }
}
