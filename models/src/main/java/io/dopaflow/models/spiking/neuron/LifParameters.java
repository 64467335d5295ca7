package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Ranges;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters of a leaky integrate-and-fire neuron with current-based synapses,
 *
 * <pre>
 * C_m dV/dt = -(C_m / tau_m) (V - E_L) + I_e + I_ex(t) + I_in(t);   V &gt;= V_th: spike, V = V_reset, held for t_ref
 * </pre>
 *
 * <table>
 * <caption>Names are NEST's</caption>
 * <tr><th>parameter</th><th>unit</th><th>default</th><th>range</th><th>meaning</th></tr>
 * <tr><td>cM</td><td>pF</td><td>250</td><td>&gt; 0</td><td>capacitance</td></tr>
 * <tr><td>tauM</td><td>ms</td><td>10</td><td>&gt; 0</td><td>membrane time constant</td></tr>
 * <tr><td>eL</td><td>mV</td><td>-70</td><td>finite</td><td>resting potential</td></tr>
 * <tr><td>vTh</td><td>mV</td><td>-55</td><td>finite</td><td>threshold</td></tr>
 * <tr><td>vReset</td><td>mV</td><td>-70</td><td>&lt; vTh</td><td>potential after a spike</td></tr>
 * <tr><td>refractoryPs</td><td>ps</td><td>2 ms</td><td>&gt;= 0</td><td>how long V is held there</td></tr>
 * <tr><td>iE</td><td>pA</td><td>0</td><td>finite</td><td>constant current</td></tr>
 * <tr><td>tauSynEx, tauSynIn</td><td>ms</td><td>2</td><td>&gt; 0</td><td>decay of excitatory (w &gt;= 0) and inhibitory
 * currents; one that equals tau_m is no special case</td></tr>
 * </table>
 *
 * @param shape of the postsynaptic response
 */
public record LifParameters(
        SynapseShape shape,
        double cM,
        double tauM,
        double eL,
        double vTh,
        double vReset,
        long refractoryPs,
        double iE,
        double tauSynEx,
        double tauSynIn)
        implements NeuronType {

    private static final List<String> DELTA = List.of("V_m");
    private static final List<String> CURRENTS = List.of("V_m", "I_syn_ex", "I_syn_in");

    /** The model for scenario files. */
    static NeuronModel model(SynapseShape shape) {
        return new NeuronModel("lif", shape.word(), shape.weightUnit(), sheet(shape), values -> of(shape, values));
    }

    /** The data sheet of a form. */
    static List<Parameter> sheet(SynapseShape shape) {
        List<Parameter> parameters = new ArrayList<>(List.of(
                new Parameter("C_m", "pF", 250, "above 0", "capacitance"),
                new Parameter("tau_m", "ms", 10, "above 0", "membrane time constant"),
                new Parameter("E_L", "mV", -70, "finite", "resting potential"),
                new Parameter("V_th", "mV", -55, "above V_reset", "threshold"),
                new Parameter("V_reset", "mV", -70, "below V_th", "potential after a spike"),
                new Parameter("t_ref", "ms", 2, "from 0", "how long V is held there"),
                new Parameter("I_e", "pA", 0, "finite", "constant current")));
        if (shape != SynapseShape.DELTA) {
            parameters.add(new Parameter("tau_syn_ex", "ms", 2, "above 0", "time constant of excitatory currents"));
            parameters.add(new Parameter("tau_syn_in", "ms", 2, "above 0", "time constant of inhibitory currents"));
        }
        return parameters;
    }

    static LifParameters of(SynapseShape shape, ParameterValues values) {
        return new LifParameters(
                shape,
                values.get("C_m"),
                values.get("tau_m"),
                values.get("E_L"),
                values.get("V_th"),
                values.get("V_reset"),
                values.picoseconds("t_ref"),
                values.get("I_e"),
                shape == SynapseShape.DELTA ? 2 : values.get("tau_syn_ex"),
                shape == SynapseShape.DELTA ? 2 : values.get("tau_syn_in"));
    }

    /** The defaults of the table. */
    public static LifParameters standard(SynapseShape shape) {
        return new LifParameters(shape, 250, 10, -70, -55, -70, 2_000_000_000L, 0, 2, 2);
    }

    /** Validates the ranges of the table. */
    public LifParameters {
        Ranges.positive("C_m", cM, "pF");
        Ranges.positive("tau_m", tauM, "ms");
        Ranges.positive("tau_syn_ex", tauSynEx, "ms");
        Ranges.positive("tau_syn_in", tauSynIn, "ms");
        Ranges.finite("E_L", eL, "mV");
        Ranges.finite("V_th", vTh, "mV");
        Ranges.finite("I_e", iE, "pA");
        Ranges.below("V_reset", vReset, "V_th", vTh);
        RefractoryPeriods.check(refractoryPs);
    }

    /** Where V settles without spikes, in mV, with a current in pA beside I_e. */
    double steadyPotential(double injected) {
        return eL + (iE + injected) * tauM / cM;
    }

    @Override
    public List<String> variables() {
        return shape == SynapseShape.DELTA ? DELTA : CURRENTS;
    }

    @Override
    public double rest() {
        return eL;
    }

    @Override
    public double[] start(double v0) {
        double[] start = new double[variables().size()];
        start[0] = v0;
        return start;
    }

    @Override
    public ContinuousNeuron continuous(double[] start, NeuronNoise noise) {
        return new Lif(this, start);
    }

    @Override
    public GridNeuron onGrid(long stepPs, double[] start, NeuronNoise noise) {
        return new GroupOfOne(atThreshold(stepPs, start));
    }

    @Override
    public GridGroup group(long stepPs, List<double[]> starts, List<NeuronNoise> noises) {
        return atThreshold(stepPs, starts.toArray(new double[0][]));
    }

    private GridGroup atThreshold(long stepPs, double[]... starts) {
        return new ThresholdGroup(
                variables(),
                new LifArrays(this, stepPs, starts),
                new HeldNeurons(starts.length, refractoryPs, stepPs, vReset),
                vTh,
                GroupLoops.PLAIN);
    }
}
