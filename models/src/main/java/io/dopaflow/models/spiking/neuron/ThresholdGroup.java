package io.dopaflow.models.spiking.neuron;

import java.util.Arrays;
import java.util.List;

/**
 * Neurons on a grid of time steps that spike when V is at threshold at the end of a step. Delta synapses move V at once, so that it may
 * spike at the arrival; a current or a conductance that jumps moves V in the next step.
 *
 * <p>V is held at V_reset for t_ref in whole steps. A delta arrival at the end of any of them is lost, also of the last, at
 * which continuous time takes it: a neuron on a grid does nothing else in a step than to be held, or to integrate.
 *
 * @param variables their names
 * @param threshold in mV
 */
record ThresholdGroup(List<String> variables, GroupArrays arrays, HeldNeurons held, double threshold, GroupLoops loops)
        implements GridGroup {

    @Override
    public GridGroup with(GroupLoops faster) {
        return new ThresholdGroup(variables, arrays, held, threshold, faster);
    }

    @Override
    public int size() {
        return arrays.v().length;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RunawayException if V is no number any more
     */
    @Override
    public int step(Arriving arriving, int[] spiking) {
        double[] v = arrays.v();
        int count = held.free(spiking, arrays.step(loops, arriving, threshold, spiking));
        held.endStep(v);
        for (int k = 0; k < count; k++) {
            int i = spiking[k];
            if (Double.isNaN(v[i])) {
                throw new RunawayException(variables, Arrays.copyOf(arrays.state(i), variables.size())).of(i);
            }
            held.spike(i, v);
        }
        return count;
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
    public void restart(int neuron) {
        arrays.restart(neuron);
        held.hold(neuron, 0);
    }

    @Override
    public void restore(int neuron, NeuronState state) {
        arrays.restore(neuron, state.values());
        held.hold(neuron, (int) state.marks()[0]);
    }
}
