package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/**
 * V and the currents of leaky integrate-and-fire neurons on a grid, propagated exactly, as NEST's standard models: an array for
 * each variable, loops without branches. When neurons spike is for others to say: a threshold ({@link LifGroup}), or chance ({@link EscapeGroup}).
 *
 * <p>What a form of synapses lacks is neither stored nor computed: delta synapses have no currents, exponential ones no slopes.
 */
final class LifArrays {
    private static final double[] NONE = new double[0];

    private final LifParameters parameters;
    private final double stepMs;
    private final double decayV;
    private final double decayEx;
    private final double decayIn;
    private final double vFromEx;
    private final double vFromIn;
    private final double vFromSlopeEx;
    private final double vFromSlopeIn;

    final double[] v;
    private final double[] ex;
    private final double[] in;
    private final double[] slopeEx;
    private final double[] slopeIn;
    private final double[] vInfinity;
    private final double[] injected;
    private final GroupInput toEx;
    private final GroupInput toIn;

    /**
     * Neurons at time 0.
     *
     * @param starts of each neuron: a value for each variable of the type
     */
    LifArrays(LifParameters parameters, long stepPs, double[]... starts) {
        this.parameters = parameters;
        this.stepMs = VirtualTime.toMilliseconds(stepPs);
        Relaxation byEx = new Relaxation(parameters.tauM(), parameters.tauSynEx());
        Relaxation byIn = new Relaxation(parameters.tauM(), parameters.tauSynIn());
        this.decayV = Relaxation.decay(stepMs, parameters.tauM());
        this.decayEx = byEx.decay(stepMs);
        this.decayIn = byIn.decay(stepMs);
        this.vFromEx = byEx.first(stepMs) / parameters.cM();
        this.vFromIn = byIn.first(stepMs) / parameters.cM();
        this.vFromSlopeEx = byEx.second(stepMs) / parameters.cM();
        this.vFromSlopeIn = byIn.second(stepMs) / parameters.cM();

        int size = starts.length;
        boolean hasCurrents = parameters.shape() != SynapseShape.DELTA;
        boolean hasSlopes = parameters.shape() == SynapseShape.ALPHA;
        this.v = new double[size];
        this.ex = hasCurrents ? new double[size] : NONE;
        this.in = hasCurrents ? new double[size] : NONE;
        this.slopeEx = hasSlopes ? new double[size] : NONE;
        this.slopeIn = hasSlopes ? new double[size] : NONE;
        this.vInfinity = new double[size];
        this.injected = new double[size];
        this.toEx = new GroupInput(size);
        this.toIn = new GroupInput(size);
        Arrays.fill(vInfinity, parameters.steadyPotential(0));
        for (int i = 0; i < size; i++) {
            v[i] = starts[i][0];
            if (hasCurrents) {
                ex[i] = starts[i][1];
                in[i] = starts[i][2];
            }
        }
    }

    int size() {
        return v.length;
    }

    /** Goes one step on, with what arrives at its end: all neurons as if none were held. */
    void propagate(double[] excitatory, double[] inhibitory, int from) {
        switch (parameters.shape()) {
            case DELTA -> delta(toEx.of(excitatory, from), toIn.of(inhibitory, from));
            case EXPONENTIAL -> exponential(toEx.of(excitatory, from), toIn.of(inhibitory, from));
            case ALPHA -> alpha(toEx.of(excitatory, from), toIn.of(inhibitory, from));
        }
    }

    private void delta(double[] excitatory, double[] inhibitory) {
        double[] u = v;
        double[] steady = vInfinity;
        double decay = decayV;
        for (int i = 0; i < u.length; i++) {
            u[i] = steady[i] + (u[i] - steady[i]) * decay + (excitatory[i] + inhibitory[i]);
        }
    }

    private void exponential(double[] excitatory, double[] inhibitory) {
        double[] u = v;
        double[] steady = vInfinity;
        double[] e = ex;
        double[] n = in;
        double decay = decayV;
        double uFromE = vFromEx;
        double uFromN = vFromIn;
        double decayE = decayEx;
        double decayN = decayIn;
        for (int i = 0; i < u.length; i++) {
            u[i] = steady[i] + (u[i] - steady[i]) * decay + e[i] * uFromE + n[i] * uFromN;
            e[i] = e[i] * decayE + excitatory[i];
            n[i] = n[i] * decayN + inhibitory[i];
        }
    }

    private void alpha(double[] excitatory, double[] inhibitory) {
        double[] u = v;
        double[] steady = vInfinity;
        double[] e = ex;
        double[] n = in;
        double[] f = slopeEx;
        double[] o = slopeIn;
        double decay = decayV;
        double uFromE = vFromEx;
        double uFromN = vFromIn;
        double uFromF = vFromSlopeEx;
        double uFromO = vFromSlopeIn;
        double decayE = decayEx;
        double decayN = decayIn;
        double h = stepMs;
        double jumpE = StrictMath.E / parameters.tauSynEx();
        double jumpN = StrictMath.E / parameters.tauSynIn();
        for (int i = 0; i < u.length; i++) {
            u[i] = steady[i]
                    + (u[i] - steady[i]) * decay
                    + e[i] * uFromE
                    + n[i] * uFromN
                    + f[i] * uFromF
                    + o[i] * uFromO;
            e[i] = (e[i] + f[i] * h) * decayE;
            n[i] = (n[i] + o[i] * h) * decayN;
            f[i] = f[i] * decayE + excitatory[i] * jumpE;
            o[i] = o[i] * decayN + inhibitory[i] * jumpN;
        }
    }

    double value(int neuron, int variable) {
        return switch (variable) {
            case 0 -> v[neuron];
            case 1 -> ex[neuron];
            default -> in[neuron];
        };
    }

    void inject(int neuron, double picoamperes) {
        injected[neuron] = picoamperes;
        vInfinity[neuron] = parameters.steadyPotential(picoamperes);
    }

    double[] state(int neuron) {
        return new double[] {
            v[neuron], at(ex, neuron), at(in, neuron), at(slopeEx, neuron), at(slopeIn, neuron), injected[neuron]
        };
    }

    private static double at(double[] values, int neuron) {
        return values.length == 0 ? 0 : values[neuron];
    }

    void restore(int neuron, double[] values) {
        v[neuron] = values[0];
        if (ex.length > 0) {
            ex[neuron] = values[1];
            in[neuron] = values[2];
        }
        if (slopeEx.length > 0) {
            slopeEx[neuron] = values[3];
            slopeIn[neuron] = values[4];
        }
        inject(neuron, values[5]);
    }
}
