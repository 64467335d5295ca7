package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.task.Sample;
import java.util.stream.IntStream;

/** Where a network that settles comes to rest without a nudge, at weights that stay as they are. For one thread. */
public final class RestingNetwork {
    private static final int MOST_STEPS = 200_000;
    private static final double STILL = 1e-14;

    private final SettledAnswer answer;
    private final Circuit circuit;
    private final boolean isBounded;

    /**
     * A network.
     *
     * @param model whose outputs answer by settling
     * @param stored what all synapses store
     */
    public RestingNetwork(PhasedLearning model, double[] stored) {
        this.circuit = model.circuit();
        this.isBounded = circuit.rule()
                .firstAnswer()
                .settling()
                .filter(Phase.Settling::bounded)
                .isPresent();
        this.answer = new SettledAnswer(model, stored);
    }

    /**
     * A network at rest.
     *
     * @param potentials by unit
     * @param inputs what arrives from both sides, by unit
     * @param isHeld by unit: whether its potential would leave the bounds and is held there, whatever changes a little
     */
    public record Rest(double[] potentials, double[] inputs, boolean[] isHeld) {}

    /**
     * Settles until nothing moves.
     *
     * @throws IllegalStateException if it does not come to rest
     */
    public Rest at(Sample sample) {
        answer.begin(sample);
        double change = answer.step();
        for (int step = 1; step < MOST_STEPS && change > STILL; step++) {
            change = answer.step();
        }
        if (!(change <= STILL)) {
            throw new IllegalStateException("the network does not come to rest: after " + MOST_STEPS
                    + " steps a potential still changes by " + change + "; smaller weights settle");
        }
        int units = circuit.units();
        double[] potentials =
                IntStream.range(0, units).mapToDouble(answer::potential).toArray();
        double[] inputs = IntStream.range(0, units).mapToDouble(answer::input).toArray();
        boolean[] held = new boolean[units];
        for (int unit = 0; unit < circuit.network().neuronCount(); unit++) {
            double slope = circuit.network().neuron(unit).activation().derivative(potentials[unit]);
            double force = slope * inputs[unit] - potentials[unit];
            held[unit] = isBounded && ((potentials[unit] <= 0 && force < 0) || (potentials[unit] >= 1 && force > 0));
        }
        return new Rest(potentials, inputs, held);
    }
}
