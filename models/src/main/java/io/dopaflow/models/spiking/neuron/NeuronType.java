package io.dopaflow.models.spiking.neuron;

import java.util.List;
import java.util.Map;

/** A neuron model with its parameters: makes the neurons that engines execute. */
public interface NeuronType {
    /** The names of the variables that can be recorded and started from, NEST's; V_m is the first. */
    List<String> variables();

    /** The potential from which a neuron starts when nothing else is said, in mV: usually that of rest. */
    double rest();

    /**
     * A state to start from: all other variables as they are without input, or in their steady state at this potential.
     *
     * @param v0 in mV
     */
    double[] start(double v0);

    /**
     * A neuron in continuous time.
     *
     * @param start a value for each of {@link #variables}
     * @throws IllegalArgumentException if the model has no such form
     */
    ContinuousNeuron continuous(double[] start, NeuronNoise noise);

    /**
     * A neuron on a grid.
     *
     * @param stepPs above 0
     * @param start a value for each of {@link #variables}
     * @throws IllegalArgumentException if the model or a parameter does not fit the step
     */
    GridNeuron onGrid(long stepPs, double[] start, NeuronNoise noise);

    /**
     * Many neurons of this type on a grid, with the bits of single ones.
     *
     * @param starts of each neuron
     * @param noises of each neuron
     */
    default GridGroup group(long stepPs, List<double[]> starts, List<NeuronNoise> noises) {
        GridNeuron[] neurons = new GridNeuron[starts.size()];
        for (int i = 0; i < neurons.length; i++) {
            neurons[i] = onGrid(stepPs, starts.get(i), noises.get(i));
        }
        return GridGroup.of(neurons);
    }

    /** Whether synapses onto these neurons can learn from a score, see {@link GridNeuron#score} and {@link GridNeuron#decay}. */
    default boolean hasScore() {
        return false;
    }

    /**
     * The state to start from with some values given.
     *
     * @param given values by the names of variables
     */
    default double[] start(Map<String, Double> given) {
        double[] state = start(given.getOrDefault(variables().get(0), rest()));
        for (int i = 1; i < state.length; i++) {
            state[i] = given.getOrDefault(variables().get(i), state[i]);
        }
        return state;
    }
}
