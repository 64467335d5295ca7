package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.Arrays;

/** Presynaptic neurons of a row, and what they emit in the present cycle: signed amplitudes, 0 behind the last. */
final class Afferents {
    private final int[] neurons;
    private final boolean maySilence;
    private final boolean areSources;
    private final double[] amplitudes;

    Afferents(Network network, int[] neurons) {
        this.neurons = neurons;
        this.amplitudes = new double[Layout.Row.padded(neurons.length)];
        this.maySilence = Arrays.stream(neurons).anyMatch(n -> network.neuron(n).coding() == SpikeCoding.ALL_OR_NONE);
        this.areSources =
                Arrays.stream(neurons).allMatch(n -> network.neuron(n).role().isSource());
    }

    /** Takes what the neurons emit, by neuron. */
    void gather(double[] signedAmplitudes) {
        for (int i = 0; i < neurons.length; i++) {
            amplitudes[i] = signedAmplitudes[neurons[i]];
        }
    }

    double[] amplitudes() {
        return amplitudes;
    }

    /** The neuron at a position. */
    int neuron(int position) {
        return neurons[position];
    }

    /** Whether they emit the same in all cycles of a learning opportunity. */
    boolean areSources() {
        return areSources;
    }

    /** Whether some of the neurons can be silent. */
    boolean maySilence() {
        return maySilence;
    }
}
