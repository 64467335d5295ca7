package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static io.dopaflow.models.spiking.neuron.DrivenNeuron.NOISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conductances on a grid, against the solution in continuous time and closed forms. */
class CondLifGridTest {
    private static final double LEAK = 10;

    private static CondLif condLif(double vTh, long refractoryPs) {
        return new CondLif(SynapseShape.EXPONENTIAL, 200, LEAK, -60, 0, -80, vTh, -60, refractoryPs, 50, 5, 10);
    }

    /** The largest error of V with arrivals on a grid of 0.1 ms, in mV; a strength of 10 nS makes a mean conductance like the leak. */
    private static double error(long step, double strength) {
        CondLif type = condLif(1000, 0);
        ContinuousNeuron right = type.continuous(type.start(-60), NOISE);
        GridNeuron neuron = type.onGrid(step, type.start(-60), NOISE);
        SplittableRandom random = new SplittableRandom(3);
        double largest = 0;
        for (long at = step; at <= 200 * MS; at += step) {
            boolean arrives = at % (MS / 10) == 0 && random.nextInt(20) == 0;
            double weight = arrives ? strength * (0.5 + random.nextDouble()) : 0;
            if (arrives) {
                right.receive(at, weight, -weight / 2);
            }
            assertThat(neuron.step(weight, -weight / 2)).isFalse();
            largest = Math.max(largest, Math.abs(neuron.potential() - right.potential(at)));
        }
        return largest;
    }

    /** Of order 4: a step of half the length has a sixteenth of the error, with some margin for the next order. */
    @Test
    void potential_isOfOrderFour() {
        double coarse = error(MS / 10, 100);
        assertThat(coarse).isBetween(1e-6, 1e-3);
        assertThat(coarse / error(MS / 20, 100)).isBetween(12.0, 20.0);
    }

    /** A step of 1 ms is divided into 10 substeps: it is as good as one of 0.1 ms. */
    @Test
    void longSteps_areDivided() {
        assertThat(error(MS, 6)).isLessThan(2e-8);
        assertThat(error(MS / 10, 6)).isLessThan(2e-8);
    }

    /** The conductances of 10 ms of decay, to rounding. */
    @Test
    void conductances_decayExactly() {
        CondLif type = condLif(1000, 0);
        GridNeuron neuron = type.onGrid(MS / 10, type.start(-60), NOISE);
        neuron.step(3, -7);
        for (int step = 0; step < 100; step++) {
            neuron.step(0, 0);
        }
        assertThat(neuron.value(1)).isCloseTo(3 * Math.exp(-2), within(1e-13));
        assertThat(neuron.value(2)).isCloseTo(7 * Math.exp(-1), within(1e-13));
    }

    /** However large a conductance is, V stays between where it was and the reversal potential. */
    @ParameterizedTest
    @ValueSource(doubles = {1e3, 1e5, 1e9})
    void potential_isStableForAnyConductance(double weight) {
        CondLif type = condLif(1000, 0);
        GridNeuron neuron = type.onGrid(MS / 10, type.start(-60), NOISE);
        neuron.step(0, -weight);
        assertThat(neuron.potential()).isCloseTo(-60, within(0.1));
        for (int step = 0; step < 50; step++) {
            neuron.step(0, 0);
            assertThat(neuron.potential()).isBetween(-80 - 1e-6, -59.9);
        }
        neuron.step(0, 0);
        if (weight == 1e3) {
            // (50 pA - 600 pA - 80 mV g) / (10 nS + g), g = 1000 nS after 5.1 ms, followed with a lag of 1 / A.
            double g = 1000 * Math.exp(-0.51);
            assertThat(neuron.potential()).isCloseTo((-550 - 80 * g) / (LEAK + g), within(0.1));
        }
    }

    /** The step of the spike and 20 steps: a neuron is free in the 21st. */
    @Test
    void potential_isHeldForTheRefractorySteps() {
        CondLif type = condLif(-50, 2 * MS);
        GridNeuron neuron = type.onGrid(MS / 10, type.start(-60), NOISE);
        assertThat(neuron.step(100, 0)).isFalse();
        int steps = 0;
        while (!neuron.step(0, 0)) {
            steps++;
        }
        assertThat(steps).isLessThan(20);
        for (int step = 1; step <= 20; step++) {
            assertThat(neuron.step(0.5, 0)).isFalse();
            assertThat(neuron.potential()).isEqualTo(-60);
        }
        neuron.step(0, 0);
        assertThat(neuron.potential()).isGreaterThan(-60);
    }
}
