package io.dopaflow.models.task;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Propagation;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a network does on samples, without jitter.
 *
 * @param loss mean loss
 * @param accuracy fraction of samples whose class has the largest readout; empty in regression
 */
public record Score(double loss, OptionalDouble accuracy) {

    /**
     * Scores the parameters.
     *
     * @param network the graph
     * @param theta log-weights by synapse id
     * @param loss what to average
     * @param target tells classes from values
     * @param samples at least one
     */
    public static Score of(Network network, double[] theta, Loss loss, Target target, List<Sample> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("there are 0 samples to score; allowed: at least 1");
        }
        Propagation propagation = new Propagation(network);
        double[] weights = Propagation.weights(theta);
        double sum = 0.0;
        int right = 0;
        for (Sample sample : samples) {
            double[] readout = propagation.readout(weights, sample.features());
            sum += loss.value(readout, sample.target());
            right += Sample.indexOfLargest(readout) == sample.label() ? 1 : 0;
        }
        OptionalDouble accuracy = target instanceof Target.Classes
                ? OptionalDouble.of(right / (double) samples.size())
                : OptionalDouble.empty();
        return new Score(sum / samples.size(), accuracy);
    }
}
