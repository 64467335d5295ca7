package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Potentials that run away within a step of a grid. */
class UpswingOnAGridTest {
    private static final long MS = 1_000_000_000L;

    /**
     * dV/dt = V^2 from 1 is at 100 after 0.99 ms; what is left of the step goes on from 0.5: V = 1 / (2 - t). Substeps of 0.025 ms are
     * right to some 2e-4 ms there.
     */
    @Test
    void potentialAtItsCeiling_isResetAtThatTime_andGoesOnAtOnce() {
        QuadraticNeuron equations = new QuadraticNeuron(0.5, -1, 1, 100, 0.5, 0.5);
        GridSolvedNeuron neuron = new GridSolvedNeuron(equations, MS, new double[] {1});
        assertThat(neuron.step(0, 0)).isTrue();
        assertThat(neuron.potential()).isCloseTo(1 / (2 - 0.01), within(2e-4));
        assertThat(neuron.step(0, 0)).isFalse();
        assertThat(neuron.potential()).isCloseTo(1 / (2 - 1.01), within(5e-4));
        // From 1 / 0.99 it takes 0.98 ms.
        assertThat(neuron.step(0, 0)).isTrue();
        assertThat(neuron.potential()).isCloseTo(1 / (2 - 0.02), within(5e-4));
    }

    /** V is held for the rest of the step and for two more, while the adaptation jumps by b and decays. */
    @Test
    void potentialAtItsCeiling_isHeldWhereThereIsARefractoryPeriod() {
        Adex equations = new Adex(
                Adex.Synapses.CURRENTS, 281, 30, -70.6, -50.4, 2, 0, -60, 0, 80.5, 144, 2 * MS, 900, 0, -85, 0.2, 2);
        GridSolvedNeuron neuron = new GridSolvedNeuron(equations, MS, equations.start(-70.6));
        int steps = 1;
        while (!neuron.step(0, 0)) {
            assertThat(neuron.value(1)).isZero();
            steps++;
        }
        assertThat(steps).isBetween(5, 30);
        assertThat(neuron.potential()).isEqualTo(-60);
        double adaptation = neuron.value(1);
        assertThat(adaptation).isBetween(80.5 * Math.exp(-1 / 144.0), 80.5);
        for (int step = 1; step <= 2; step++) {
            assertThat(neuron.step(0, 0)).isFalse();
            assertThat(neuron.potential()).isEqualTo(-60);
            assertThat(neuron.value(1)).isCloseTo(adaptation * Math.exp(-step / 144.0), within(1e-9));
        }
        neuron.step(0, 0);
        assertThat(neuron.potential()).isGreaterThan(-60);
    }
}
