package io.dopaflow.models.spiking.neuron;

import java.util.List;

/** The state of a neuron has left the numbers that can be computed with: no step of time is short enough. */
public final class RunawayException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    private int neuron;

    /**
     * A runaway in continuous time.
     *
     * @param time of the last good state, in ps
     */
    RunawayException(long time, List<String> variables, double[] state) {
        super(
                "the neuron's equations run away at " + time + " ps, where " + text(variables, state)
                        + ": no step is short enough. Look at its parameters and weights, and whether its threshold can be reached");
    }

    /** A runaway on a grid. */
    RunawayException(List<String> variables, double[] state) {
        super("the neuron's equations have run away to " + text(variables, state)
                + ". Look at its parameters and weights, and take a shorter step");
    }

    private static String text(List<String> variables, double[] state) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < state.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(variables.get(i))
                    .append(" = ")
                    .append(state[i]);
        }
        return text.toString();
    }

    /** The same, of a neuron of a group. */
    RunawayException of(int neuron) {
        return new RunawayException(neuron, this);
    }

    private RunawayException(int neuron, RunawayException cause) {
        super(cause.getMessage());
        this.neuron = neuron;
        initCause(cause);
    }

    /** The number of the neuron in its group; 0 for a neuron by itself. */
    public int neuron() {
        return neuron;
    }
}
