package io.dopaflow.analysis.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.episode.Episode;
import io.dopaflow.analysis.episode.EpisodeNeuron;
import io.dopaflow.analysis.episode.EpisodePrediction;
import io.dopaflow.analysis.episode.EpisodeSynapse;
import io.dopaflow.analysis.episode.NetworkEpisode;
import io.dopaflow.analysis.episode.OutputLoss;
import io.dopaflow.analysis.episode.Reset;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A study of episodes agrees with a plain simulation that learns as it should, and with none that has a mistake: two inputs, two hidden neurons that project to one another, an output that projects back,
 * four steps of 5 ms, written down once more in the plainest way.
 */
class PlantedMistakesTest {
    private static final int STEPS = 4;
    private static final int INPUTS = 2;
    private static final int NEURONS = 3;
    private static final int OUTPUT = 2;
    private static final double STEP = 5;
    private static final double TAU = 20;
    private static final double RHO = 0.05;
    private static final double THRESHOLD = 1;
    private static final double WIDTH = 0.5;
    private static final double ETA = 1.5;
    private static final double TARGET = 2;
    private static final double TIME = 2;
    private static final int REPLICATES = 100;
    private static final int[] EPISODES = {316, 1000, 3162, 10_000};
    private static final boolean[][] GIVEN = {{true, false, true, false}, {true, true, false, true}};

    /** Presynaptic (inputs first), postsynaptic. */
    private static final int[][] PAIRS = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {3, 0}, {2, 1}, {2, 2}, {3, 2}, {4, 0}, {4, 1}
    };

    private static final double[] WEIGHTS = {0.9, 0.5, 0.3, 0.8, 0.6, 0.7, 1.0, 0.6, 0.4, -0.5};

    private static final EpisodePrediction PREDICTION =
            EpisodePrediction.of(new NetworkEpisode(episode(), loss(), WEIGHTS, List.of()), TIME, 10_000, 1);

    private enum Mistake {
        NONE,
        SCORE_WITHOUT_RHO,
        BASELINE_KNOWS_ITS_LOSS,
        BASELINE_KNOWS_ITS_SPIKES,
        REWARD_OF_THE_EPISODE_BEFORE,
        NEURONS_SHARE_NOISE,
        REPLICATES_SHARE_NOISE
    }

    private static Episode episode() {
        List<EpisodeSynapse> synapses = new ArrayList<>();
        for (int w = 0; w < PAIRS.length; w++) {
            synapses.add(
                    PAIRS[w][0] < INPUTS
                            ? EpisodeSynapse.ofInput(PAIRS[w][0], PAIRS[w][1], 1, w)
                            : EpisodeSynapse.ofNeuron(PAIRS[w][0] - INPUTS, PAIRS[w][1], 1, w));
        }
        return new Episode(
                STEP,
                STEPS,
                Collections.nCopies(NEURONS, new EpisodeNeuron(TAU, 0, RHO, THRESHOLD, WIDTH, new Reset.Soft(ETA))),
                synapses,
                List.of(List.of(0, 2), List.of(0, 1, 3)),
                List.of(OUTPUT));
    }

    private static OutputLoss loss() {
        return OutputLoss.ofCounts(counts -> (counts[0] - TARGET) * (counts[0] - TARGET) / 2);
    }

    @ParameterizedTest
    @EnumSource
    void study_agreesWithWhatHasNoMistake(Mistake mistake) {
        List<EndDistance> points = new ArrayList<>();
        for (int n : EPISODES) {
            double[] distances = new double[REPLICATES];
            for (int r = 0; r < REPLICATES; r++) {
                int seed = mistake == Mistake.REPLICATES_SHARE_NOISE ? 0 : r;
                distances[r] = PREDICTION.distance(learnt(n, new SplittableRandom(1000L * n + seed), mistake));
            }
            points.add(EndDistance.of(n, PREDICTION.n45(), distances, 0, PREDICTION.rms(n), new RandomStreams(1)));
        }
        Verdict verdict = EpisodeVerdict.of(new EndDistances(points), 10_000);
        assertThat(verdict.outcome())
                .as(verdict.text())
                .isEqualTo(mistake == Mistake.NONE ? Verdict.Outcome.AGREES : Verdict.Outcome.DISAGREES);
    }

    private static double[] learnt(int episodes, SplittableRandom random, Mistake mistake) {
        double[] weights = WEIGHTS.clone();
        double[] score = new double[weights.length];
        double baseline = PREDICTION.loss();
        double before = baseline;
        for (int k = 0; k < episodes; k++) {
            int[] counts = run(weights, score, random, mistake);
            double loss = (counts[OUTPUT] - TARGET) * (counts[OUTPUT] - TARGET) / 2;
            double usual = switch (mistake) {
                case BASELINE_KNOWS_ITS_LOSS -> baseline + 0.5 * (loss - baseline);
                case BASELINE_KNOWS_ITS_SPIKES -> baseline + 0.3 * (counts[0] - 1);
                default -> baseline;
            };
            double judged = mistake == Mistake.REWARD_OF_THE_EPISODE_BEFORE ? before : loss;
            for (int w = 0; w < weights.length; w++) {
                weights[w] += TIME / episodes * (usual - judged) * score[w];
            }
            baseline += 0.05 * (loss - baseline);
            before = loss;
        }
        return weights;
    }

    /** An episode: how often each neuron spikes. */
    private static int[] run(double[] weights, double[] score, SplittableRandom random, Mistake mistake) {
        double decay = Math.exp(-STEP / TAU);
        double[] v = new double[NEURONS];
        double[] trace = new double[weights.length];
        boolean[] spikes = new boolean[INPUTS + NEURONS];
        int[] counts = new int[NEURONS];
        Arrays.fill(score, 0);
        for (int t = 0; t < STEPS; t++) {
            for (int i = 0; i < INPUTS; i++) {
                spikes[i] = GIVEN[i][t];
            }
            for (int j = 0; j < NEURONS; j++) {
                v[j] *= decay;
            }
            for (int w = 0; w < weights.length; w++) {
                trace[w] = trace[w] * decay + (spikes[PAIRS[w][0]] ? 1 : 0);
                v[PAIRS[w][1]] += spikes[PAIRS[w][0]] ? weights[w] : 0;
            }
            double common = random.nextDouble();
            double[] factor = new double[NEURONS];
            for (int j = 0; j < NEURONS; j++) {
                double expected = RHO * Math.exp((v[j] - THRESHOLD) / WIDTH) * STEP;
                double silent = Math.exp(-expected);
                double uniform = mistake == Mistake.NEURONS_SHARE_NOISE ? common : random.nextDouble();
                boolean isSpike = uniform < 1 - silent;
                double withoutSpike = mistake == Mistake.SCORE_WITHOUT_RHO ? 0 : -expected;
                double withSpike = mistake == Mistake.SCORE_WITHOUT_RHO ? 1 : expected * silent / (1 - silent);
                factor[j] = (isSpike ? withSpike : withoutSpike) / WIDTH;
                spikes[INPUTS + j] = isSpike;
                counts[j] += isSpike ? 1 : 0;
                v[j] -= isSpike ? ETA : 0;
            }
            for (int w = 0; w < weights.length; w++) {
                score[w] += factor[PAIRS[w][1]] * trace[w];
            }
        }
        return counts;
    }
}
