package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.flow.VectorField;
import java.util.List;

/**
 * The expected loss of an episode, exactly: the sum over all 2^(N K) patterns of spikes of N neurons in K steps.
 *
 * <pre>
 * E[L] = sum P L,   g = dE[L]/dw = E[L z] = E[(L - b) z],   z = d log P / dw
 * </pre>
 *
 * <p>Patterns are the leaves of a tree with a level for each step. It is walked depth first, so that a beginning that many
 * patterns share is evaluated once; see {@link PatternSums}. A branch that is impossible, or less likely than any number, is left out.
 *
 * <p>Limit: N K of at most {@value #MOST_DECISIONS}. For one thread.
 */
public final class Enumeration {
    /** The largest N K. */
    public static final int MOST_DECISIONS = 20;

    private static final int EPISODES_OF_ONE_PERCENT = 10_000;

    private final Episode episode;
    private final OutputLoss loss;
    private final EpisodeStack stack;
    private final PatternSums sums;

    /** Who is shown each pattern. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Sees a pattern.
         *
         * @param pattern whether a neuron spikes, by step from 1 and neuron; valid during the call, not to be changed
         * @param probability of the pattern, above 0
         * @param score derivative of its log-likelihood by weight; valid during the call, not to be changed
         */
        void visit(boolean[][] pattern, double probability, double[] score);
    }

    /**
     * An enumeration.
     *
     * @throws IllegalArgumentException if there are too many patterns
     */
    public Enumeration(Episode episode, OutputLoss loss) {
        if (!isPossible(episode)) {
            long decisions = decisions(episode);
            throw new IllegalArgumentException(
                    "patterns are 2^" + decisions + ", of " + episode.neurons().size()
                            + " neurons in " + episode.steps() + " steps; allowed: up to 2^" + MOST_DECISIONS
                            + ". Monte Carlo knows the expected loss to 1 % of the loss's own spread after "
                            + EPISODES_OF_ONE_PERCENT + " episodes, which are " + EPISODES_OF_ONE_PERCENT * decisions
                            + " steps of a neuron");
        }
        this.episode = episode;
        this.loss = loss;
        this.stack = EpisodeStack.branching(episode);
        this.sums = new PatternSums(episode, loss);
    }

    /** Whether an episode has few enough patterns. */
    public static boolean isPossible(Episode episode) {
        return decisions(episode) <= MOST_DECISIONS;
    }

    private static long decisions(Episode episode) {
        return (long) episode.neurons().size() * episode.steps();
    }

    /**
     * Shows every pattern that is possible.
     *
     * @param weights by number, in mV, finite
     * @throws IllegalArgumentException if the weights are not as many as the episode has, or one is not finite
     */
    public void forEach(double[] weights, Visitor visitor) {
        stack.begin(weights);
        walk(1, visitor);
    }

    private void walk(int step, Visitor visitor) {
        double probability = StrictMath.exp(stack.logLikelihood(step - 1));
        if (!(probability > 0)) {
            return;
        }
        if (step > episode.steps()) {
            visitor.visit(stack.pattern(), probability, stack.score(step - 1));
            return;
        }
        stack.advance(step);
        boolean[] spikes = stack.spikes(step);
        for (int subset = 0; subset < 1 << spikes.length; subset++) {
            if (decide(step, subset, spikes)) {
                stack.settle(step);
                walk(step + 1, visitor);
            }
        }
    }

    /** Takes over who spikes from the bits of a number; whether that can be. */
    private boolean decide(int step, int subset, boolean[] spikes) {
        for (int j = 0; j < spikes.length; j++) {
            spikes[j] = (subset >> j & 1) != 0;
            if (spikes[j] && stack.isHeld(step, j)) {
                return false;
            }
        }
        return true;
    }

    /** The sum of the probabilities of all patterns: 1, but for rounding. */
    public double totalProbability(double[] weights) {
        double[] total = new double[1];
        forEach(weights, (pattern, probability, score) -> total[0] += probability);
        return total[0];
    }

    /** E[L]. */
    public double loss(double[] weights) {
        return sums.loss(weights);
    }

    /**
     * E[L] and its gradient.
     *
     * @param into receives the gradient by weight, in 1/mV
     * @return E[L]
     */
    public double gradient(double[] weights, double[] into) {
        return sums.gradient(weights, into);
    }

    /** E[L], its gradient, and the covariance of an episode's update. */
    public LossMoments moments(double[] weights) {
        double[] gradient = new double[weights.length];
        double baseline = gradient(weights, gradient);
        double[][] covariance = sums.squares(weights, baseline);
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                covariance[i][j] -= gradient[i] * gradient[j];
            }
        }
        return new LossMoments(baseline, gradient, covariance);
    }

    /**
     * What the mean update needs of layers that learn by their rules, exactly.
     *
     * @param layers in the order of their weights, all of them
     */
    public UpdateMoments update(double[] weights, List<EpisodeLayer> layers) {
        EpisodeEligibilities eligibilities = new EpisodeEligibilities(episode, layers);
        UpdateMoments.Sum sum = new UpdateMoments.Sum(weights.length);
        forEach(weights, (pattern, probability, score) -> {
            double[] ofPattern = eligibilities.of(weights, pattern);
            sum.add(probability, lossOf(pattern), score, ofPattern);
        });
        return sum.mean();
    }

    /** The Hessian of E[L] in 1/mV^2. */
    public double[][] hessian(double[] weights) {
        return sums.hessian(weights);
    }

    /** The gradient as what a flow descends along. */
    VectorField field() {
        return new EpisodeField(this, episode.weightCount());
    }

    private double lossOf(boolean[][] pattern) {
        return loss.of(episode.outputSpikesMs(pattern));
    }
}
