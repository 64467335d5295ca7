package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * A leaky integrate-and-fire neuron with conductance-based synapses (NEST's iaf_cond_exp and iaf_cond_alpha),
 *
 * <pre>
 * C_m dV/dt = -g_L (V - E_L) - g_ex(t) (V - E_ex) - g_in(t) (V - E_in) + I_e;   V &gt;= V_th: spike, V = V_reset, held for t_ref
 * exponential: an arrival adds |w| to g,              dg/dt = -g / tau_syn
 * alpha:       an arrival adds |w| e / tau_syn to s,  dg/dt = s - g / tau_syn,  ds/dt = -s / tau_syn;  its peak is |w|
 * </pre>
 *
 * Weights are in nS; one of 0 and above acts on g_ex, one below 0 on g_in. Conductances go on during refractoriness. There is no
 * bound on conductances: the time constant of the membrane may become as short as they make it.
 *
 * <p>On a grid exponential conductances decay exactly and V is solved by Gauss' method of order 4, in steps of at most 0.1 ms and
 * an eighth of the shortest time constant; alpha ones are solved as {@link GridSolvedNeuron} says.
 *
 * <table>
 * <caption>Names are NEST's</caption>
 * <tr><th>parameter</th><th>unit</th><th>default</th><th>range</th><th>meaning</th></tr>
 * <tr><td>cM</td><td>pF</td><td>250</td><td>&gt; 0</td><td>capacitance</td></tr>
 * <tr><td>gL</td><td>nS</td><td>16.6667</td><td>&gt; 0</td><td>leak conductance</td></tr>
 * <tr><td>eL</td><td>mV</td><td>-70</td><td>finite</td><td>leak reversal potential</td></tr>
 * <tr><td>eEx, eIn</td><td>mV</td><td>0, -85</td><td>finite</td><td>reversal potentials of synapses</td></tr>
 * <tr><td>vTh</td><td>mV</td><td>-55</td><td>finite</td><td>threshold</td></tr>
 * <tr><td>vReset</td><td>mV</td><td>-60</td><td>&lt; vTh</td><td>potential after a spike</td></tr>
 * <tr><td>refractoryPs</td><td>ps</td><td>2 ms</td><td>&gt;= 0</td><td>how long V is held there</td></tr>
 * <tr><td>iE</td><td>pA</td><td>0</td><td>finite</td><td>constant current</td></tr>
 * <tr><td>tauSynEx, tauSynIn</td><td>ms</td><td>0.2, 2</td><td>&gt; 0</td><td>time constants of conductances</td></tr>
 * </table>
 *
 * @param shape {@link SynapseShape#EXPONENTIAL} or {@link SynapseShape#ALPHA}
 */
public record CondLif(
        SynapseShape shape,
        double cM,
        double gL,
        double eL,
        double eEx,
        double eIn,
        double vTh,
        double vReset,
        long refractoryPs,
        double iE,
        double tauSynEx,
        double tauSynIn)
        implements NeuronEquations {

    private static final List<String> EXPONENTIAL = List.of("V_m", "g_ex", "g_in");
    private static final List<String> ALPHA = List.of("V_m", "g_ex", "g_in", "dg_ex", "dg_in");

    // Places in the state.
    private static final int G_EX = 1;
    private static final int G_IN = 2;
    private static final int S_EX = 3;
    private static final int S_IN = 4;

    /** The model for scenario files. */
    static NeuronModel model(SynapseShape shape, String word) {
        return new NeuronModel(
                "lif",
                word,
                "nS",
                List.of(
                        new Parameter("C_m", "pF", 250, "above 0", "capacitance"),
                        new Parameter("g_L", "nS", 16.6667, "above 0", "leak conductance"),
                        new Parameter("E_L", "mV", -70, "finite", "leak reversal potential"),
                        new Parameter("E_ex", "mV", 0, "finite", "reversal potential of excitatory synapses"),
                        new Parameter("E_in", "mV", -85, "finite", "reversal potential of inhibitory synapses"),
                        new Parameter("V_th", "mV", -55, "above V_reset", "threshold"),
                        new Parameter("V_reset", "mV", -60, "below V_th", "potential after a spike"),
                        new Parameter("t_ref", "ms", 2, "from 0", "how long V is held there"),
                        new Parameter("I_e", "pA", 0, "finite", "constant current"),
                        new Parameter("tau_syn_ex", "ms", 0.2, "above 0", "time constant of excitatory conductances"),
                        new Parameter("tau_syn_in", "ms", 2, "above 0", "time constant of inhibitory conductances")),
                values -> new CondLif(
                        shape,
                        values.get("C_m"),
                        values.get("g_L"),
                        values.get("E_L"),
                        values.get("E_ex"),
                        values.get("E_in"),
                        values.get("V_th"),
                        values.get("V_reset"),
                        values.picoseconds("t_ref"),
                        values.get("I_e"),
                        values.get("tau_syn_ex"),
                        values.get("tau_syn_in")));
    }

    /** The defaults of the table. */
    public static CondLif standard(SynapseShape shape) {
        return new CondLif(shape, 250, 16.6667, -70, 0, -85, -55, -60, 2_000_000_000L, 0, 0.2, 2);
    }

    /** Validates the ranges of the table. */
    public CondLif {
        if (shape == SynapseShape.DELTA) {
            throw new IllegalArgumentException(
                    "the shape of conductances is " + shape + "; allowed: EXPONENTIAL, ALPHA");
        }
        Ranges.positive("C_m", cM, "pF");
        Ranges.positive("g_L", gL, "nS");
        Ranges.finite("E_L", eL, "mV");
        Ranges.finite("E_ex", eEx, "mV");
        Ranges.finite("E_in", eIn, "mV");
        Ranges.finite("V_th", vTh, "mV");
        Ranges.below("V_reset", vReset, "V_th", vTh);
        RefractoryPeriods.check(refractoryPs);
        Ranges.finite("I_e", iE, "pA");
        Ranges.positive("tau_syn_ex", tauSynEx, "ms");
        Ranges.positive("tau_syn_in", tauSynIn, "ms");
    }

    @Override
    public List<String> variables() {
        return shape == SynapseShape.ALPHA ? ALPHA : EXPONENTIAL;
    }

    @Override
    public double[] start(double v0) {
        double[] state = new double[variables().size()];
        state[0] = v0;
        return state;
    }

    @Override
    public void derivative(double[] y, double injected, double[] dy) {
        double v = y[0];
        dy[0] = (-gL * (v - eL) - y[G_EX] * (v - eEx) - y[G_IN] * (v - eIn) + (iE + injected)) / cM;
        dy[G_EX] = -y[G_EX] / tauSynEx;
        dy[G_IN] = -y[G_IN] / tauSynIn;
        if (shape == SynapseShape.ALPHA) {
            dy[G_EX] += y[S_EX];
            dy[G_IN] += y[S_IN];
            dy[S_EX] = -y[S_EX] / tauSynEx;
            dy[S_IN] = -y[S_IN] / tauSynIn;
        }
    }

    @Override
    public void receive(double[] y, double excitatory, double inhibitory) {
        if (shape == SynapseShape.ALPHA) {
            y[S_EX] += excitatory * StrictMath.E / tauSynEx;
            y[S_IN] -= inhibitory * StrictMath.E / tauSynIn;
        } else {
            y[G_EX] += excitatory;
            y[G_IN] -= inhibitory;
        }
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
        return vTh;
    }

    @Override
    public double rest() {
        return eL;
    }

    /** For exponential conductances an eighth of the shortest time constant, and 0.1 ms at most. */
    @Override
    public double longestSubstep() {
        return shape == SynapseShape.EXPONENTIAL
                ? Math.min(0.1, Math.min(cM / gL, Math.min(tauSynEx, tauSynIn)) / 8)
                : NeuronEquations.super.longestSubstep();
    }

    @Override
    public GridNeuron onGrid(long stepPs, double[] start, NeuronNoise noise) {
        return shape == SynapseShape.EXPONENTIAL
                ? new GroupOfOne(atThreshold(stepPs, start))
                : NeuronEquations.super.onGrid(stepPs, start, noise);
    }

    @Override
    public GridGroup group(long stepPs, List<double[]> starts, List<NeuronNoise> noises) {
        return shape == SynapseShape.EXPONENTIAL
                ? atThreshold(stepPs, starts.toArray(new double[0][]))
                : NeuronEquations.super.group(stepPs, starts, noises);
    }

    private GridGroup atThreshold(long stepPs, double[]... starts) {
        return new ThresholdGroup(
                variables(),
                new CondLifArrays(this, stepPs, starts),
                new HeldNeurons(starts.length, new AfterSpike.ResetAndHold(vReset, refractoryPs), stepPs),
                vTh,
                GroupLoops.PLAIN);
    }
}
