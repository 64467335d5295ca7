package io.dopaflow.models.spiking.neuron;

/** A group of neurons that share nothing. */
final class SingleNeurons implements GridGroup {
    private final GridNeuron[] neurons;

    SingleNeurons(GridNeuron... neurons) {
        this.neurons = neurons.clone();
    }

    @Override
    public int size() {
        return neurons.length;
    }

    @Override
    public int step(Arriving arriving, int[] spiking) {
        int count = 0;
        for (int i = 0; i < neurons.length; i++) {
            try {
                if (neurons[i].step(arriving.excitatory()[i], arriving.inhibitory()[i])) {
                    spiking[count++] = i;
                }
            } catch (RunawayException e) {
                throw e.of(i);
            }
        }
        arriving.clear(0);
        return count;
    }

    @Override
    public void inject(int neuron, double picoamperes) {
        neurons[neuron].inject(picoamperes);
    }

    @Override
    public double value(int neuron, int variable) {
        return neurons[neuron].value(variable);
    }

    @Override
    public NeuronState state(int neuron) {
        return neurons[neuron].state();
    }

    @Override
    public void restore(int neuron, NeuronState state) {
        neurons[neuron].restore(state);
    }

    @Override
    public void restart(int neuron) {
        neurons[neuron].restart();
    }

    @Override
    public double score(int neuron) {
        return neurons[neuron].score();
    }

    @Override
    public double decay(int neuron) {
        return neurons[neuron].decay();
    }
}
