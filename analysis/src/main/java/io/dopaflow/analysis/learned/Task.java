package io.dopaflow.analysis.learned;

import io.dopaflow.models.task.Sample;
import java.util.List;

/**
 * Something to be learnt by a {@link Learner}, one sample after the other, each once. The arrays are shared, not copied.
 *
 * @param initial weights of the learner, by synapse
 * @param feedback weights from the output to each hidden neuron
 * @param samples to learn from, in order
 * @param goal what the weights should be good for at the end
 */
public record Task(double[] initial, double[] feedback, List<Sample> samples, Goal goal) {

    /** Copies the list. */
    public Task {
        samples = List.copyOf(samples);
    }

    /** How the weights at the end are judged. */
    public sealed interface Goal {

        /**
         * By the squared distance of the output's weights from a direction, whichever of its two ends is nearer.
         *
         * @param unit of length 1, as long as the learner has inputs; there is no hidden layer and no bias
         */
        record Direction(double[] unit) implements Goal {}

        /**
         * By the mean squared error of the answers, over the variance of what they should be.
         *
         * @param samples at least 2
         */
        record Answers(List<Sample> samples) implements Goal {
            /** Copies the list. */
            public Answers {
                samples = List.copyOf(samples);
            }
        }
    }
}
