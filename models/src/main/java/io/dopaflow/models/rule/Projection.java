package io.dopaflow.models.rule;

/**
 * Synapses beside those of the network itself.
 *
 * @param name unique in the rule; not that of the network's own
 * @param wiring between which neurons
 * @param bias whether the bias neuron of the sending layer leads to each of its targets, too, from 0 at the start
 * @param weights where its weights come from
 */
public record Projection(String name, Wiring wiring, boolean bias, Weights weights) {

    /** The name of the network's own synapses. */
    public static final String FORWARD = "W";

    /** Between which neurons a projection leads. */
    public enum Wiring {
        /** One synapse back for each forward synapse that leads from a hidden neuron. */
        TRANSPOSE,
        /** The same for the forward synapses that lead to hidden neurons. */
        TRANSPOSE_BETWEEN_HIDDEN,
        /** The same, and down to the inputs: for all forward synapses that lead from inputs and hidden to hidden neurons. */
        TRANSPOSE_TO_INPUTS,
        /** From each output to each hidden neuron. */
        DIRECT,
        /** From each hidden neuron to each of the same depth, itself included. */
        LATERAL,
        /** The same, and from each label, which the environment presents: 1 for the sample's class, 0 for others. */
        LATERAL_AND_LABELS
    }

    /** Whether each synapse, but for bias, stands beside a forward synapse. */
    public boolean isTranspose() {
        return switch (wiring) {
            case TRANSPOSE, TRANSPOSE_BETWEEN_HIDDEN, TRANSPOSE_TO_INPUTS -> true;
            case DIRECT, LATERAL, LATERAL_AND_LABELS -> false;
        };
    }

    /** Whether all its synapses but those from bias neurons work with the weights of forward synapses. */
    public boolean isDerived() {
        return !(weights instanceof Weights.Own);
    }

    /** Whether it can carry the spikes of a phase of that kind: within a layer, or down. */
    public boolean carries(Phase.Kind kind) {
        boolean lateral = wiring == Wiring.LATERAL || wiring == Wiring.LATERAL_AND_LABELS;
        return switch (kind) {
            case FORWARD, INJECT, SETTLE -> false;
            case FEEDBACK, RECONSTRUCT -> !lateral;
            case LATERAL -> lateral;
        };
    }

    /** Where weights come from. */
    public sealed interface Weights {

        /**
         * Its own, normal at the start. The fan-in that its size goes by is that of the forward synapses beside it: onto the
         * neuron that sends (transpose), or the number of neurons of the target's depth (all others).
         *
         * @param gain standard deviation in units of 1 / sqrt(fan-in), not negative; 0 for a start at 0
         */
        record Own(double gain) implements Weights {
            /** Validates the gain. */
            public Own {
                if (!(gain >= 0 && gain < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("gain is " + gain + "; allowed: finite, from 0");
                }
            }
        }

        /** The forward synapse itself, used in the other direction. Only for a transpose of any kind. */
        record Shared() implements Weights {}

        /**
         * The sign of the forward synapse's weight, times a size of its own: the mean size of a normal weight.
         *
         * @param gain standard deviation of that normal weight in units of 1 / sqrt(fan-in), above 0
         */
        record SignOfForward(double gain) implements Weights {
            /** Validates the gain. */
            public SignOfForward {
                if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("gain is " + gain + "; allowed: finite, above 0");
                }
            }
        }
    }
}
