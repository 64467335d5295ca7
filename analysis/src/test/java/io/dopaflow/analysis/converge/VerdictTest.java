package io.dopaflow.analysis.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
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
            points.add(PointEstimate.of(
                    new Setting(n, 3, scaling.halfWindow(n), isLottery, prediction), all, new RandomStreams(1)));
        }
        return new Curve(scaling, points);
    }

    private static Verdict.Outcome outcome(Curve curve) {
        return Verdict.of(curve).outcome();
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
        assertThat(outcome(curve(PRINTED, CYCLES, 400, n -> Math.pow(n / 1e5, 0.06))))
                .isEqualTo(Verdict.Outcome.DISAGREES);
    }

    /** The noise of the lottery is as n^(q - 1/2), whatever its size. */
    @Test
    void allOrNoneSpikes_haveASlopeOfTheirOwn() {
        IntToDoubleFunction lottery = n -> 20 * Math.pow(n / 1000.0, BALANCED.q());
        assertThat(outcome(curve(BALANCED, CYCLES, 400, true, lottery))).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(outcome(curve(BALANCED, CYCLES, 400, false, lottery))).isEqualTo(Verdict.Outcome.DISAGREES);
        assertThat(outcome(curve(BALANCED, CYCLES, 400, true, n -> 1))).isEqualTo(Verdict.Outcome.DISAGREES);
    }

    /** As they would where something keeps the weights away from the flow: no slope describes them. */
    @Test
    void distancesThatBend_disagree() {
        IntToDoubleFunction plateau = n -> Math.sqrt(1 + n / 1e4);
        assertThat(Verdict.of(curve(BALANCED, CYCLES, 400, plateau)).text()).contains("do not follow a power law");
        assertThat(outcome(curve(BALANCED, CYCLES, 400, true, plateau))).isEqualTo(Verdict.Outcome.DISAGREES);
        assertThat(outcome(curve(PRINTED, CYCLES, 400, plateau))).isEqualTo(Verdict.Outcome.DISAGREES);
    }

    @Test
    void tooLittle_leavesItOpen() {
        assertThat(Verdict.of(new Curve(BALANCED, List.of())).outcome()).isEqualTo(Verdict.Outcome.OPEN);
        assertThat(Verdict.of(curve(BALANCED, new int[] {10, 1000}, 100, n -> 1))
                        .text())
                .startsWith("no verdict: a slope takes two n of at least 10 d = 30");
        assertThat(Verdict.of(curve(BALANCED, new int[] {100, 316}, 8, n -> 1)).text())
                .startsWith("no verdict: the slope is too uncertain");
        assertThat(Verdict.of(curve(FIXED, new int[] {100, 1000}, 100, n -> 1)).text())
                .contains("the noise", "still exceeds the bias");
        assertThat(outcome(curve(PRINTED, new int[] {1000}, 100, n -> 1))).isEqualTo(Verdict.Outcome.OPEN);
    }

    @Test
    void weightsThatNeverLeaveTheFlow_haveNoSlope() {
        assertThat(Verdict.of(curve(BALANCED, CYCLES, 10, n -> 0)).text()).contains("replicates that differ");
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
