package io.dopaflow.models.phased;

import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What a network answers to samples in the first answer of its rule, at weights that stay as they are. For one thread. */
abstract sealed class Answer permits SettledAnswer, WaveAnswer {
    private final Circuit circuit;
    private final int phase;
    private final Unit[] units;
    private final double[] forward;

    /**
     * An answer.
     *
     * @param streams from which units draw
     */
    Answer(PhasedLearning model, double[] stored, RandomStreams streams) {
        this.circuit = model.circuit();
        this.phase = circuit.rule().indexOf(circuit.rule().firstAnswer().name());
        this.units = IntStream.range(0, circuit.units())
                .mapToObj(unit -> new Unit(circuit, unit, streams, 0, circuit.initialTraces()))
                .toArray(Unit[]::new);
        this.forward = model.workingWeights(0, stored);
    }

    /** The readout, by output index. */
    abstract double[] to(Sample sample);

    final int phase() {
        return phase;
    }

    final Circuit circuit() {
        return circuit;
    }

    final Unit unit(int unit) {
        return units[unit];
    }

    /** Presents the sample to the sources. */
    final void present(Sample sample) {
        for (int id = 0; id < circuit.network().neuronCount(); id++) {
            NeuronRole role = circuit.network().neuron(id).role();
            units[id].present(role instanceof NeuronRole.Input input ? sample.features()[input.feature()] : 1);
        }
    }

    /** What arrives at the unit through the network's own synapses. */
    final double basal(int unit, double[] sent) {
        return sum(circuit.wirings().get(0), forward, unit, sent);
    }

    /** What arrives at the unit through synapses with such weights. */
    static double sum(Wiring wiring, double[] weights, int unit, double[] sent) {
        double sum = 0;
        for (int synapse : wiring.fanIn(unit)) {
            sum += weights[synapse] * sent[wiring.pre(synapse)];
        }
        return sum;
    }

    /** What the outputs read as they stand. */
    final double[] readout() {
        return Arrays.stream(circuit.network().outputs())
                .mapToDouble(output -> units[output].post(phase))
                .toArray();
    }
}
