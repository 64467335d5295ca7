package io.dopaflow.analysis.episode;

import java.util.function.IntConsumer;
import org.apache.commons.rng.UniformRandomProvider;

/** Log-likelihood and score of patterns of spikes that are given or drawn. Holds buffers: for one thread. */
public final class EpisodeEvaluator {
    private final Episode episode;
    private final EpisodeStack stack;

    /** An evaluator of patterns of an episode. */
    public EpisodeEvaluator(Episode episode) {
        this.episode = episode;
        this.stack = EpisodeStack.straight(episode);
    }

    /**
     * A pattern of spikes with what the weights say of it.
     *
     * @param pattern whether a neuron spikes, by step from 1 and neuron
     * @param logLikelihood logarithm of its probability; negative infinity where a refractory neuron spikes
     * @param score derivative of the log-likelihood by weight, in 1/mV; where a refractory neuron spikes, of the rest
     */
    public record Evaluation(boolean[][] pattern, double logLikelihood, double[] score) {}

    /**
     * Evaluates a given pattern.
     *
     * @param weights by number, in mV, finite
     * @param pattern whether a neuron spikes, by step from 1 and neuron
     * @throws IllegalArgumentException if the sizes are not those of the episode, or a weight is not finite
     */
    public Evaluation of(double[] weights, boolean[][] pattern) {
        requireSize("steps of the pattern", pattern.length, episode.steps());
        stack.begin(weights);
        for (int step = 1; step <= pattern.length; step++) {
            boolean[] given = pattern[step - 1];
            requireSize(
                    "neurons of step " + step, given.length, episode.neurons().size());
            stack.advance(step);
            System.arraycopy(given, 0, stack.spikes(step), 0, given.length);
            stack.settle(step);
        }
        return evaluation();
    }

    /**
     * Draws a pattern. It takes {@link io.dopaflow.models.random.Draws#NUMBERS} times neurons times steps numbers of 32 bits from the
     * generator, whatever the weights are, so that the same generator with other weights gives a paired pattern.
     *
     * @param weights by number, in mV, finite
     * @throws IllegalArgumentException if the weights are not as many as the episode has, or one is not finite
     */
    public Evaluation draw(double[] weights, UniformRandomProvider random) {
        run(stack, episode.steps(), weights, random, step -> {});
        return evaluation();
    }

    /**
     * Runs an episode by chance, on a stack from which its result is read.
     *
     * @param settled hears of each step when it has been settled
     */
    static void run(
            EpisodeStack stack, int steps, double[] weights, UniformRandomProvider random, IntConsumer settled) {
        stack.begin(weights);
        for (int step = 1; step <= steps; step++) {
            stack.advance(step);
            stack.draw(step, random);
            stack.settle(step);
            settled.accept(step);
        }
    }

    private Evaluation evaluation() {
        int last = episode.steps();
        boolean[][] pattern = new boolean[last][];
        for (int step = 0; step < last; step++) {
            pattern[step] = stack.pattern()[step].clone();
        }
        return new Evaluation(
                pattern, stack.logLikelihood(last), stack.score(last).clone());
    }

    private static void requireSize(String name, int found, int allowed) {
        if (found != allowed) {
            throw new IllegalArgumentException(name + " are " + found + "; allowed: " + allowed);
        }
    }
}
