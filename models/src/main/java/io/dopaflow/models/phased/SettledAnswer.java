package io.dopaflow.models.phased;

import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What a network that settles answers to a sample, at weights that stay as they are. For one thread. */
final class SettledAnswer {
    private final Circuit circuit;
    private final int phase;
    private final Phase.Settling settling;
    private final Unit[] units;
    private final double[] forward;
    private final double[] back;

    SettledAnswer(PhasedLearning model, double[] stored) {
        this.circuit = model.circuit();
        Phase answer = circuit.rule().firstAnswer();
        this.phase = circuit.rule().indexOf(answer.name());
        this.settling = answer.settling().orElseThrow();
        this.units = IntStream.range(0, circuit.units())
                .mapToObj(unit -> new Unit(circuit, unit, model.streams(), 0, circuit.initialTraces()))
                .toArray(Unit[]::new);
        this.forward = model.workingWeights(0, stored);
        this.back = model.workingWeights(circuit.back(phase), stored);
    }

    /** The readout, by output index. */
    double[] to(Sample sample) {
        for (int id = 0; id < circuit.network().neuronCount(); id++) {
            NeuronRole role = circuit.network().neuron(id).role();
            units[id].present(role instanceof NeuronRole.Input input ? sample.features()[input.feature()] : 1);
            units[id].beginSettling(phase);
        }
        double[] sent = new double[units.length];
        Wiring up = circuit.wirings().get(0);
        Wiring down = circuit.wirings().get(circuit.back(phase));
        for (int step = 0; step < settling.steps(); step++) {
            Arrays.setAll(sent, unit -> units[unit].post(phase));
            for (int unit : circuit.order(phase)) {
                units[unit].settle(phase, sum(up, forward, unit, sent), sum(down, back, unit, sent));
            }
        }
        return Arrays.stream(circuit.network().outputs())
                .mapToDouble(output -> units[output].post(phase))
                .toArray();
    }

    private static double sum(Wiring wiring, double[] weights, int unit, double[] sent) {
        double sum = 0;
        for (int synapse : wiring.fanIn(unit)) {
            sum += weights[synapse] * sent[wiring.pre(synapse)];
        }
        return sum;
    }
}
