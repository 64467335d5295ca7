package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridSolvedNeuronTest {
    private static final long STEP = 100_000_000L;

    private static GridSolvedNeuron neuron(NeuronEquations equations, long step, double v0) {
        return new GridSolvedNeuron(equations, step, equations.start(v0));
    }

    private static CondLif condLif(SynapseShape shape, long refractoryPs) {
        return new CondLif(shape, 250, 16.6667, -70, 0, -85, -55, -60, refractoryPs, 400, 5, 8);
    }

    private static HodgkinHuxley hodgkinHuxley(long refractoryPs) {
        return new HodgkinHuxley(100, 12000, 3600, 30, 50, -77, -54.402, refractoryPs, 1000, 0.2, 2);
    }

    private static List<Integer> spikes(GridSolvedNeuron neuron, int steps) {
        List<Integer> spikes = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            if (neuron.step(0, 0)) {
                spikes.add(step);
            }
        }
        return spikes;
    }

    /** V is held for 20 steps, while the conductance that arrives decays, and moves in the next one. */
    @Test
    void potential_isHeldForTheRefractorySteps() {
        GridSolvedNeuron neuron = neuron(condLif(SynapseShape.EXPONENTIAL, 20 * STEP), STEP, -70);
        int steps = 0;
        while (!neuron.step(0, 0)) {
            steps++;
        }
        assertThat(steps).isGreaterThan(10);
        for (int step = 1; step <= 20; step++) {
            assertThat(neuron.step(step == 10 ? 3 : 0, step == 10 ? -4 : 0)).isFalse();
            assertThat(neuron.potential()).isEqualTo(-60);
        }
        assertThat(neuron.value(1)).isCloseTo(3 * Math.exp(-1 / 5.0), within(1e-9));
        assertThat(neuron.value(2)).isCloseTo(4 * Math.exp(-1 / 8.0), within(1e-9));
        neuron.step(0, 0);
        assertThat(neuron.potential()).isGreaterThan(-60);
    }

    @Test
    void currentThatArrives_movesThePotentialInTheNextStep() {
        NeuronEquations equations = Adex.standard(Adex.Synapses.CURRENTS);
        GridSolvedNeuron neuron = neuron(equations, STEP, -70.6);
        neuron.step(0, 0);
        double rest = neuron.potential();
        neuron.step(100, -30);
        assertThat(neuron.potential()).isCloseTo(rest, within(1e-4));
        assertThat(neuron.value(2)).isEqualTo(100);
        assertThat(neuron.value(3)).isEqualTo(-30);
        neuron.step(0, 0);
        assertThat(neuron.potential()).isGreaterThan(rest + 1e-3);
    }

    @Test
    void arrivalInMillivolts_maySpikeAtOnce() {
        GridSolvedNeuron neuron = neuron(Izhikevich.standard(), STEP, -65);
        assertThat(neuron.step(120, 0)).isTrue();
        assertThat(neuron.potential()).isEqualTo(-65);
        assertThat(neuron.value(1)).isCloseTo(-13 + 8, within(0.1));
    }

    /** As in the paper's figures of a step of 1 ms: V would have run to infinity long before its end. */
    @Test
    void ceiling_endsAnUpswingWithinAStep() {
        GridSolvedNeuron izhikevich = neuron(new Izhikevich(0.02, 0.2, -65, 8, 30, 10), 10 * STEP, -65);
        assertThat(spikes(izhikevich, 1000)).hasSizeBetween(20, 25);
        // u has followed v up to 30 mV, not to infinity.
        assertThat(izhikevich.value(1)).isBetween(-15.0, 15.0);
        Adex adex = new Adex(
                Adex.Synapses.CONDUCTANCES, 281, 30, -70.6, -50.4, 2, 0, -60, 4, 80.5, 144, 0, 900, 0, -85, 0.2, 2);
        GridSolvedNeuron coarse = neuron(adex, 10 * STEP, -70.6);
        assertThat(spikes(coarse, 400)).hasSizeBetween(8, 13);
        assertThat(coarse.value(1)).isBetween(0.0, 1000.0);
    }

    @Test
    void hodgkinHuxley_spikesOnceForEachPeak() {
        List<Integer> spikes = spikes(neuron(hodgkinHuxley(20 * STEP), STEP, -65), 2000);
        assertThat(spikes).hasSizeGreaterThan(10);
        assertThat(spikes(neuron(hodgkinHuxley(0), STEP, -65), 2000)).isEqualTo(spikes);
        List<Integer> rare = spikes(neuron(hodgkinHuxley(200 * STEP), STEP, -65), 2000);
        for (int k = 0; k < rare.size(); k++) {
            assertThat(rare.get(k)).isEqualTo(spikes.get(2 * k));
        }
    }

    @Test
    void runaway_endsInAnExceptionThatSaysSo() {
        GridSolvedNeuron neuron = neuron(condLif(SynapseShape.ALPHA, 0), STEP, -70);
        assertThatThrownBy(() -> neuron.step(Double.NaN, 0))
                .isInstanceOf(RunawayException.class)
                .hasMessageStartingWith("the neuron's equations have run away to V_m = ")
                .hasMessageContaining("dg_ex = NaN");
    }

    @Test
    void stepsThatDoNotFit_areRefused() {
        assertThatThrownBy(() -> neuron(condLif(SynapseShape.ALPHA, STEP / 2), STEP, -70))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t_ref is 50000000 ps; allowed: multiples of the step, 100000000 ps");
        assertThatThrownBy(() -> neuron(Izhikevich.standard(), 0, -70))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the step is 0 ps; allowed: above 0");
        assertThatThrownBy(() -> new GridSolvedNeuron(Izhikevich.standard(), STEP, new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state has 1 variables; allowed: 2");
    }
}
