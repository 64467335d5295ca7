package io.dopaflow.analysis.episode;

import java.util.Arrays;
import java.util.List;

/**
 * What is needed of the mean update of an episode, E[(b - L) e] = b E[e] - E[L e], for any baseline b, beside the gradient of the expected loss, E[L z] - E[L] E[z] with the score z. Exact where all patterns of spikes are
 * enumerated; means over episodes otherwise, and then the gradient, and the update with b the mean loss, are too small by one share in as many as there are episodes.
 *
 * @param loss E[L]
 * @param score E[z] by weight in 1/mV: 0 but for rounding, or chance
 * @param lossTimesScore E[L z] by weight, in 1/mV
 * @param eligibility E[e] by weight, in 1/mV
 * @param lossTimesEligibility E[L e] by weight, in 1/mV
 */
public record UpdateMoments(
        double loss, double[] score, double[] lossTimesScore, double[] eligibility, double[] lossTimesEligibility) {

    /** The gradient of E[L] by weight, in 1/mV. */
    public double[] gradient() {
        double[] gradient = new double[score.length];
        Arrays.setAll(gradient, w -> lossTimesScore[w] - loss * score[w]);
        return gradient;
    }

    /** The mean update E[(b - L) e] by weight over the rate, in 1/mV. */
    public double[] update(double baseline) {
        double[] update = new double[score.length];
        Arrays.setAll(update, w -> baseline * eligibility[w] - lossTimesEligibility[w]);
        return update;
    }

    /** The part of the mean update that any loss of the same mean would make: (b - E[L]) E[e], by weight in 1/mV. */
    public double[] drift(double baseline) {
        double[] drift = new double[score.length];
        Arrays.setAll(drift, w -> (baseline - loss) * eligibility[w]);
        return drift;
    }

    /** The mean of moments of equally many episodes. */
    static UpdateMoments mean(List<UpdateMoments> all) {
        Sum sum = new Sum(all.get(0).score.length);
        for (UpdateMoments one : all) {
            sum.count += 1;
            sum.loss += one.loss;
            add(one.score, 1, sum.score);
            add(one.lossTimesScore, 1, sum.lossTimesScore);
            add(one.eligibility, 1, sum.eligibility);
            add(one.lossTimesEligibility, 1, sum.lossTimesEligibility);
        }
        return sum.mean();
    }

    private static void add(double[] from, double factor, double[] to) {
        for (int w = 0; w < to.length; w++) {
            to[w] += factor * from[w];
        }
    }

    /** Adds up episodes. For one thread. */
    static final class Sum {
        private final double[] score;
        private final double[] lossTimesScore;
        private final double[] eligibility;
        private final double[] lossTimesEligibility;
        private double count;
        private double loss;

        Sum(int weights) {
            score = new double[weights];
            lossTimesScore = new double[weights];
            eligibility = new double[weights];
            lossTimesEligibility = new double[weights];
        }

        /** Adds an episode, by its probability or as one of many. */
        void add(double weight, double lossOfEpisode, double[] scores, double[] eligibilities) {
            count += weight;
            loss += weight * lossOfEpisode;
            UpdateMoments.add(scores, weight, score);
            UpdateMoments.add(scores, weight * lossOfEpisode, lossTimesScore);
            UpdateMoments.add(eligibilities, weight, eligibility);
            UpdateMoments.add(eligibilities, weight * lossOfEpisode, lossTimesEligibility);
        }

        /** Their mean. */
        UpdateMoments mean() {
            return new UpdateMoments(
                    loss / count, over(score), over(lossTimesScore), over(eligibility), over(lossTimesEligibility));
        }

        private double[] over(double[] of) {
            return Arrays.stream(of).map(x -> x / count).toArray();
        }
    }
}
