package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Ranges;
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
        implements LeakyMembrane {

    /** The model for scenario files. */
    static NeuronModel model(SynapseShape shape) {
        return new NeuronModel("lif", shape.word(), shape.weightUnit(), sheet(shape), values -> of(shape, values));
    }

    /** The data sheet of a form. */
    static List<Parameter> sheet(SynapseShape shape) {
        return LeakyMembrane.sheet(
                shape,
                new Parameter("V_th", "mV", -55, "above V_reset", "threshold"),
                new Parameter("V_reset", "mV", -70, "below V_th", "potential after a spike"),
                new Parameter("t_ref", "ms", 2, "from 0", "how long V is held there"));
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
                LeakyMembrane.tauSyn(shape, values, "tau_syn_ex"),
                LeakyMembrane.tauSyn(shape, values, "tau_syn_in"));
    }

    /** The defaults of the table. */
    public static LifParameters standard(SynapseShape shape) {
        return new LifParameters(shape, 250, 10, -70, -55, -70, 2_000_000_000L, 0, 2, 2);
    }

    /** Validates the ranges of the table. */
    public LifParameters {
        LeakyMembrane.check(cM, tauM, eL, vTh, iE, tauSynEx, tauSynIn);
        Ranges.below("V_reset", vReset, "V_th", vTh);
        RefractoryPeriods.check(refractoryPs);
    }

    /** What a spike does to V. */
    AfterSpike afterSpike() {
        return new AfterSpike.ResetAndHold(vReset, refractoryPs);
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
                new HeldNeurons(starts.length, afterSpike(), stepPs),
                vTh,
                GroupLoops.PLAIN);
    }
}
