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
    public int step(double[] excitatory, double[] inhibitory, int from, int[] spiking, int at) {
        int count = 0;
        for (int i = 0; i < neurons.length; i++) {
            try {
                if (neurons[i].step(excitatory[from + i], inhibitory[from + i])) {
                    spiking[at + count++] = i;
                }
            } catch (RunawayException e) {
                throw e.of(i);
            }
        }
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
}
