package io.dopaflow.analysis.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class EpisodeVerdictTest {
    private static final int[] EPISODES = {100, 316, 1000, 3162, 10_000};
    private static final int LARGEST = 10_000;
    private static final double N45 = 20;

    private final SplittableRandom random = new SplittableRandom(3);

    /** Replicates whose distance has many directions, about a predicted 1 / sqrt(n), times a factor. */
    private EndDistances ends(int replicates, boolean isPredicted, IntToDoubleFunction factor) {
        List<EndDistance> points = new ArrayList<>();
        for (int n : EPISODES) {
            double[] distances = new double[replicates];
            for (int r = 0; r < replicates; r++) {
                distances[r] = factor.applyAsDouble(n) / Math.sqrt(n) * (1 + 0.3 * random.nextGaussian());
            }
            points.add(EndDistance.of(
                    n,
                    N45,
                    distances,
                    0,
                    isPredicted ? OptionalDouble.of(Math.sqrt(1.09 / n)) : OptionalDouble.empty(),
                    new RandomStreams(1)));
        }
        return new EndDistances(points);
    }

    private static Verdict verdict(EndDistances ends) {
        return EpisodeVerdict.of(ends, LARGEST);
    }

    @Test
    void distancesAsPredicted_agree() {
        Verdict verdict = verdict(ends(200, true, n -> 1));
        assertThat(verdict.outcome()).as(verdict.text()).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(verdict.text())
                .startsWith("follows the gradient flow of the expected loss: slope")
                .contains("n = 316 .. 10000 (n >= 10 n45)", "x predicted");
    }

    @Test
    void withoutAPrediction_theSlopeAloneIsJudged() {
        Verdict verdict = verdict(ends(200, false, n -> 3));
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(verdict.text()).endsWith("its size is not predicted");
        assertThat(verdict(ends(200, false, n -> Math.pow(n, 0.1))).outcome()).isEqualTo(Verdict.Outcome.DISAGREES);
    }

    @Test
    void anotherSize_disagrees() {
        for (double factor : new double[] {0.85, 1.15}) {
            assertThat(verdict(ends(200, true, n -> factor)).outcome()).isEqualTo(Verdict.Outcome.DISAGREES);
        }
    }

    /** Weights that come to something else than the flow: 2 % of the way off. */
    @Test
    void distanceThatStays_disagrees() {
        assertThat(verdict(ends(200, true, n -> Math.sqrt(1 + n * 0.02 * 0.02))).outcome())
                .isEqualTo(Verdict.Outcome.DISAGREES);
    }

    /** Corrections of the order n45 / n are gone where the largest n are. */
    @Test
    void correctionsThatVanish_agreeFromThereOn() {
        Verdict verdict = verdict(ends(400, true, n -> Math.sqrt(1 + 150.0 / n)));
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(verdict.text()).contains("on, below which corrections still matter");
    }

    @Test
    void tooLittle_isNotDecided() {
        assertThat(verdict(ends(10, true, n -> 1)).text()).contains("found 10 replicates");
        EndDistances all = ends(200, true, n -> 1);
        assertThat(EpisodeVerdict.of(all, 100_000).text()).contains("at n = 100000 fewer than two");
        EndDistances one = new EndDistances(all.points().subList(0, 2));
        assertThat(EpisodeVerdict.of(one, 316).text()).contains("two n of at least 10 n45 = 200");
        assertThat(verdict(all.from(316)).outcome()).isEqualTo(Verdict.Outcome.AGREES);
    }

    @Test
    void replicatesThatAreOne_disagree() {
        List<EndDistance> points = new ArrayList<>();
        for (int n : EPISODES) {
            double[] distances = new double[50];
            Arrays.fill(distances, 1 / Math.sqrt(n));
            points.add(EndDistance.of(n, N45, distances, 0, OptionalDouble.of(1 / Math.sqrt(n)), new RandomStreams(1)));
        }
        Verdict verdict = verdict(new EndDistances(points));
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.DISAGREES);
        assertThat(verdict.text()).contains("each is to have its own noise");
    }
}
