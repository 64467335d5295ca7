package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.numerics.Ranges;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What theory says of a learning opportunity of many episodes: where the gradient flow of the expected loss ends, and how far from it weights end.
 *
 * <p>Exactly for networks that {@link Enumeration} can do. For larger ones the flow is followed by {@link MonteCarlo}: in {@value #STEPS} steps (Adams and Bashforth, second order), each with the gradient from episodes of
 * its own. Its end has a standard error then, and the scatter about it is not predicted: that would take the curvature all along the flow.
 *
 * @param end w(1), in mV
 * @param endError root mean square of the distance between {@code end} and the true one, in mV; 0 for an enumeration
 * @param scatter the root of tr S(1), in mV: n episodes end at the root mean square distance scatter / sqrt(n). Empty if it is not predicted
 * @param loss E[L] at the start
 * @param n45 of {@link LossMoments} at the start
 */
public record EpisodePrediction(double[] end, double endError, OptionalDouble scatter, double loss, double n45) {
    private static final int STEPS = 200;

    /** With so many times the episodes of a replicate its distance has a twentieth more variance. */
    private static final int TIMES = 20;

    private static final int FEWEST = 1000;

    /**
     * Predicts.
     *
     * @param network with the weights to start from
     * @param time T in mV^2, finite, not negative
     * @param largest the most episodes with which the end will be compared; it decides the effort of Monte Carlo
     * @param seed of Monte Carlo
     */
    public static EpisodePrediction of(NetworkEpisode network, double time, int largest, long seed) {
        Ranges.notNegative("the flow time", time, "mV^2");
        if (Enumeration.isPossible(network.episode())) {
            Enumeration enumeration = new Enumeration(network.episode(), network.loss());
            EpisodeFlow.Course course = new EpisodeFlow(enumeration, time).course(network.weights());
            LossMoments start = enumeration.moments(network.weights());
            return new EpisodePrediction(
                    course.end(),
                    0,
                    OptionalDouble.of(
                            Math.sqrt(Arrays.stream(course.variances()).sum())),
                    start.loss(),
                    start.n45());
        }
        return estimated(network, time, largest, seed);
    }

    /** By Monte Carlo, whatever the size. */
    static EpisodePrediction estimated(NetworkEpisode network, double time, int largest, long seed) {
        int episodes = ofStep(largest);
        LossMoments start = new MonteCarlo(network.episode(), network.loss(), TIMES * episodes, seed)
                .at(network.weights())
                .moments();
        double[] weights = network.weights().clone();
        double[] before = start.gradient();
        double variance = 0;
        for (int k = 0; k < STEPS; k++) {
            LossMoments here = new MonteCarlo(network.episode(), network.loss(), episodes, seed + 1 + k)
                    .at(weights)
                    .moments();
            double[] gradient = here.gradient();
            double[] last = before;
            for (int i = 0; i < weights.length; i++) {
                weights[i] -= time / STEPS * (1.5 * gradient[i] - 0.5 * last[i]);
            }
            before = gradient;
            variance += here.trace() / episodes;
        }
        return new EpisodePrediction(
                weights, time * Math.sqrt(variance) / STEPS, OptionalDouble.empty(), start.loss(), start.n45());
    }

    private static int ofStep(int largest) {
        return Math.max(FEWEST, Math.toIntExact((long) TIMES * largest / STEPS));
    }

    /** How many episodes {@link #of} draws where the expected loss cannot be enumerated: each twice, the second time with the mean loss known. */
    public static long drawn(int largest) {
        return 2L * (TIMES + STEPS) * ofStep(largest);
    }

    /**
     * How many episodes a learning opportunity needs for weights to end at a relative distance from the flow; empty if that is not predicted, or the flow stays where it is.
     *
     * @param weights from which the flow starts, in mV
     * @param error the distance over that between start and end of the flow, above 0
     */
    public OptionalDouble episodesFor(double[] weights, double error) {
        double travelled = distance(weights);
        return scatter.isPresent() && travelled > 0
                ? OptionalDouble.of(Math.pow(scatter.getAsDouble() / (error * travelled), 2))
                : OptionalDouble.empty();
    }

    /** The predicted root mean square of the distance after so many episodes, in mV; empty if it is not predicted. */
    public OptionalDouble rms(int episodes) {
        return scatter.isPresent() ? OptionalDouble.of(scatter.getAsDouble() / Math.sqrt(episodes)) : scatter;
    }

    /** How far weights are from the end of the flow, in mV. */
    public double distance(double[] weights) {
        return Vectors.distance(weights, end);
    }
}
