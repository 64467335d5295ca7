package io.dopaflow.analysis.episode;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The expected loss of an episode, its gradient and the covariance of an update, estimated from R episodes.
 *
 * <pre>
 * E[L] = mean L,   g = 1/(R - 1) sum over episodes of (L - mean L) z
 * </pre>
 *
 * <p>That is the mean of (L - b) z with the mean loss of all other episodes as the baseline b, which is independent of z: both
 * have no bias. The covariance is that of (L - mean L) z, off by a share of the order of 1/R.
 *
 * <p>Every episode takes as many random numbers, whatever the weights are. So the same seed with other weights gives a paired
 * estimate: differences between the two have much less noise than each. For one thread.
 *
 * <p>Limit: a pattern that is rare may have a large score, such as the silence of a neuron that nearly always spikes. Until it has been drawn, the standard errors and the covariance are too small.
 */
public final class MonteCarlo {
    private final Episode episode;
    private final OutputLoss loss;
    private final EpisodeStack stack;
    private final int episodes;
    private final RandomStreams streams;

    /**
     * An estimate of moments.
     *
     * @param moments what is estimated
     * @param lossError standard error of the loss
     * @param gradientErrors standard errors of the gradient by weight, in 1/mV
     */
    public record Estimate(LossMoments moments, double lossError, double[] gradientErrors) {}

    /**
     * An estimator.
     *
     * @param episodes R, at least 2
     * @param seed any value
     */
    public MonteCarlo(Episode episode, OutputLoss loss, int episodes, long seed) {
        if (episodes < 2) {
            throw new IllegalArgumentException("episodes are " + episodes + "; allowed: at least 2");
        }
        this.episode = episode;
        this.loss = loss;
        this.stack = EpisodeStack.straight(episode);
        this.episodes = episodes;
        this.streams = new RandomStreams(seed);
    }

    /**
     * Estimates. The episodes are run twice, the second time with the mean loss known, so that none has to be remembered.
     *
     * @param weights by number, in mV, finite
     * @throws IllegalArgumentException if the weights are not as many as the episode has, or one is not finite
     */
    public Estimate at(double[] weights) {
        double[] sum = new double[1];
        run(weights, (pathLoss, score) -> sum[0] += pathLoss);
        double mean = sum[0] / episodes;
        double[] squares = new double[1];
        double[] gradient = new double[weights.length];
        SecondMoment second = new SecondMoment(weights.length);
        run(weights, (pathLoss, score) -> {
            double surprise = pathLoss - mean;
            squares[0] += surprise * surprise;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += surprise * score[i] / (episodes - 1);
            }
            second.add(surprise * surprise, score);
        });
        double[][] covariance = second.about(gradient, episodes, episodes - 1.0);
        double[] errors = new double[weights.length];
        Arrays.setAll(errors, i -> Math.sqrt(covariance[i][i] / episodes));
        return new Estimate(
                new LossMoments(mean, gradient, covariance),
                Math.sqrt(squares[0] / (episodes - 1.0) / episodes),
                errors);
    }

    /**
     * Estimates what the mean update needs of layers that learn by their rules. The episodes are those of {@link #at}.
     *
     * @param weights by number, in mV, finite
     * @param layers in the order of their weights, all of them
     * @param batches into how many the episodes are divided; a divisor of their number, at least 2
     */
    public SampledUpdate update(double[] weights, List<EpisodeLayer> layers, int batches) {
        if (batches < 2 || episodes % batches != 0) {
            throw new IllegalArgumentException(
                    "batches are " + batches + "; allowed: at least 2, a divisor of the " + episodes + " episodes");
        }
        EpisodeEligibilities eligibilities = new EpisodeEligibilities(episode, layers);
        UniformRandomProvider random = streams.stream(Purpose.ESCAPE, 0);
        List<UpdateMoments> all = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            UpdateMoments.Sum sum = new UpdateMoments.Sum(weights.length);
            for (int i = 0; i < episodes / batches; i++) {
                eligibilities.begin();
                EpisodeEvaluator.run(
                        stack, episode.steps(), weights, random, step -> eligibilities.settled(stack, step));
                sum.add(1, lossOfLast(), stack.score(episode.steps()), eligibilities.values());
            }
            all.add(sum.mean());
        }
        return new SampledUpdate(UpdateMoments.mean(all), all);
    }

    private double lossOfLast() {
        return loss.of(episode.outputSpikesMs(stack.pattern()));
    }

    /** Who is shown each episode. */
    private interface Visitor {
        void visit(double pathLoss, double[] score);
    }

    private void run(double[] weights, Visitor visitor) {
        UniformRandomProvider random = streams.stream(Purpose.ESCAPE, 0);
        for (int i = 0; i < episodes; i++) {
            EpisodeEvaluator.run(stack, episode.steps(), weights, random, step -> {});
            visitor.visit(lossOfLast(), stack.score(episode.steps()));
        }
    }
}
