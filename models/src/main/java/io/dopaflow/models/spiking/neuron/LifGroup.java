package io.dopaflow.models.spiking.neuron;

/**
 * Leaky integrate-and-fire neurons on a grid of time steps. Delta synapses move V at once, so that it may spike at the arrival; a
 * current that jumps moves V in the next step.
 *
 * <p>V is held at V_reset for t_ref in whole steps. A delta arrival at the end of any of them is lost, also of the last, at
 * which continuous time takes it: a neuron on a grid does nothing else in a step than to be held, or to integrate.
 */
final class LifGroup implements GridGroup {
    private final LifArrays arrays;
    private final HeldNeurons held;
    private final double vTh;

    /**
     * Neurons at time 0.
     *
     * @param stepPs above 0
     * @param starts of each neuron: a value for each variable of the type
     * @throws IllegalArgumentException if the refractory period is not a whole number of steps
     */
    LifGroup(LifParameters parameters, long stepPs, double[]... starts) {
        int steps = RefractoryPeriods.steps(parameters.refractoryPs(), stepPs);
        this.arrays = new LifArrays(parameters, stepPs, starts);
        this.held = new HeldNeurons(starts.length, steps, parameters.vReset());
        this.vTh = parameters.vTh();
    }

    @Override
    public int size() {
        return arrays.size();
    }

    @Override
    public int step(double[] excitatory, double[] inhibitory, int from, int[] spiking, int at) {
        arrays.propagate(excitatory, inhibitory, from);
        double[] v = arrays.v;
        held.endStep(v);
        int count = atThreshold(v, vTh, spiking, at);
        for (int k = at; k < at + count; k++) {
            held.reset(spiking[k], v);
        }
        return count;
    }

    /** A loop of its own, which does nothing else: this is most of what a step of a neuron costs. */
    private static int atThreshold(double[] v, double vTh, int[] spiking, int at) {
        int end = at;
        for (int i = 0; i < v.length; i++) {
            if (v[i] >= vTh) {
                spiking[end++] = i;
            }
        }
        return end - at;
    }

    @Override
    public void inject(int neuron, double picoamperes) {
        arrays.inject(neuron, picoamperes);
    }

    @Override
    public double value(int neuron, int variable) {
        return arrays.value(neuron, variable);
    }

    @Override
    public NeuronState state(int neuron) {
        return new NeuronState(arrays.state(neuron), new long[] {held.left(neuron)});
    }

    @Override
    public void restore(int neuron, NeuronState state) {
        arrays.restore(neuron, state.values());
        held.hold(neuron, (int) state.marks()[0]);
    }
}
