package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * The simple neuron of Izhikevich (Simple model of spiking neurons, IEEE Transactions on Neural Networks 14, 2003, equations 1 to
 * 3),
 *
 * <pre>
 * dv/dt = 0.04 v^2 + 5 v + 140 - u + I_e,  du/dt = a (b v - u);   v &gt;= V_th: spike, v = c, u = u + d
 * </pre>
 *
 * An arrival adds its weight in mV to v, and may make it spike at once. There is no refractoriness. Without input u starts at b
 * v. The figures of the paper are those of its Euler scheme rather than of these equations: {@link PublishedIzhikevich}.
 *
 * <table>
 * <caption>Names are NEST's; defaults are regular spiking</caption>
 * <tr><th>parameter</th><th>unit</th><th>default</th><th>range</th><th>meaning</th></tr>
 * <tr><td>a</td><td>1/ms</td><td>0.02</td><td>finite</td><td>rate of recovery</td></tr>
 * <tr><td>b</td><td>1/ms</td><td>0.2</td><td>finite</td><td>sensitivity of recovery to v</td></tr>
 * <tr><td>c</td><td>mV</td><td>-65</td><td>&lt; vTh</td><td>potential after a spike</td></tr>
 * <tr><td>d</td><td>mV/ms</td><td>8</td><td>finite</td><td>jump of u at a spike</td></tr>
 * <tr><td>vTh</td><td>mV</td><td>30</td><td>finite</td><td>potential of a spike</td></tr>
 * <tr><td>iE</td><td>mV/ms</td><td>0</td><td>finite</td><td>constant input</td></tr>
 * </table>
 */
public record Izhikevich(double a, double b, double c, double d, double vTh, double iE) implements NeuronEquations {
    private static final List<String> VARIABLES = List.of("V_m", "U_m");

    /** The data sheet for scenario files. */
    static final List<Parameter> PARAMETERS = List.of(
            new Parameter("a", "1/ms", 0.02, "finite", "rate of recovery"),
            new Parameter("b", "1/ms", 0.2, "finite", "sensitivity of recovery to v"),
            new Parameter("c", "mV", -65, "below V_th", "potential after a spike"),
            new Parameter("d", "mV/ms", 8, "finite", "jump of u at a spike"),
            new Parameter("V_th", "mV", 30, "above c", "potential of a spike"),
            new Parameter("I_e", "mV/ms", 0, "finite", "constant input"));

    /** The model for scenario files. */
    static NeuronModel model() {
        return new NeuronModel("izhikevich", "", "mV", PARAMETERS, Izhikevich::of);
    }

    static Izhikevich of(ParameterValues values) {
        return new Izhikevich(
                values.get("a"),
                values.get("b"),
                values.get("c"),
                values.get("d"),
                values.get("V_th"),
                values.get("I_e"));
    }

    /** The defaults of the table. */
    public static Izhikevich standard() {
        return new Izhikevich(0.02, 0.2, -65, 8, 30, 0);
    }

    /** Validates the ranges of the table. */
    public Izhikevich {
        Ranges.finite("a", a, "1/ms");
        Ranges.finite("b", b, "1/ms");
        Ranges.finite("d", d, "mV/ms");
        Ranges.finite("V_th", vTh, "mV");
        Ranges.below("c", c, "V_th", vTh);
        Ranges.finite("I_e", iE, "mV/ms");
    }

    @Override
    public List<String> variables() {
        return VARIABLES;
    }

    @Override
    public double[] start(double v0) {
        return new double[] {v0, b * v0};
    }

    @Override
    public void derivative(double[] y, double injected, double[] dy) {
        double v = y[0];
        double u = y[1];
        dy[0] = 0.04 * (v * v) + 5 * v + 140 - u + (iE + injected);
        dy[1] = a * (b * v - u);
    }

    @Override
    public void receive(double[] y, double excitatory, double inhibitory) {
        y[0] += excitatory + inhibitory;
    }

    @Override
    public void reset(double[] y) {
        y[0] = c;
        y[1] += d;
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
    public double ceiling() {
        return vTh;
    }

    @Override
    public long refractoryPs() {
        return 0;
    }

    @Override
    public double rest() {
        return c;
    }
}
