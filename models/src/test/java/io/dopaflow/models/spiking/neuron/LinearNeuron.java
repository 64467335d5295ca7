package io.dopaflow.models.spiking.neuron;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Variables that grow or decay for themselves, dy_k/dt = rate_k y_k, the first with an injected current beside; or an oscillator,
 * dV/dt = rate x, dx/dt = -rate V. A spike sets V to -1. Its solutions are exponentials or a circle.
 *
 * @param rates one for each variable, per ms
 */
record LinearNeuron(double threshold, long refractoryPs, SpikeRule rule, boolean turns, double... rates)
        implements NeuronEquations {

    /** Without a spike. */
    static LinearNeuron free(double... rates) {
        return new LinearNeuron(Double.POSITIVE_INFINITY, 0, SpikeRule.THRESHOLD, false, rates);
    }

    static LinearNeuron withThreshold(double threshold, long refractoryPs, double... rates) {
        return new LinearNeuron(threshold, refractoryPs, SpikeRule.THRESHOLD, false, rates);
    }

    /** One that spikes at peaks. */
    static LinearNeuron oscillator(double rate, double threshold, long refractoryPs) {
        return new LinearNeuron(threshold, refractoryPs, SpikeRule.PEAK, true, rate, rate);
    }

    @Override
    public void derivative(double[] y, double injected, double[] dy) {
        for (int k = 0; k < rates.length; k++) {
            dy[k] = turns ? (k == 0 ? rates[0] * y[1] : -rates[0] * y[0]) : rates[k] * y[k];
        }
        dy[0] += injected;
    }

    @Override
    public void receive(double[] y, double excitatory, double inhibitory) {
        y[0] += excitatory + inhibitory;
    }

    @Override
    public void reset(double[] y) {
        if (!turns) {
            y[0] = -1;
        }
    }

    @Override
    public List<String> variables() {
        return IntStream.range(0, rates.length).mapToObj(k -> "y" + k).toList();
    }

    @Override
    public double rest() {
        return 0;
    }

    @Override
    public double[] start(double v0) {
        double[] start = new double[rates.length];
        start[0] = v0;
        return start;
    }
}
