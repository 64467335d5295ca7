package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.RewardSystem;
import io.dopaflow.models.neuron.IntegrationWindow;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The noise that each baseline leaves: its predicted trace, and what simulation over a linear loss gives. */
class NoiseShapeTest {
    private static final long TAU = 20_000_000_000L;
    private static final int RUNS = 1000;
    private static final int CYCLES = 1000;
    private static final double TIME = 0.05;
    private static final double HALF_WINDOW = 0.05;
    private static final double[] GRADIENT = {1, -0.4, 0.7, 0.2, -1.3, 0.9, 0.5, -0.8, 1.1, 0.3};
    private static final int D = GRADIENT.length;

    /** Equal to the tables of the theory, for ten synapses. */
    static List<Arguments> strategies() {
        double mean = 0.05 / 1.95;
        return List.of(
                Arguments.of(new RewardBaseline.PreviousCycle(), Pairing.SURROUNDING, 2 * D - 0.2),
                Arguments.of(new RewardBaseline.RunningMean(0.05), Pairing.SURROUNDING, D * (1 + mean) - 0.2),
                Arguments.of(new RewardBaseline.Unperturbed(), Pairing.SURROUNDING, 2 * (D - 0.2)),
                Arguments.of(new RewardBaseline.AntitheticPair(), Pairing.SURROUNDING, 2 * D - 0.4),
                Arguments.of(new RewardBaseline.PreviousCycle(), Pairing.SUCCESSIVE, 1.5 * D + 0.3));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void trace_isThatOfTheTheory(RewardBaseline baseline, Pairing pairing, double trace) {
        assertThat(shape(baseline, pairing).trace(D)).isCloseTo(trace, within(1e-12));
    }

    private static NoiseShape shape(RewardBaseline baseline, Pairing pairing) {
        return pairing.noise(baseline);
    }

    /**
     * Mean and mean square of the end's distance from the flow's, which is straight. The allowances are 4.5 standard
     * errors, estimated from the runs (by chance below 1e-5 for each), and for the square 2 % for what is of higher order
     * in A, T and 1/n: for the most part the loss's own fall, and the start of the running mean, which is
     * sum(1/l) / n = 0.4 %.
     */
    @ParameterizedTest
    @MethodSource("strategies")
    void simulatedVariance_isThePredictedOne(RewardBaseline baseline, Pairing pairing, double trace) {
        assertVariance(baseline, window(1, 1, pairing), trace);
    }

    /** Alike for all weights, and only where rewards do not add up to next to nothing. */
    @Test
    void unequalBranches_addTheNoiseOfTheirMeanToPairs() {
        double plus = 1.05;
        double mean = (plus - 1) * Math.sinh(HALF_WINDOW) / HALF_WINDOW;
        double common = 6 * Math.pow(mean / (HALF_WINDOW * (plus + 1)), 2);
        StdpWindow window = window(plus, 1, Pairing.SURROUNDING);
        assertVariance(new RewardBaseline.AntitheticPair(), window, 2 * D - 0.4 + D * common);
        assertVariance(new RewardBaseline.Unperturbed(), window, 2 * D - 0.4 + D * common);
        assertVariance(new RewardBaseline.PreviousCycle(), window, 2 * D - 0.2);
        assertThat(common).as("the effect").isGreaterThan(1);
    }

    private static void assertVariance(RewardBaseline baseline, StdpWindow window, double trace) {
        CycleSchedule schedule = new CycleSchedule.MultiUpdate(CYCLES, baseline);
        double alpha = TIME / (schedule.drift() * DriftConstant.of(window, Math.exp(HALF_WINDOW)));
        double[] sum = new double[D];
        double squares = 0;
        double fourth = 0;
        SplittableRandom random = new SplittableRandom(20261123);
        for (int run = 0; run < RUNS; run++) {
            double[] end = end(schedule, window, alpha, random);
            double square = 0;
            for (int v = 0; v < D; v++) {
                double error = end[v] + TIME * GRADIENT[v];
                sum[v] += error;
                square += error * error;
            }
            squares += square;
            fourth += square * square;
        }
        double mean = squares / RUNS;
        double standardError = Math.sqrt((fourth / RUNS - mean * mean) / RUNS);
        double predicted = trace * TIME * TIME / CYCLES * norm();
        assertThat(mean).isCloseTo(predicted, within(4.5 * standardError + 0.02 * predicted));
        assertThat(standardError).as("the allowance").isLessThan(0.03 * predicted);
        for (int v = 0; v < D; v++) {
            assertThat(sum[v] / RUNS).as("drift of %d", v).isCloseTo(0, within(4.5 * Math.sqrt(mean / RUNS)));
        }
    }

    /**
     * A window whose mean h is not 0 adds alpha h times the sum of all rewards, which is the fall F of the loss: alike for
     * all weights, with F = T ||g||^2 - alpha h F sum(g).
     */
    @Test
    void unequalBranches_moveAllWeightsWithTheFallOfTheLossBesideTheDrift() {
        StdpWindow window = window(2, 1, Pairing.SURROUNDING);
        CycleSchedule schedule = new CycleSchedule.MultiUpdate(CYCLES);
        double gain = Math.exp(HALF_WINDOW);
        double alpha = TIME / (schedule.drift() * DriftConstant.of(window, gain));
        // The mean of exp(A) (2 exp(U - A) - exp(-U - A)).
        double common = alpha * Math.sinh(HALF_WINDOW) / HALF_WINDOW;
        double fall = TIME * norm() / (1 + common * Arrays.stream(GRADIENT).sum());
        double[] sum = new double[D];
        double[] squares = new double[D];
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < RUNS; run++) {
            double[] end = end(schedule, window, alpha, random);
            for (int v = 0; v < D; v++) {
                sum[v] += end[v];
                squares[v] += end[v] * end[v];
            }
        }
        for (int v = 0; v < D; v++) {
            double mean = sum[v] / RUNS;
            double standardError = Math.sqrt((squares[v] / RUNS - mean * mean) / RUNS);
            assertThat(mean).isCloseTo(-TIME * GRADIENT[v] + common * fall, within(4.5 * standardError));
            assertThat(common * fall).as("the effect").isGreaterThan(10 * standardError);
        }
    }

    private static double norm() {
        return Arrays.stream(GRADIENT).map(g -> g * g).sum();
    }

    private static StdpWindow window(double plus, double minus, Pairing pairing) {
        IntegrationWindow window = new IntegrationWindow(TAU, Math.round(HALF_WINDOW * TAU));
        return new StdpWindow(
                window, new StdpWindow.Branch(plus, window), new StdpWindow.Branch(minus, window), pairing);
    }

    /** Where one learning opportunity leads from 0. */
    private static double[] end(CycleSchedule schedule, StdpWindow window, double alpha, SplittableRandom random) {
        ThreeFactorRule plasticity =
                new ThreeFactorRule(window, alpha, Math.exp(HALF_WINDOW), Parametrisation.LOG_WEIGHT);
        RewardSystem rewards = new RewardSystem(schedule);
        long half = window.window().halfWindowPs();
        double[] theta = new double[D];
        double[] remembered = new double[D];
        long[] offset = new long[D];
        for (int cycle = 0; cycle < schedule.cyclesPerOpportunity(); cycle++) {
            double loss = 0;
            Perturbation perturbation = schedule.baseline().perturbation(cycle);
            for (int v = 0; v < D; v++) {
                offset[v] = perturbation == Perturbation.MIRRORED
                        ? -offset[v]
                        : perturbation.offsetPs(random.nextInt(), half);
                loss += GRADIENT[v] * (theta[v] + offset[v] / (double) TAU);
            }
            double reward = rewards.reward(0, cycle, loss);
            for (int v = 0; v < D; v++) {
                double eligibility = window.eligibility(offset[v], -half, half, remembered[v]);
                remembered[v] = window.remembered(offset[v], -half, half);
                theta[v] += plasticity.change(reward) * eligibility;
            }
        }
        return theta;
    }
}
