package io.dopaflow.models.spiking.neuron;

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
public record Escape(LifParameters membrane, double rho0, double deltaU) implements EscapeNoise {
    /** The model for scenario files. */
    static NeuronModel model(SynapseShape shape) {
        List<Parameter> parameters = new ArrayList<>(LifParameters.sheet(shape));
        parameters.addAll(EscapeNoise.SHEET);
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

    @Override
    public LeakyMembrane leaky() {
        return membrane;
    }

    @Override
    public AfterSpike afterSpike() {
        return membrane.afterSpike();
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
}
