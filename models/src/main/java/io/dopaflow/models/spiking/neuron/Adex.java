package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Ranges;
import java.util.ArrayList;
import java.util.List;

/**
 * The adaptive exponential integrate-and-fire neuron (R. Brette and W. Gerstner, Journal of Neurophysiology 94, 2005, equations 1
 * to 3; NEST's aeif_cond_exp and aeif_psc_exp),
 *
 * <pre>
 * C_m dV/dt = -g_L (V - E_L) + g_L Delta_T exp((V - V_th) / Delta_T) - w + I_syn + I_e
 * tau_w dw/dt = a (V - E_L) - w;   V &gt;= V_peak: spike, V = V_reset, w = w + b, V held for t_ref
 * conductances: I_syn = -g_ex (V - E_ex) - g_in (V - E_in), an arrival adds |w| nS to g,   dg/dt = -g / tau_syn
 * currents:     I_syn = I_ex + I_in,                        an arrival adds w pA to I,     dI/dt = -I / tau_syn
 * </pre>
 *
 * A weight of 0 and above acts on the excitatory variable, one below 0 on the inhibitory one. All but V goes on during
 * refractoriness.
 *
 * <p>V runs away to infinity, and passes the last millivolts in much less than a picosecond. The right sides therefore see no V
 * above V_th + {@value #RUNAWAY} Delta_T, where V moves by Delta_T in a thousandth of a picosecond with usual parameters: a
 * V_peak above is reached within the same picosecond, and nothing overflows.
 *
 * <table>
 * <caption>Names are NEST's</caption>
 * <tr><th>parameter</th><th>unit</th><th>default</th><th>range</th><th>meaning</th></tr>
 * <tr><td>cM</td><td>pF</td><td>281</td><td>&gt; 0</td><td>capacitance</td></tr>
 * <tr><td>gL</td><td>nS</td><td>30</td><td>&gt; 0</td><td>leak conductance</td></tr>
 * <tr><td>eL</td><td>mV</td><td>-70.6</td><td>finite</td><td>leak reversal potential</td></tr>
 * <tr><td>vTh</td><td>mV</td><td>-50.4</td><td>&lt;= vPeak</td><td>where spikes set in</td></tr>
 * <tr><td>deltaT</td><td>mV</td><td>2</td><td>&gt; 0</td><td>how sharply</td></tr>
 * <tr><td>vPeak</td><td>mV</td><td>0</td><td>finite</td><td>potential of a spike</td></tr>
 * <tr><td>vReset</td><td>mV</td><td>-60</td><td>&lt; vPeak</td><td>potential after a spike</td></tr>
 * <tr><td>a</td><td>nS</td><td>4</td><td>finite</td><td>adaptation to V</td></tr>
 * <tr><td>b</td><td>pA</td><td>80.5</td><td>finite</td><td>adaptation to spikes</td></tr>
 * <tr><td>tauW</td><td>ms</td><td>144</td><td>&gt; 0</td><td>time constant of adaptation</td></tr>
 * <tr><td>refractoryPs</td><td>ps</td><td>0</td><td>&gt;= 0</td><td>how long V is held at vReset</td></tr>
 * <tr><td>iE</td><td>pA</td><td>0</td><td>finite</td><td>constant current</td></tr>
 * <tr><td>eEx, eIn</td><td>mV</td><td>0, -85</td><td>finite</td><td>reversal potentials of conductances</td></tr>
 * <tr><td>tauSynEx, tauSynIn</td><td>ms</td><td>0.2, 2</td><td>&gt; 0</td><td>time constants of synapses</td></tr>
 * </table>
 *
 * @param synapses what an arrival changes
 */
public record Adex(
        Synapses synapses,
        double cM,
        double gL,
        double eL,
        double vTh,
        double deltaT,
        double vPeak,
        double vReset,
        double a,
        double b,
        double tauW,
        long refractoryPs,
        double iE,
        double eEx,
        double eIn,
        double tauSynEx,
        double tauSynIn)
        implements NeuronEquations {

    /** What an arrival changes. */
    public enum Synapses {
        /** Conductances that decay exponentially; weights in nS. */
        CONDUCTANCES,

        /** Currents that decay exponentially; weights in pA. */
        CURRENTS
    }

    /** Where V moves so fast that its further course does not matter, in Delta_T above V_th. */
    private static final double RUNAWAY = 30;

    private static final List<String> CONDUCTANCES = List.of("V_m", "w", "g_ex", "g_in");
    private static final List<String> CURRENTS = List.of("V_m", "w", "I_ex", "I_in");

    // Places in the state.
    private static final int W = 1;
    private static final int EX = 2;
    private static final int IN = 3;

    /** The model for scenario files. */
    static NeuronModel model(Synapses synapses) {
        boolean byConductances = synapses == Synapses.CONDUCTANCES;
        List<Parameter> parameters = new ArrayList<>(List.of(
                new Parameter("C_m", "pF", 281, "above 0", "capacitance"),
                new Parameter("g_L", "nS", 30, "above 0", "leak conductance"),
                new Parameter("E_L", "mV", -70.6, "finite", "leak reversal potential"),
                new Parameter("V_th", "mV", -50.4, "up to V_peak", "where spikes set in"),
                new Parameter("Delta_T", "mV", 2, "above 0", "how sharply"),
                new Parameter("V_peak", "mV", 0, "from V_th, above V_reset", "potential of a spike"),
                new Parameter("V_reset", "mV", -60, "below V_peak", "potential after a spike"),
                new Parameter("a", "nS", 4, "finite", "adaptation to V"),
                new Parameter("b", "pA", 80.5, "finite", "adaptation to spikes"),
                new Parameter("tau_w", "ms", 144, "above 0", "time constant of adaptation"),
                new Parameter("t_ref", "ms", 0, "from 0", "how long V is held at V_reset"),
                new Parameter("I_e", "pA", 0, "finite", "constant current"),
                new Parameter("tau_syn_ex", "ms", 0.2, "above 0", "time constant of excitatory synapses"),
                new Parameter("tau_syn_in", "ms", 2, "above 0", "time constant of inhibitory synapses")));
        if (byConductances) {
            parameters.add(new Parameter("E_ex", "mV", 0, "finite", "reversal potential of excitatory synapses"));
            parameters.add(new Parameter("E_in", "mV", -85, "finite", "reversal potential of inhibitory synapses"));
        }
        return new NeuronModel(
                "adex",
                byConductances ? "cond-exp" : "exp",
                byConductances ? "nS" : "pA",
                parameters,
                values -> new Adex(
                        synapses,
                        values.get("C_m"),
                        values.get("g_L"),
                        values.get("E_L"),
                        values.get("V_th"),
                        values.get("Delta_T"),
                        values.get("V_peak"),
                        values.get("V_reset"),
                        values.get("a"),
                        values.get("b"),
                        values.get("tau_w"),
                        values.picoseconds("t_ref"),
                        values.get("I_e"),
                        byConductances ? values.get("E_ex") : 0,
                        byConductances ? values.get("E_in") : -85,
                        values.get("tau_syn_ex"),
                        values.get("tau_syn_in")));
    }

    /** The defaults of the table. */
    public static Adex standard(Synapses synapses) {
        return new Adex(synapses, 281, 30, -70.6, -50.4, 2, 0, -60, 4, 80.5, 144, 0, 0, 0, -85, 0.2, 2);
    }

    /** Validates the ranges of the table. */
    public Adex {
        Ranges.positive("C_m", cM, "pF");
        Ranges.positive("g_L", gL, "nS");
        Ranges.finite("E_L", eL, "mV");
        Ranges.finite("V_th", vTh, "mV");
        Ranges.positive("Delta_T", deltaT, "mV");
        if (!(vPeak >= vTh) || Double.isInfinite(vPeak)) {
            throw new IllegalArgumentException("V_peak is " + vPeak + " mV; allowed: from V_th, " + vTh + " mV");
        }
        Ranges.below("V_reset", vReset, "V_peak", vPeak);
        Ranges.finite("a", a, "nS");
        Ranges.finite("b", b, "pA");
        Ranges.positive("tau_w", tauW, "ms");
        RefractoryPeriods.check(refractoryPs);
        Ranges.finite("I_e", iE, "pA");
        Ranges.finite("E_ex", eEx, "mV");
        Ranges.finite("E_in", eIn, "mV");
        Ranges.positive("tau_syn_ex", tauSynEx, "ms");
        Ranges.positive("tau_syn_in", tauSynIn, "ms");
    }

    @Override
    public List<String> variables() {
        return synapses == Synapses.CONDUCTANCES ? CONDUCTANCES : CURRENTS;
    }

    @Override
    public double[] start(double v0) {
        return new double[] {v0, 0, 0, 0};
    }

    @Override
    public void derivative(double[] y, double injected, double[] dy) {
        double v = Math.min(y[0], vTh + RUNAWAY * deltaT);
        double input = synapses == Synapses.CONDUCTANCES ? -y[EX] * (v - eEx) - y[IN] * (v - eIn) : y[EX] + y[IN];
        double upswing = gL * deltaT * Exponential.exp((v - vTh) / deltaT);
        dy[0] = (-gL * (v - eL) + upswing - y[W] + input + (iE + injected)) / cM;
        dy[W] = (a * (v - eL) - y[W]) / tauW;
        dy[EX] = -y[EX] / tauSynEx;
        dy[IN] = -y[IN] / tauSynIn;
    }

    @Override
    public void receive(double[] y, double excitatory, double inhibitory) {
        y[EX] += excitatory;
        y[IN] += synapses == Synapses.CONDUCTANCES ? -inhibitory : inhibitory;
    }

    @Override
    public void reset(double[] y) {
        y[0] = vReset;
        y[W] += b;
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
    public double steepestRise() {
        return deltaT / 2;
    }

    @Override
    public double rest() {
        return eL;
    }

    /** An eighth of the shortest time constant, and 0.1 ms at most. */
    @Override
    public double longestSubstep() {
        return Math.min(0.1, Math.min(cM / gL, Math.min(tauSynEx, tauSynIn)) / 8);
    }
}
