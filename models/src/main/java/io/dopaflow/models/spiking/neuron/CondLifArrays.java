package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;

/** V and the conductances of {@link CondLif} neurons with exponential synapses on a grid: an array for each variable. */
public final class CondLifArrays implements GroupArrays {
    private final CondLif parameters;
    private final CondLifStep step;
    private final double[][] starts;
    private final double[] v;
    private final double[] gEx;
    private final double[] gIn;
    private final double[] injected;
    private final double[] drive;

    CondLifArrays(CondLif parameters, long stepPs, double[]... starts) {
        int size = starts.length;
        this.parameters = parameters;
        this.starts = GroupArrays.copy(starts);
        this.step = CondLifStep.of(parameters, VirtualTime.toMilliseconds(stepPs));
        this.v = new double[size];
        this.gEx = new double[size];
        this.gIn = new double[size];
        this.injected = new double[size];
        this.drive = new double[size];
        for (int i = 0; i < size; i++) {
            restart(i);
            inject(i, 0);
        }
    }

    @Override
    public int step(GroupLoops loops, Arriving arriving, double threshold, int[] spiking) {
        return loops.condLif(this, arriving, threshold, spiking);
    }

    /** What a step does. */
    public CondLifStep step() {
        return step;
    }

    /** The potentials in mV. These arrays are the state itself, for loops over them. */
    @Override
    public double[] v() {
        return v;
    }

    /** The excitatory conductances in nS. */
    public double[] gEx() {
        return gEx;
    }

    /** The inhibitory conductances in nS. */
    public double[] gIn() {
        return gIn;
    }

    /** What the leak and currents add to dV/dt, in mV/ms. */
    public double[] drive() {
        return drive;
    }

    @Override
    public double value(int neuron, int variable) {
        return switch (variable) {
            case 0 -> v[neuron];
            case 1 -> gEx[neuron];
            default -> gIn[neuron];
        };
    }

    @Override
    public void inject(int neuron, double picoamperes) {
        injected[neuron] = picoamperes;
        drive[neuron] = (parameters.gL() * parameters.eL() + (parameters.iE() + picoamperes)) / parameters.cM();
    }

    @Override
    public void restart(int neuron) {
        v[neuron] = starts[neuron][0];
        gEx[neuron] = starts[neuron][1];
        gIn[neuron] = starts[neuron][2];
    }

    @Override
    public double[] state(int neuron) {
        return new double[] {v[neuron], gEx[neuron], gIn[neuron], injected[neuron]};
    }

    @Override
    public void restore(int neuron, double[] values) {
        v[neuron] = values[0];
        gEx[neuron] = values[1];
        gIn[neuron] = values[2];
        inject(neuron, values[3]);
    }
}
