package io.dopaflow.models.spiking.neuron;

/** A neuron of a model that computes groups. */
final class GroupOfOne implements GridNeuron {
    private final GridGroup group;
    private final Arriving arriving = Arriving.at(1);
    private final int[] spiking = new int[1];

    GroupOfOne(GridGroup group) {
        this.group = group;
    }

    @Override
    public boolean step(double ofExcitation, double ofInhibition) {
        arriving.excitatory()[0] = ofExcitation;
        arriving.inhibitory()[0] = ofInhibition;
        return group.step(arriving, spiking) > 0;
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

    @Override
    public void restart() {
        group.restart(0);
    }

    @Override
    public double score() {
        return group.score(0);
    }

    @Override
    public double decay() {
        return group.decay(0);
    }
}
