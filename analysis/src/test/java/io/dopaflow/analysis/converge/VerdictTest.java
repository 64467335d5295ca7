package io.dopaflow.analysis.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final int[] CYCLES = {100, 1000, 10_000, 100_000};
    private static final Scaling BALANCED = new Scaling(1 / 3.0, 1 / 3.0, 1, 2);
    private static final Scaling FIXED = new Scaling(1, 0, 1, 2);
    private static final Scaling PRINTED = new Scaling(0, 1 / 3.0, 1, 2);
    private static final double BIAS = 0.01;

    private final SplittableRandom random = new SplittableRandom(2);

    /** Replicates about a predicted RMS of 1 / sqrt(n), times a factor. */
    private Curve curve(Scaling scaling, int[] cycles, int replicates, IntToDoubleFunction factor) {
        return curve(scaling, cycles, replicates, false, factor);
    }

    private Curve curve(Scaling scaling, int[] cycles, int replicates, boolean isLottery, IntToDoubleFunction factor) {
        List<PointEstimate> points = new ArrayList<>();
        for (int n : cycles) {
            DistancePrediction prediction = new DistancePrediction(
                    scaling.flowTime(n), 1 / Math.sqrt(n), new double[] {scaling.isFixedWindow() ? BIAS : 0});
            List<Replicate> all = new ArrayList<>();
            for (int r = 0; r < replicates; r++) {
                double distance = Math.abs(random.nextGaussian() * factor.applyAsDouble(n) * prediction.rms());
                double time = prediction.flowTime() * factor.applyAsDouble(n) * (1 + 0.1 * random.nextGaussian());
                all.add(new Replicate(1.2 * distance, distance, 0, time));
            }
            points.add(estimate(scaling, n, isLottery, prediction, all, 0));
        }
        return new Curve(scaling, points);
    }

    private static PointEstimate estimate(
            Scaling scaling,
            int n,
            boolean isLottery,
            DistancePrediction prediction,
            List<Replicate> replicates,
            int failed) {
        return PointEstimate.of(
                new Setting(n, 3, scaling.halfWindow(n), isLottery, prediction),
                replicates,
                failed,
                new RandomStreams(1));
    }

    private static Verdict verdict(Curve curve) {
        List<PointEstimate> points = curve.points();
        return Verdict.of(curve, points.get(points.size() - 1).setting().cycles());
    }

    private static Verdict.Outcome outcome(Curve curve) {
        return verdict(curve).outcome();
    }

    @Test
    void distancesAsPredicted_agree() {
        assertThat(outcome(curve(BALANCED, CYCLES, 400, n -> 1))).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(outcome(curve(FIXED, CYCLES, 400, n -> 1))).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(outcome(curve(PRINTED, CYCLES, 400, n -> 1))).isEqualTo(Verdict.Outcome.AGREES);
    }

    @Test
    void anotherFactor_disagrees() {
        for (Scaling scaling : List.of(BALANCED, FIXED, PRINTED)) {
            for (double factor : new double[] {0.8, 1.25}) {
                assertThat(outcome(curve(scaling, CYCLES, 400, n -> factor)))
                        .as("%s, %s", scaling, factor)
                        .isEqualTo(Verdict.Outcome.DISAGREES);
            }
        }
    }

    @Test
    void anotherExponent_disagrees() {
        assertThat(outcome(curve(BALANCED, CYCLES, 400, n -> Math.pow(n / 3000.0, 0.06))))
                .isEqualTo(Verdict.Outcome.DISAGREES);
        assertThat(outcome(curve(PRINTED, CYCLES, 400, n -> Math.pow(n / 3000.0, 0.06))))
                .isEqualTo(Verdict.Outcome.DISAGREES);
    }

    /** The noise of the lottery is as n^(q - 1/2), whatever its size. */
    @Test
    void allOrNoneSpikes_haveASlopeOfTheirOwn() {
        IntToDoubleFunction lottery = n -> 20 * Math.pow(n / 1000.0, BALANCED.q());
        assertThat(outcome(curve(BALANCED, CYCLES, 400, true, lottery))).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(outcome(curve(BALANCED, CYCLES, 400, false, lottery))).isEqualTo(Verdict.Outcome.DISAGREES);
    }

    /** Where the lottery is small against the jitter the distance falls as if there were none: faster, and no contradiction. */
    @Test
    void allOrNoneSpikes_thatFallFaster_areNotDecided() {
        Verdict verdict = verdict(curve(BALANCED, CYCLES, 400, true, n -> 1));
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.OPEN);
        assertThat(verdict.text()).contains("jitter still dominates");
    }

    /**
     * What a prediction of finite order leaves out falls as A^2 = n^-2q or faster, from above or below: whatever its size and
     * wherever the study ends, that is never a no.
     */
    @Test
    void distancesThatComeToThePrediction_areNeverDenied() {
        for (double q : new double[] {0.1, 0.25, 1 / 3.0, 0.5}) {
            Scaling scaling = new Scaling(1 - 2 * q, q, 1, 2);
            for (double size : new double[] {-0.7, -0.4, -0.2, 0.15, 0.4, 1, 3, 10}) {
                for (double rate : new double[] {2 * q, 1}) {
                    for (int points : new int[] {2, 3, 4, 7}) {
                        int[] cycles = IntStream.range(0, points)
                                .map(i -> (int) (100 * Math.pow(10, i / 2.0)))
                                .toArray();
                        for (double power : new double[] {1, 0.5}) {
                            Verdict verdict = verdict(curve(
                                    scaling, cycles, 200, n -> Math.pow(1 + size * Math.pow(n / 100.0, -rate), power)));
                            assertThat(verdict.outcome())
                                    .as("q %s, size %s, rate %s: %s", q, size, rate, verdict.text())
                                    .isNotEqualTo(Verdict.Outcome.DISAGREES);
                        }
                    }
                }
            }
        }
    }

    @Test
    void distancesThatHaveComeToThePrediction_agreeFromThereOn() {
        int[] cycles = {100, 316, 1000, 3162, 10_000, 31_622, 100_000};
        Verdict verdict = verdict(curve(BALANCED, cycles, 400, n -> Math.sqrt(1 + 1000.0 / n)));
        assertThat(verdict.text()).startsWith("agrees with Theorem 1 from n = ").contains("corrections still matter");
        assertThat(verdict(curve(BALANCED, new int[] {100, 316, 1000}, 400, n -> Math.sqrt(1 + 1000.0 / n)))
                        .text())
                .startsWith("not decided: take more cycles; the distance is still approaching the predicted one");
    }

    /** A distance on top of a wrong constant comes down as well, but not to the predicted one. */
    @Test
    void distancesThatComeToAnotherConstant_areDeniedOnceTheyStay() {
        int[] cycles = {100, 316, 1000, 3162, 10_000, 31_622, 100_000};
        assertThat(outcome(curve(BALANCED, cycles, 400, n -> 1.41 * Math.sqrt(1 + 300.0 / n))))
                .isEqualTo(Verdict.Outcome.DISAGREES);
    }

    /** As where the gradient is small: the prediction itself is steeper than -1/2. */
    @Test
    void slopeOfThePrediction_isWhatASlopeIsComparedWith() {
        List<PointEstimate> points = new ArrayList<>();
        for (int n : CYCLES) {
            DistancePrediction prediction =
                    new DistancePrediction(2, Math.sqrt((1 + 30 * Math.pow(n, -2 / 3.0)) / n), new double[] {0});
            List<Replicate> all = new ArrayList<>();
            for (int r = 0; r < 400; r++) {
                double distance = Math.abs(random.nextGaussian() * prediction.rms());
                all.add(new Replicate(1.2 * distance, distance, 0, 2));
            }
            points.add(estimate(BALANCED, n, false, prediction, all, 0));
        }
        Verdict verdict = verdict(new Curve(BALANCED, points));
        assertThat(verdict.outcome()).as(verdict.text()).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(verdict.text())
                .contains("sup-distance -0.5", "predicted -0.5")
                .doesNotContain("predicted -0.50");
    }

    @Test
    void failedReplicates_takeTheirPointOutOfTheVerdict() {
        Curve whole = curve(BALANCED, CYCLES, 400, n -> n == 100 ? 3 : 1);
        assertThat(outcome(failing(whole, 100))).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(verdict(failing(whole, 100)).text()).contains("over n = 1000 .. 100000");
        assertThat(verdict(failing(whole, 100_000)).text())
                .startsWith("not decided: at n = 100000, 2 of 402 replicates failed");
        assertThat(Verdict.of(whole, 1_000_000).text())
                .isEqualTo("not decided: at n = 1000000 fewer than two replicates finished");
    }

    private static Curve failing(Curve curve, int cycles) {
        return new Curve(
                curve.scaling(),
                curve.points().stream()
                        .map(p -> new PointEstimate(
                                p.setting(),
                                p.replicates(),
                                p.setting().cycles() == cycles ? 2 : 0,
                                p.sup(),
                                p.end(),
                                p.alongBias(),
                                p.accumulatedTime()))
                        .toList());
    }

    @Test
    void fewReplicates_areNotJudged() {
        assertThat(verdict(curve(BALANCED, CYCLES, 19, n -> 1.5)).text())
                .isEqualTo(
                        "not decided: found 19 replicates at n = 100000; with fewer than 20 the intervals are too short");
    }

    /** As they would where something keeps the weights away from the flow: no slope describes them. */
    @Test
    void distancesThatBend_disagree() {
        IntToDoubleFunction plateau = n -> Math.sqrt(1 + n / 1e4);
        assertThat(verdict(curve(BALANCED, CYCLES, 400, plateau)).text()).contains("and does not approach it");
        assertThat(outcome(curve(BALANCED, CYCLES, 400, true, n -> Math.sqrt(1 + n / 1e3))))
                .isEqualTo(Verdict.Outcome.DISAGREES);
        assertThat(outcome(curve(PRINTED, CYCLES, 400, plateau))).isEqualTo(Verdict.Outcome.DISAGREES);
    }

    @Test
    void tooLittle_leavesItOpen() {
        assertThat(Verdict.of(new Curve(BALANCED, List.of()), 100).outcome()).isEqualTo(Verdict.Outcome.OPEN);
        assertThat(verdict(curve(BALANCED, new int[] {10, 1000}, 100, n -> 1)).text())
                .startsWith("not decided: a slope needs two n of at least 10 d = 30");
        assertThat(verdict(curve(BALANCED, new int[] {100, 316}, 20, n -> 1)).text())
                .startsWith("not decided: the slope is too uncertain");
        assertThat(verdict(curve(FIXED, new int[] {100, 1000}, 100, n -> 1)).text())
                .contains("the noise", "still exceeds the bias");
        assertThat(outcome(curve(PRINTED, new int[] {1000}, 100, n -> 1))).isEqualTo(Verdict.Outcome.OPEN);
    }

    @Test
    void weightsThatNeverLeaveTheFlow_haveNoSlope() {
        assertThat(verdict(curve(BALANCED, CYCLES, 20, n -> 0)).text()).contains("replicates that differ");
    }

    /** Theory, section 3: with alpha = A = 1 as printed, 3.1, 6.7 and 14.4 at n = 10^2, 10^3, 10^4. */
    @Test
    void scaling_hasTheFlowTimeOfItsLearningRate() {
        Scaling printed = new Scaling(0, 1 / 3.0, 1, 2.0 / 3);
        assertThat(printed.flowTime(100)).isCloseTo(3.1, within(0.05));
        assertThat(printed.flowTime(1000)).isCloseTo(6.7, within(0.05));
        assertThat(printed.flowTime(10_000)).isCloseTo(14.4, within(0.05));
        assertThat(printed.growth()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(BALANCED.growth()).isZero();
        assertThat(BALANCED.flowTime(1_000_000)).isCloseTo(2, within(1e-4));
        // kappa(1) = 0.735759.
        assertThat(FIXED.flowTime(77)).isCloseTo(2 * 0.735759 * 1.5, within(1e-5));
        assertThat(FIXED.halfWindow(77)).isEqualTo(1);
    }
}
