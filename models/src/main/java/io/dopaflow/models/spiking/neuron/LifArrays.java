package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/**
 * V and the currents of leaky integrate-and-fire neurons on a grid: an array for each variable, so that {@link GroupLoops} are loops
 * without branches. When neurons spike is for others to say: a threshold ({@link ThresholdGroup}), or chance ({@link EscapeGroup}).
 *
 * <p>What a form of synapses lacks is not stored: delta synapses have no currents, exponential ones no slopes.
 */
public final class LifArrays implements GroupArrays {
    private static final double[] NONE = new double[0];

    private final LeakyMembrane parameters;
    private final LifStep step;
    private final double[][] starts;
    private final double[] v;
    private final double[] ex;
    private final double[] in;
    private final double[] slopeEx;
    private final double[] slopeIn;
    private final double[] vInfinity;
    private final double[] injected;

    /**
     * Neurons at time 0.
     *
     * @param starts of each neuron: a value for each variable of the type
     */
    LifArrays(LeakyMembrane parameters, long stepPs, double[]... starts) {
        this.parameters = parameters;
        this.step = LifStep.of(parameters, VirtualTime.toMilliseconds(stepPs));
        int size = starts.length;
        this.starts = GroupArrays.copy(starts);
        boolean hasCurrents = parameters.shape() != SynapseShape.DELTA;
        boolean hasSlopes = parameters.shape() == SynapseShape.ALPHA;
        this.v = new double[size];
        this.ex = hasCurrents ? new double[size] : NONE;
        this.in = hasCurrents ? new double[size] : NONE;
        this.slopeEx = hasSlopes ? new double[size] : NONE;
        this.slopeIn = hasSlopes ? new double[size] : NONE;
        this.vInfinity = new double[size];
        this.injected = new double[size];
        Arrays.fill(vInfinity, parameters.steadyPotential(0));
        for (int i = 0; i < size; i++) {
            restart(i);
        }
    }

    /** The form of synapses. */
    public SynapseShape shape() {
        return parameters.shape();
    }

    @Override
    public int step(GroupLoops loops, Arriving arriving, double threshold, int[] spiking) {
        return loops.lif(this, arriving, threshold, spiking);
    }

    /** What a step does. */
    public LifStep step() {
        return step;
    }

    /** The potentials in mV. These arrays are the state itself, for loops over them. */
    @Override
    public double[] v() {
        return v;
    }

    /** Where V would settle without spikes, in mV. */
    public double[] steady() {
        return vInfinity;
    }

    /** The excitatory currents in pA; empty for delta synapses. */
    public double[] ex() {
        return ex;
    }

    /** The inhibitory currents in pA; empty for delta synapses. */
    public double[] in() {
        return in;
    }

    /** Of the excitatory currents, their slopes as they would be without decay, in pA/ms; empty but for alpha synapses. */
    public double[] slopeEx() {
        return slopeEx;
    }

    /** Of the inhibitory currents, the same. */
    public double[] slopeIn() {
        return slopeIn;
    }

    @Override
    public double value(int neuron, int variable) {
        return switch (variable) {
            case 0 -> v[neuron];
            case 1 -> ex[neuron];
            default -> in[neuron];
        };
    }

    @Override
    public void inject(int neuron, double picoamperes) {
        injected[neuron] = picoamperes;
        vInfinity[neuron] = parameters.steadyPotential(picoamperes);
    }

    @Override
    public double[] state(int neuron) {
        return new double[] {
            v[neuron], at(ex, neuron), at(in, neuron), at(slopeEx, neuron), at(slopeIn, neuron), injected[neuron]
        };
    }

    @Override
    public void restart(int neuron) {
        double[] start = starts[neuron];
        v[neuron] = start[0];
        if (ex.length > 0) {
            ex[neuron] = start[1];
            in[neuron] = start[2];
        }
        if (slopeEx.length > 0) {
            slopeEx[neuron] = 0;
            slopeIn[neuron] = 0;
        }
    }

    private static double at(double[] values, int neuron) {
        return values.length == 0 ? 0 : values[neuron];
    }

    @Override
    public void restore(int neuron, double[] values) {
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
