package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both solvers on equations whose solutions are known. */
class LinearNeuronTest {
    private static final long MS = 1_000_000_000L;
    private static final long NEVER = ContinuousNeuron.NEVER;

    private static SolvedNeuron solved(LinearNeuron equations, double... start) {
        return new SolvedNeuron(equations, start);
    }

    @Test
    void variables_areExponentials_fromEventToEvent() {
        SolvedNeuron neuron = solved(LinearNeuron.free(-0.1, -0.5), 2, 3);
        for (long at : new long[] {0, 1, MS / 3, 4 * MS, 50 * MS, 7 * MS, 0}) {
            assertThat(neuron.value(0, at)).isCloseTo(2 * Math.exp(-at / 1e10), within(1e-10));
            assertThat(neuron.value(1, at)).isCloseTo(3 * Math.exp(-at / 2e9), within(1e-10));
        }
        neuron.receive(10 * MS, 5, -1);
        double atTen = 2 * Math.exp(-1) + 4;
        assertThat(neuron.time()).isEqualTo(10 * MS);
        assertThat(neuron.potential(10 * MS)).isCloseTo(atTen, within(1e-10));
        neuron.inject(20 * MS, 0.3);
        double atTwenty = atTen * Math.exp(-1);
        assertThat(neuron.potential(25 * MS)).isCloseTo(3 + (atTwenty - 3) * Math.exp(-0.5), within(1e-9));
        assertThat(neuron.state().values()[2]).isEqualTo(0.3);
        assertThat(neuron.state().marks()).containsExactly(20 * MS, 0, 0);
        assertThat(neuron.nextSpike(1000 * MS)).isEqualTo(NEVER);
        assertThatThrownBy(() -> neuron.potential(20 * MS - 1))
                .hasMessageContaining("from its last event, 20000000000");
    }

    /** Growth from -1 + drive: V = 5 - 6 exp(-t / 10) is at 2 after 10 ln 2 ms; then the same once more after 3 ms at -1. */
    @Test
    void spike_isTheFirstPicosecondAtThreshold_andThePotentialIsHeld() {
        SolvedNeuron neuron = solved(LinearNeuron.withThreshold(2, 3 * MS, -0.1, -0.5), -1, 8);
        neuron.inject(0, 0.5);
        double way = 10 * Math.log(2) * MS;
        assertThat(neuron.nextSpike((long) way - 2)).isEqualTo(NEVER);
        long first = neuron.nextSpike(100 * MS);
        assertThat((double) first).isCloseTo(Math.ceil(way), within(1.0));
        assertThat(neuron.potential(first)).isGreaterThanOrEqualTo(2);
        assertThat(neuron.potential(first - 1)).isLessThan(2);
        assertThatThrownBy(() -> neuron.potential(first + 1))
                .hasMessageEndingWith("to its next spike, " + first + " ps");
        neuron.spike(first);
        assertThat(neuron.refractoryUntil()).isEqualTo(first + 3 * MS);
        assertThat(neuron.potential(first + 3 * MS)).isEqualTo(-1);
        assertThat(neuron.potential(first + MS)).isEqualTo(-1);
        assertThat(neuron.value(1, first + MS)).isCloseTo(8 * Math.exp(-(first + MS) / 2e9), within(1e-9));
        assertThat(neuron.potential(first + 4 * MS)).isCloseTo(5 - 6 * Math.exp(-0.1), within(1e-9));
        assertThat(neuron.value(1, first + 4 * MS)).isCloseTo(8 * Math.exp(-(first + 4 * MS) / 2e9), within(1e-9));
        long second = neuron.nextSpike(100 * MS);
        assertThat((double) (second - first - 3 * MS)).isCloseTo(way, within(2.0));
        neuron.spike(second);
        // At threshold at the end of refractoriness, which is a normal instant.
        neuron.receive(second + MS, 4, 0);
        assertThat(neuron.nextSpike(100 * MS)).isEqualTo(second + 3 * MS);
    }

    @Test
    void potentialAtThresholdAfterAnArrival_spikesAtOnce() {
        SolvedNeuron neuron = solved(LinearNeuron.withThreshold(2, 0, -0.1), 0);
        neuron.receive(MS, 2, 0);
        assertThat(neuron.nextSpike(MS - 1)).isEqualTo(NEVER);
        assertThat(neuron.nextSpike(MS)).isEqualTo(MS);
        neuron.spike(MS);
        assertThat(neuron.refractoryUntil()).isEqualTo(MS);
        neuron.receive(MS, Math.nextDown(3.0), 0);
        assertThat(neuron.nextSpike(1000 * MS)).isEqualTo(NEVER);
    }

    /** V = 3 sin(t) has peaks at pi / 2 + 2 pi k ms. */
    @Test
    void peaks_areWhereThePotentialTurns() {
        SolvedNeuron neuron = solved(LinearNeuron.oscillator(1, 2, 0), 0, 3);
        for (int k = 0; k < 5; k++) {
            long spike = neuron.nextSpike(100 * MS);
            // Within a microsecond V falls by 1e-6 of its size: some 100 ps are below the errors of the solver.
            assertThat((double) spike).isCloseTo((Math.PI / 2 + 2 * Math.PI * k) * MS, within(20_000.0));
            assertThat(neuron.state().marks()[2]).isEqualTo(k == 0 ? 0 : 0);
            neuron.spike(spike);
            assertThat(neuron.potential(spike)).isCloseTo(3, within(1e-8));
        }
        assertThat(solved(LinearNeuron.oscillator(1, 3.1, 0), 0, 3).nextSpike(100 * MS))
                .isEqualTo(NEVER);
        SolvedNeuron rare = solved(LinearNeuron.oscillator(1, 2, 7 * MS), 0, 3);
        rare.spike(rare.nextSpike(100 * MS));
        assertThat((double) rare.nextSpike(100 * MS)).isCloseTo(4.5 * Math.PI * MS, within(20_000.0));
        SolvedNeuron falling = solved(LinearNeuron.oscillator(1, 2, 0), 3, -1e-3);
        assertThat((double) falling.nextSpike(100 * MS)).isCloseTo((2 * Math.PI - 1e-3 / 3) * MS, within(20_000.0));
    }

    /** A neuron that rises at an event is known to rise: its peak is found though nothing of the rise comes after. */
    @Test
    void peakAfterAnEvent_isFound() {
        SolvedNeuron neuron = solved(LinearNeuron.oscillator(1, 2, 0), 0, 3);
        long peak = solved(LinearNeuron.oscillator(1, 2, 0), 0, 3).nextSpike(100 * MS);
        neuron.receive(peak - 100_000, 0, 0);
        assertThat(neuron.state().marks()).containsExactly(peak - 100_000, 0, 1);
        SolvedNeuron restored = solved(LinearNeuron.oscillator(1, 2, 0), 0, 0);
        restored.restore(neuron.state());
        assertThat((double) restored.nextSpike(100 * MS)).isCloseTo(peak, within(40_000.0));
        neuron.receive(2 * MS, 0, 0);
        assertThat(neuron.state().marks()).containsExactly(2 * MS, 0, 0);
    }

    /** The method of order 4 multiplies by the first five terms of exp(z) in each of four substeps of 0.025 ms. */
    @Test
    void stepsOnAGrid_areThoseOfTheClassicalMethod() {
        GridSolvedNeuron neuron = new GridSolvedNeuron(LinearNeuron.free(-4, 2), MS / 10, new double[] {2, 3});
        double z = -0.1;
        double w = 0.05;
        double each = 1 + z + z * z / 2 + z * z * z / 6 + z * z * z * z / 24;
        double other = 1 + w + w * w / 2 + w * w * w / 6 + w * w * w * w / 24;
        for (int step = 1; step <= 5; step++) {
            assertThat(neuron.step(0, 0)).isFalse();
            assertThat(neuron.value(0)).isCloseTo(2 * Math.pow(each, 4 * step), within(1e-14));
            assertThat(neuron.value(1)).isCloseTo(3 * Math.pow(other, 4 * step), within(1e-13));
        }
        // 0.11 ms are five substeps of 0.022 ms; with a current of 8 V relaxes to 2, where it started.
        GridSolvedNeuron still = new GridSolvedNeuron(LinearNeuron.free(-4, 2), 110_000_000, new double[] {2, 3});
        still.inject(8);
        still.step(0, 0);
        double v = 0.044;
        double grown = 1 + v + v * v / 2 + v * v * v / 6 + v * v * v * v / 24;
        assertThat(still.value(0)).isEqualTo(2);
        assertThat(still.value(1)).isCloseTo(3 * Math.pow(grown, 5), within(1e-14));
        assertThat(still.state().values()).hasSize(3).endsWith(8.0);
        still.step(5, -3);
        assertThat(still.value(0)).isEqualTo(4);
    }

    /** Jumps of 3 onto a V that decays from -1 to 0: threshold at the end of the step, then two steps at -1. */
    @Test
    void spikesOnAGrid_areAtTheEndOfTheirStep_andHold() {
        GridSolvedNeuron neuron =
                new GridSolvedNeuron(LinearNeuron.withThreshold(2, 2 * MS, -0.1, -0.1), MS, new double[] {0, 1});
        assertThat(neuron.step(Math.nextDown(2.0), 0)).isFalse();
        assertThat(neuron.step(3, 0)).isTrue();
        assertThat(neuron.potential()).isEqualTo(-1);
        assertThat(neuron.state().marks()).containsExactly(2, 0);
        for (int left = 1; left >= 0; left--) {
            assertThat(neuron.step(0, 0)).isFalse();
            assertThat(neuron.potential()).isEqualTo(-1);
            assertThat(neuron.state().marks()).containsExactly(left, 0);
        }
        assertThat(neuron.value(1)).isCloseTo(Math.exp(-0.4), within(1e-9));
        assertThat(neuron.step(0, 0)).isFalse();
        assertThat(neuron.potential()).isCloseTo(-Math.exp(-0.1), within(1e-9));
        // At rest, V is at threshold exactly.
        GridSolvedNeuron resting = new GridSolvedNeuron(LinearNeuron.withThreshold(2, 0, -0.1), MS, new double[1]);
        assertThat(resting.step(2, 0)).isTrue();
        assertThat(resting.state().marks()).containsExactly(0, 0);
    }

    /** Steps of 0.1 ms of V = 3 sin(t): the first in which V falls ends at 1.7 ms, then at ceil(10 (pi / 2 + 2 pi k)) + 1 steps, or so. */
    @Test
    void peaksOnAGrid_areTheFirstStepsInWhichThePotentialFalls() {
        GridSolvedNeuron neuron = new GridSolvedNeuron(LinearNeuron.oscillator(1, 2, 0), MS / 10, new double[] {0, 3});
        List<Integer> spikes = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int step = 1; step <= 400; step++) {
            if (neuron.step(0, 0)) {
                spikes.add(step);
            }
            double now = Math.sin(step / 10.0);
            boolean fell = now < Math.sin((step - 1) / 10.0);
            boolean fellBefore = step > 1 && Math.sin((step - 1) / 10.0) < Math.sin((step - 2) / 10.0);
            if (fell && !fellBefore) {
                expected.add(step);
            }
            assertThat(neuron.state().marks()).containsExactly(0, fell ? 0 : 1);
        }
        assertThat(spikes).isEqualTo(expected).hasSize(7);
        GridSolvedNeuron low = new GridSolvedNeuron(LinearNeuron.oscillator(1, 3.01, 0), MS / 10, new double[] {0, 3});
        for (int step = 1; step <= 100; step++) {
            assertThat(low.step(0, 0)).isFalse();
        }
    }

    /** A V that does not move between a rise and a fall: the rise is remembered. */
    @Test
    void levelAfterARise_isNoPeakYet() {
        GridSolvedNeuron neuron = new GridSolvedNeuron(
                new LinearNeuron(2, 0, NeuronEquations.SpikeRule.PEAK, false, 0), MS, new double[1]);
        assertThat(neuron.step(3, 0)).isFalse();
        assertThat(neuron.step(0, 0)).isFalse();
        assertThat(neuron.step(0, -0.5)).isTrue();
        assertThat(neuron.potential()).isEqualTo(-1);
        assertThat(neuron.step(0, -0.5)).isFalse();
    }
}
