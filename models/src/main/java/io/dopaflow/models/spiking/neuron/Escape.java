package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Ranges;
import java.util.ArrayList;
import java.util.List;

/**
 * A leaky integrate-and-fire neuron with escape noise: V and its currents are those of {@link LifParameters}, but the threshold is
 * not sharp. The neuron spikes by chance, with the hazard
 *
 * <pre>
 * rho(t) = rho_0 exp((V(t) - V_th) / Delta_u)
 * </pre>
 *
 * (W. Gerstner, W. Kistler, R. Naud and L. Paninski, Neuronal Dynamics, 2014, chapter 9; J.-P. Pfister, T. Toyoizumi, D. Barber and W.
 * Gerstner, Neural Computation 18, 2006). Reset and refractoriness are as there, and there is no hazard in
 * refractoriness. The limit Delta_u = 0 is the sharp threshold.
 *
 * <p>In continuous time spikes have exactly this law, rounded up to whole picoseconds; see {@link EscapeLif}. On a grid with steps h a
 * neuron spikes at the end of a step with the probability 1 - exp(-rho h), rho taken there.
 *
 * <p>The parameters of {@link LifParameters}, with the same defaults, and
 *
 * <table>
 * <caption>Defaults are ours: a spike in 19 ms at threshold, ten times as many 9 mV above</caption>
 * <tr><th>parameter</th><th>unit</th><th>default</th><th>range</th><th>meaning</th></tr>
 * <tr><td>rho0</td><td>1/ms</td><td>0.0526</td><td>&gt; 0</td><td>hazard at threshold</td></tr>
 * <tr><td>deltaU</td><td>mV</td><td>4</td><td>&gt; 0</td><td>width of the threshold</td></tr>
 * </table>
 *
 * @param membrane all but the noise
 */
public record Escape(LifParameters membrane, double rho0, double deltaU) implements NeuronType {
    /** Exponents beyond are cut: the hazard stays a positive number. */
    private static final double LARGEST_EXPONENT = 700;

    /** The model for scenario files. */
    static NeuronModel model(SynapseShape shape) {
        List<Parameter> parameters = new ArrayList<>(LifParameters.sheet(shape));
        parameters.add(new Parameter("rho_0", "1/ms", 0.0526, "above 0", "hazard at threshold"));
        parameters.add(new Parameter("Delta_u", "mV", 4, "above 0", "width of the threshold"));
        return new NeuronModel(
                "escape",
                shape.word(),
                shape.weightUnit(),
                parameters,
                values -> new Escape(LifParameters.of(shape, values), values.get("rho_0"), values.get("Delta_u")));
    }

    /** The defaults of the table. */
    public static Escape standard(SynapseShape shape) {
        return new Escape(LifParameters.standard(shape), 0.0526, 4);
    }

    /** Validates the ranges of the table. */
    public Escape {
        Ranges.positive("rho_0", rho0, "1/ms");
        Ranges.positive("Delta_u", deltaU, "mV");
    }

    /** The hazard at a potential, per ms. */
    double hazard(double v) {
        double exponent = (v - membrane.vTh()) / deltaU;
        return rho0 * Exponential.exp(Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent)));
    }

    @Override
    public List<String> variables() {
        return membrane.variables();
    }

    @Override
    public double rest() {
        return membrane.rest();
    }

    @Override
    public double[] start(double v0) {
        return membrane.start(v0);
    }

    @Override
    public ContinuousNeuron continuous(double[] start, NeuronNoise noise) {
        return new EscapeLif(this, start, noise);
    }

    @Override
    public GridNeuron onGrid(long stepPs, double[] start, NeuronNoise noise) {
        return new GroupOfOne(group(stepPs, List.of(start), List.of(noise)));
    }

    @Override
    public GridGroup group(long stepPs, List<double[]> starts, List<NeuronNoise> noises) {
        return new EscapeGroup(this, stepPs, starts, noises);
    }
}
