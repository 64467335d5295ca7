package io.dopaflow.models.spiking.neuron;

/** A neuron of a model that computes groups. */
final class GroupOfOne implements GridNeuron {
    private final GridGroup group;
    private final double[] excitatory = new double[1];
    private final double[] inhibitory = new double[1];
    private final int[] spiking = new int[1];

    GroupOfOne(GridGroup group) {
        this.group = group;
    }

    @Override
    public boolean step(double ofExcitation, double ofInhibition) {
        excitatory[0] = ofExcitation;
        inhibitory[0] = ofInhibition;
        return group.step(excitatory, inhibitory, spiking) > 0;
    }

    @Override
    public double value(int variable) {
        return group.value(0, variable);
    }

    @Override
    public void inject(double picoamperes) {
        group.inject(0, picoamperes);
    }

    @Override
    public NeuronState state() {
        return group.state(0);
    }

    @Override
    public void restore(NeuronState state) {
        group.restore(0, state);
    }
}
