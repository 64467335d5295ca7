package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.numerics.Ranges;
import io.dopaflow.models.task.Loss;

/** The loss L of an episode: what its output neurons have emitted, against a target. */
public sealed interface EpisodeLoss {

    /**
     * The loss.
     *
     * @param spikesMs of each output neuron, in ms from the beginning of the episode, ascending
     * @param target of each, as this loss wants it
     * @return from 0
     */
    double of(double[][] spikesMs, double[][] target);

    /**
     * How far the numbers of spikes are from those wanted: sum of (n - n*)^2 / 2.
     *
     * <p>The target of an output is the one number n*.
     */
    record Counts() implements EpisodeLoss {
        @Override
        public double of(double[][] spikesMs, double[][] target) {
            return Loss.SQUARED_ERROR.value(counts(spikesMs, 1), firsts(target));
        }
    }

    /**
     * Classification by counts: -sum t log p, with p the softmax of numbers of spikes.
     *
     * <p>The target of an output is its one probability.
     *
     * @param perSpike what a spike adds to the exponent; above 0
     */
    record CrossEntropy(double perSpike) implements EpisodeLoss {
        /** Validates the range. */
        public CrossEntropy {
            Ranges.positive("per_spike", perSpike, "");
        }

        @Override
        public double of(double[][] spikesMs, double[][] target) {
            return Loss.CROSS_ENTROPY.value(counts(spikesMs, perSpike), firsts(target));
        }
    }

    /**
     * When each output spikes first: sum of ((t - t*) / scale)^2 / 2; an output that does not spike counts as if it did at the end.
     *
     * <p>The target of an output is the one time t* in ms; empty for an output that does not matter.
     *
     * @param endMs of the episode
     * @param scaleMs above 0
     */
    record FirstSpike(double endMs, double scaleMs) implements EpisodeLoss {
        /** Validates the ranges. */
        public FirstSpike {
            Ranges.positive("end", endMs, "ms");
            Ranges.positive("scale", scaleMs, "ms");
        }

        @Override
        public double of(double[][] spikesMs, double[][] target) {
            double sum = 0;
            for (int i = 0; i < target.length; i++) {
                if (target[i].length > 0) {
                    double first = spikesMs[i].length == 0 ? endMs : spikesMs[i][0];
                    double difference = (first - target[i][0]) / scaleMs;
                    sum += difference * difference / 2;
                }
            }
            return sum;
        }
    }

    /**
     * The distance of trains of spikes (M. van Rossum, Neural Computation 13, 2001): half the integral of the squared difference of the trains, each filtered with exp(-t / tau), over tau. A
     * spike too many or too few costs 1/4.
     *
     * <p>The target of an output are the times in ms at which it is to spike, ascending.
     *
     * @param tauMs above 0
     */
    record TrainDistance(double tauMs) implements EpisodeLoss {
        /** Validates the range. */
        public TrainDistance {
            Ranges.positive("tau", tauMs, "ms");
        }

        @Override
        public double of(double[][] spikesMs, double[][] target) {
            double sum = 0;
            for (int i = 0; i < target.length; i++) {
                sum += overlap(spikesMs[i], spikesMs[i])
                        - 2 * overlap(spikesMs[i], target[i])
                        + overlap(target[i], target[i]);
            }
            return Math.max(0, sum / 4);
        }

        private double overlap(double[] a, double[] b) {
            double sum = 0;
            for (double s : a) {
                for (double t : b) {
                    sum += StrictMath.exp(-Math.abs(s - t) / tauMs);
                }
            }
            return sum;
        }
    }

    private static double[] counts(double[][] spikesMs, double each) {
        double[] counts = new double[spikesMs.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = each * spikesMs[i].length;
        }
        return counts;
    }

    private static double[] firsts(double[][] target) {
        double[] firsts = new double[target.length];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = target[i][0];
        }
        return firsts;
    }
}
