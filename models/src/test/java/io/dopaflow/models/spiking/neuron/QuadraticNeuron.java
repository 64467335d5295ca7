package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/** A quadratic integrate-and-fire neuron, tau_m dV/dt = (V - E_L) (V - V_c) / (V_c - E_L) + I; at V_peak V = V_reset. */
record QuadraticNeuron(double tauM, double eL, double vC, double vPeak, double vReset, double iE)
        implements NeuronEquations {

    static NeuronModel model() {
        return new NeuronModel(
                "quadratic",
                "",
                "mV",
                List.of(
                        new Parameter("tau_m", "ms", 10, "above 0", "membrane time constant"),
                        new Parameter("E_L", "mV", -65, "finite", "resting potential"),
                        new Parameter("V_c", "mV", -50, "above E_L", "where V runs away"),
                        new Parameter("V_peak", "mV", 30, "above V_reset", "potential of a spike"),
                        new Parameter("V_reset", "mV", -60, "below V_peak", "potential after a spike"),
                        new Parameter("I_e", "mV", 0, "finite", "constant input")),
                values -> new QuadraticNeuron(
                        values.get("tau_m"),
                        values.get("E_L"),
                        values.get("V_c"),
                        values.get("V_peak"),
                        values.get("V_reset"),
                        values.get("I_e")));
    }

    QuadraticNeuron {
        Ranges.positive("tau_m", tauM, "ms");
        Ranges.below("E_L", eL, "V_c", vC);
        Ranges.below("V_reset", vReset, "V_peak", vPeak);
        Ranges.finite("V_c", vC, "mV");
        Ranges.finite("I_e", iE, "mV");
    }

    @Override
    public List<String> variables() {
        return List.of("V_m");
    }

    @Override
    public double rest() {
        return eL;
    }

    @Override
    public double[] start(double v0) {
        return new double[] {v0};
    }

    @Override
    public void derivative(double[] y, double injected, double[] dy) {
        dy[0] = ((y[0] - eL) * (y[0] - vC) / (vC - eL) + (iE + injected)) / tauM;
    }

    @Override
    public void receive(double[] y, double excitatory, double inhibitory) {
        y[0] += excitatory + inhibitory;
    }

    @Override
    public void reset(double[] y) {
        y[0] = vReset;
    }

    @Override
    public SpikeRule rule() {
        return SpikeRule.THRESHOLD;
    }

    @Override
    public double threshold() {
        return vPeak;
    }

    @Override
    public double ceiling() {
        return vPeak;
    }

    @Override
    public long refractoryPs() {
        return 0;
    }
}
