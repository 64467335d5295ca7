package io.dopaflow.models.task;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Propagation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How well a network does on samples, without jitter.
 *
 * @param loss mean loss
 * @param accuracy fraction of samples whose class has the largest readout; empty in regression
 * @param error root mean square distance of readouts and targets, in the target's own unit; empty for classes
 * @param r2 the share of the targets' variance in these samples that the readouts explain, 1 - SSE / SST: 1 at best, 0 for
 *     readouts no better than the mean, and below for worse; empty for classes and where all targets are the same
 */
public record Score(double loss, OptionalDouble accuracy, OptionalDouble error, OptionalDouble r2) {

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
        return ofWeights(network, Propagation.weights(theta), loss, target, samples);
    }

    /**
     * Scores weights.
     *
     * @param weights by synapse id, to be multiplied with the sign of the presynaptic neuron
     */
    public static Score ofWeights(Network network, double[] weights, Loss loss, Target target, List<Sample> samples) {
        Propagation propagation = new Propagation(network);
        return ofReadouts(sample -> propagation.readout(weights, sample.features()), loss, target, samples);
    }

    /** Scores whatever answers samples with readouts, by output index. */
    public static Score ofReadouts(Function<Sample, double[]> answers, Loss loss, Target target, List<Sample> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("there are 0 samples to score; allowed: at least 1");
        }
        double sum = 0.0;
        double squared = 0.0;
        int right = 0;
        for (Sample sample : samples) {
            double[] readout = answers.apply(sample);
            sum += loss.value(readout, sample.target());
            squared += 2 * Loss.SQUARED_ERROR.value(readout, sample.target());
            right += Sample.indexOfLargest(readout) == sample.label() ? 1 : 0;
        }
        double mean = sum / samples.size();
        OptionalDouble none = OptionalDouble.empty();
        if (!(target instanceof Target.Values values)) {
            return new Score(mean, OptionalDouble.of(right / (double) samples.size()), none, none);
        }
        double error = values.unit()
                * Math.sqrt(squared / samples.size() / target.names().size());
        double spread = spread(samples);
        OptionalDouble r2 = spread == 0 ? none : OptionalDouble.of(1 - squared / spread);
        return new Score(mean, none, OptionalDouble.of(error), r2);
    }

    /** Its numbers, as far as it has them, by name. */
    public Map<String, Double> byName() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("loss", loss);
        accuracy.ifPresent(value -> numbers.put("accuracy", value));
        error.ifPresent(value -> numbers.put("error", value));
        r2.ifPresent(value -> numbers.put("r2", value));
        return numbers;
    }

    /** The squared distances of the targets from their mean. */
    private static double spread(List<Sample> samples) {
        double sum = 0.0;
        for (int i = 0; i < samples.get(0).target().length; i++) {
            int output = i;
            double mean = samples.stream()
                    .mapToDouble(sample -> sample.target()[output])
                    .average()
                    .orElseThrow();
            for (Sample sample : samples) {
                double distance = sample.target()[output] - mean;
                sum += distance * distance;
            }
        }
        return sum;
    }
}
