package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * A neuron of Hodgkin and Huxley with alpha-shaped currents (Journal of Physiology 117, 1952, in today's sign of V; NEST's
 * hh_psc_alpha),
 *
 * <pre>
 * C_m dV/dt = -g_Na m^3 h (V - E_Na) - g_K n^4 (V - E_K) - g_L (V - E_L) + I_e + I_ex + I_in
 * dx/dt     = alpha_x(V) (1 - x) - beta_x(V) x   for x = m, h, n, with V in mV and rates per ms
 * alpha_m = 0.1 (V + 40) / (1 - exp(-(V + 40) / 10))      beta_m = 4 exp(-(V + 65) / 18)
 * alpha_h = 0.07 exp(-(V + 65) / 20)                      beta_h = 1 / (1 + exp(-(V + 35) / 10))
 * alpha_n = 0.01 (V + 55) / (1 - exp(-(V + 55) / 10))     beta_n = 0.125 exp(-(V + 65) / 80)
 * an arrival adds w e / tau_syn to s,  dI/dt = s - I / tau_syn,  ds/dt = -s / tau_syn;  the peak of its current is w
 * </pre>
 *
 * Weights are in pA; one of 0 and above acts on I_ex, one below 0 on I_in. A spike is a local maximum of V at 0 mV or above;
 * others within t_ref after it are none. Nothing is reset or held. V starts at {@value #REST} mV, the gates in their steady
 * state there, or at the potential that is given. NEST's test on its grid, that V is above 0 mV and lower than a step before, says the same unless t_ref is shorter
 * than the falling flank of a spike, which it then counts again.
 *
 * <table>
 * <caption>Names are NEST's</caption>
 * <tr><th>parameter</th><th>unit</th><th>default</th><th>range</th><th>meaning</th></tr>
 * <tr><td>cM</td><td>pF</td><td>100</td><td>&gt; 0</td><td>capacitance</td></tr>
 * <tr><td>gNa, gK, gL</td><td>nS</td><td>12000, 3600, 30</td><td>&gt;= 0</td><td>conductances of sodium, potassium,
 * leak</td></tr>
 * <tr><td>eNa, eK, eL</td><td>mV</td><td>50, -77, -54.402</td><td>finite</td><td>their reversal potentials</td></tr>
 * <tr><td>refractoryPs</td><td>ps</td><td>2 ms</td><td>&gt;= 0</td><td>least time between spikes</td></tr>
 * <tr><td>iE</td><td>pA</td><td>0</td><td>finite</td><td>constant current</td></tr>
 * <tr><td>tauSynEx, tauSynIn</td><td>ms</td><td>0.2, 2</td><td>&gt; 0</td><td>rise of currents</td></tr>
 * </table>
 */
public record HodgkinHuxley(
        double cM,
        double gNa,
        double gK,
        double gL,
        double eNa,
        double eK,
        double eL,
        long refractoryPs,
        double iE,
        double tauSynEx,
        double tauSynIn)
        implements NeuronEquations {

    private static final List<String> VARIABLES =
            List.of("V_m", "Act_m", "Inact_h", "Act_n", "I_ex", "I_in", "dI_ex", "dI_in");

    private static final double REST = -65;

    // Places in the state.
    private static final int M = 1;
    private static final int H = 2;
    private static final int N = 3;
    private static final int I_EX = 4;
    private static final int I_IN = 5;
    private static final int S_EX = 6;
    private static final int S_IN = 7;

    /** The model for scenario files. */
    static NeuronModel model() {
        return new NeuronModel(
                "hodgkin-huxley",
                "alpha",
                "pA",
                List.of(
                        new Parameter("C_m", "pF", 100, "above 0", "capacitance"),
                        new Parameter("g_Na", "nS", 12000, "from 0", "conductance of sodium"),
                        new Parameter("g_K", "nS", 3600, "from 0", "conductance of potassium"),
                        new Parameter("g_L", "nS", 30, "from 0", "leak conductance"),
                        new Parameter("E_Na", "mV", 50, "finite", "reversal potential of sodium"),
                        new Parameter("E_K", "mV", -77, "finite", "reversal potential of potassium"),
                        new Parameter("E_L", "mV", -54.402, "finite", "leak reversal potential"),
                        new Parameter("t_ref", "ms", 2, "from 0", "least time between spikes"),
                        new Parameter("I_e", "pA", 0, "finite", "constant current"),
                        new Parameter("tau_syn_ex", "ms", 0.2, "above 0", "rise of excitatory currents"),
                        new Parameter("tau_syn_in", "ms", 2, "above 0", "rise of inhibitory currents")),
                values -> new HodgkinHuxley(
                        values.get("C_m"),
                        values.get("g_Na"),
                        values.get("g_K"),
                        values.get("g_L"),
                        values.get("E_Na"),
                        values.get("E_K"),
                        values.get("E_L"),
                        values.picoseconds("t_ref"),
                        values.get("I_e"),
                        values.get("tau_syn_ex"),
                        values.get("tau_syn_in")));
    }

    /** The defaults of the table. */
    public static HodgkinHuxley standard() {
        return new HodgkinHuxley(100, 12000, 3600, 30, 50, -77, -54.402, 2_000_000_000L, 0, 0.2, 2);
    }

    /** Validates the ranges of the table. */
    public HodgkinHuxley {
        Ranges.positive("C_m", cM, "pF");
        Ranges.notNegative("g_Na", gNa, "nS");
        Ranges.notNegative("g_K", gK, "nS");
        Ranges.notNegative("g_L", gL, "nS");
        Ranges.finite("E_Na", eNa, "mV");
        Ranges.finite("E_K", eK, "mV");
        Ranges.finite("E_L", eL, "mV");
        RefractoryPeriods.check(refractoryPs);
        Ranges.finite("I_e", iE, "pA");
        Ranges.positive("tau_syn_ex", tauSynEx, "ms");
        Ranges.positive("tau_syn_in", tauSynIn, "ms");
    }

    @Override
    public List<String> variables() {
        return VARIABLES;
    }

    @Override
    public double[] start(double v0) {
        double[] state = new double[VARIABLES.size()];
        state[0] = v0;
        state[M] = alphaM(v0) / (alphaM(v0) + betaM(v0));
        state[H] = alphaH(v0) / (alphaH(v0) + betaH(v0));
        state[N] = alphaN(v0) / (alphaN(v0) + betaN(v0));
        return state;
    }

    @Override
    public void derivative(double[] y, double injected, double[] dy) {
        double v = y[0];
        double m = y[M];
        double h = y[H];
        double n = y[N];
        double sodium = gNa * (m * m * m * h) * (v - eNa);
        double potassium = gK * (n * n * (n * n)) * (v - eK);
        double leak = gL * (v - eL);
        dy[0] = (-sodium - potassium - leak + (iE + injected) + y[I_EX] + y[I_IN]) / cM;
        dy[M] = alphaM(v) * (1 - m) - betaM(v) * m;
        dy[H] = alphaH(v) * (1 - h) - betaH(v) * h;
        dy[N] = alphaN(v) * (1 - n) - betaN(v) * n;
        dy[I_EX] = y[S_EX] - y[I_EX] / tauSynEx;
        dy[I_IN] = y[S_IN] - y[I_IN] / tauSynIn;
        dy[S_EX] = -y[S_EX] / tauSynEx;
        dy[S_IN] = -y[S_IN] / tauSynIn;
    }

    private static double alphaM(double v) {
        return shifted((v + 40) / 10);
    }

    private static double betaM(double v) {
        return 4 * Exponential.exp(-(v + 65) / 18);
    }

    private static double alphaH(double v) {
        return 0.07 * Exponential.exp(-(v + 65) / 20);
    }

    private static double betaH(double v) {
        return 1 / (1 + Exponential.exp(-(v + 35) / 10));
    }

    private static double alphaN(double v) {
        return 0.1 * shifted((v + 55) / 10);
    }

    private static double betaN(double v) {
        return 0.125 * Exponential.exp(-(v + 65) / 80);
    }

    /** x / (1 - exp(-x)), also at 0. */
    private static double shifted(double x) {
        return x == 0 ? 1 : -x / StrictMath.expm1(-x);
    }

    @Override
    public void receive(double[] y, double excitatory, double inhibitory) {
        y[S_EX] += excitatory * StrictMath.E / tauSynEx;
        y[S_IN] += inhibitory * StrictMath.E / tauSynIn;
    }

    @Override
    public void reset(double[] y) {
        // A spike is seen, and changes nothing.
    }

    @Override
    public SpikeRule rule() {
        return SpikeRule.PEAK;
    }

    @Override
    public double threshold() {
        return 0;
    }

    /** Where the standard parameters rest; NEST starts there, whatever the parameters are. */
    @Override
    public double rest() {
        return REST;
    }
}
