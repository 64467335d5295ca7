package io.dopaflow.models.environment;

import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/** How one of several outputs is chosen by what they read. */
public sealed interface Choice {

    /** By chance, each with its share in the softmax of the readouts. */
    record Softmax() implements Choice {}

    /**
     * The largest readout, the first of equal ones; or sometimes any.
     *
     * @param exploration probability with which any is chosen, within [0, 1]
     */
    record Greedy(double exploration) implements Choice {
        /** Validates the probability. */
        public Greedy {
            if (!(exploration >= 0 && exploration <= 1)) {
                throw new IllegalArgumentException("exploration is " + exploration + "; allowed: within [0, 1]");
            }
        }
    }

    /** The probability of each output. */
    default double[] probabilities(double[] readouts) {
        double[] probabilities = new double[readouts.length];
        if (this instanceof Greedy greedy) {
            Arrays.fill(probabilities, greedy.exploration() / readouts.length);
            probabilities[Sample.indexOfLargest(readouts)] += 1 - greedy.exploration();
        } else {
            // The softmax, less nothing.
            Loss.CROSS_ENTROPY.gradient(readouts, new double[readouts.length], probabilities);
        }
        return probabilities;
    }

    /**
     * The output that is drawn.
     *
     * @param uniform a draw from (0, 1)
     */
    static int drawn(double[] probabilities, double uniform) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += probabilities[i];
            if (uniform < sum) {
                return i;
            }
        }
        return probabilities.length - 1;
    }
}
