package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static io.dopaflow.models.spiking.neuron.DrivenNeuron.NOISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leaky neurons on a grid: what each arrival leaves, in closed form and added up; the threshold; states. */
class LifOnAGridTest {
    private static final double TAU_M = 10;
    private static final double C_M = 250;

    /** A membrane that starts at -65 mV and would settle at -68.8 mV. */
    private static LifParameters membrane(SynapseShape shape, double vTh) {
        return new LifParameters(shape, C_M, TAU_M, -70, vTh, -80, MS, 30, 3, 7);
    }

    /** Weights that arrive at the end of a step. */
    private record Arrival(int step, double excitatory, double inhibitory) {}

    private static final List<Arrival> ARRIVALS =
            List.of(new Arrival(1, 100, 0), new Arrival(4, 50, -40), new Arrival(20, 0, -70), new Arrival(33, 80, -5));

    private static double current(SynapseShape shape, double w, double tau, double t) {
        return w * (shape == SynapseShape.ALPHA ? Math.E * t / tau : 1) * Math.exp(-t / tau);
    }

    /** The convolution of the current with exp(-t / tau_m) / C_m. */
    private static double response(SynapseShape shape, double w, double tau, double t) {
        double difference = 1 / TAU_M - 1 / tau;
        double first = (Math.exp(-t / tau) - Math.exp(-t / TAU_M)) / difference;
        double second = (t * Math.exp(-t / tau) - first) / difference;
        return w / C_M * (shape == SynapseShape.ALPHA ? Math.E / tau * second : first);
    }

    @ParameterizedTest
    @EnumSource(
            value = SynapseShape.class,
            names = {"EXPONENTIAL", "ALPHA"})
    void everyArrival_leavesItsCurrentAndPotential(SynapseShape shape) {
        LifParameters type = membrane(shape, 1000);
        for (NeuronType each : List.of(type, new Escape(type, 1e-30, 4))) {
            GridNeuron neuron = each.onGrid(MS / 10, new double[] {-65, 20, -10}, NOISE);
            assertThat(neuron.value(1)).isEqualTo(20);
            assertThat(neuron.value(2)).isEqualTo(-10);
            for (int step = 1; step <= 100; step++) {
                int now = step;
                double[] weights = ARRIVALS.stream()
                        .filter(arrival -> arrival.step == now)
                        .map(arrival -> new double[] {arrival.excitatory, arrival.inhibitory})
                        .findFirst()
                        .orElse(new double[2]);
                assertThat(neuron.step(weights[0], weights[1])).isFalse();
                double t = step / 10.0;
                double v = -68.8
                        + 3.8 * Math.exp(-t / TAU_M)
                        + response(SynapseShape.EXPONENTIAL, 20, 3, t)
                        + response(SynapseShape.EXPONENTIAL, -10, 7, t);
                double excitatory = 20 * Math.exp(-t / 3);
                double inhibitory = -10 * Math.exp(-t / 7);
                for (Arrival arrival : ARRIVALS) {
                    double s = (step - arrival.step) / 10.0;
                    if (s >= 0) {
                        v += response(shape, arrival.excitatory, 3, s) + response(shape, arrival.inhibitory, 7, s);
                        excitatory += current(shape, arrival.excitatory, 3, s);
                        inhibitory += current(shape, arrival.inhibitory, 7, s);
                    }
                }
                assertThat(neuron.value(0)).isCloseTo(v, within(1e-11));
                assertThat(neuron.value(1)).isCloseTo(excitatory, within(1e-11));
                assertThat(neuron.value(2)).isCloseTo(inhibitory, within(1e-11));
            }
        }
    }

    @Test
    void deltaArrivals_areJumpsOfThePotential() {
        GridNeuron neuron = membrane(SynapseShape.DELTA, 1000).onGrid(MS / 10, new double[] {-65}, NOISE);
        neuron.step(5, -2);
        neuron.step(0, 0);
        assertThat(neuron.potential()).isCloseTo(-68.8 + 3.8 * Math.exp(-0.02) + 3 * Math.exp(-0.01), within(1e-12));
    }

    /** 700 pA are 28 mV in the long run: at threshold after 10 ln(28 / 13) = 7.67 ms, and t_ref is 10 steps of 0.1 ms. */
    @Test
    void regularNeuron_isHeldForTheRefractorySteps_andSpikesAfterTheSameWay() {
        LifParameters type = new LifParameters(SynapseShape.DELTA, C_M, TAU_M, -70, -55, -70, MS, 700, 2, 2);
        GridNeuron neuron = type.onGrid(MS / 10, type.start(-70), NOISE);
        for (int step = 1; step <= 1000; step++) {
            // Steps since the last spike, as if there had been one 10 steps before the start.
            int since = (step + 10) % 87;
            assertThat(neuron.step(0, 0)).isEqualTo(since == 0);
            assertThat(neuron.potential())
                    .isCloseTo(-42 - 28 * Math.exp(-Math.max(0, since - 10) / 100.0), within(1e-11));
            assertThat(neuron.state().marks()).containsExactly(step < 10 ? 0 : Math.max(0, 10 - since));
        }
    }

    /** At rest at -70 mV, a jump of 15 mV is to the threshold exactly, the next smaller one is not. */
    @Test
    void potentialAtThreshold_isASpike() {
        LifParameters type = new LifParameters(SynapseShape.DELTA, C_M, TAU_M, -70, -55, -70, MS, 0, 2, 2);
        assertThat(type.onGrid(MS / 10, type.start(-70), NOISE).step(15, 0)).isTrue();
        assertThat(type.onGrid(MS / 10, type.start(-70), NOISE).step(Math.nextDown(15.0) - 1e-13, 0))
                .isFalse();
    }

    /** With C_m = g_L in numbers the equation of a membrane at rest is solved without rounding. */
    @Test
    void conductanceNeuronThatRestsAtThreshold_spikesInEachStep() {
        CondLif type = new CondLif(SynapseShape.EXPONENTIAL, 8, 8, -56, 0, -85, -56, -57, 0, 0, 2, 2);
        GridNeuron neuron = type.onGrid(MS / 10, type.start(-56), NOISE);
        assertThat(neuron.step(0, 0)).isTrue();
        assertThat(neuron.potential()).isEqualTo(-57);
        CondLif above = new CondLif(SynapseShape.EXPONENTIAL, 8, 8, -56, 0, -85, Math.nextUp(-56), -57, 0, 0, 2, 2);
        assertThat(above.onGrid(MS / 10, above.start(-56), NOISE).step(0, 0)).isFalse();
    }

    @Test
    void states_haveAPlaceForEachQuantity_whateverTheShape() {
        LifParameters delta = membrane(SynapseShape.DELTA, 1000);
        GridNeuron neuron = delta.onGrid(MS / 10, delta.start(-61), NOISE);
        neuron.inject(7);
        assertThat(neuron.state()).isEqualTo(new NeuronState(new double[] {-61, 0, 0, 0, 0, 7}, new long[] {0}));
        LifParameters alpha = membrane(SynapseShape.ALPHA, 1000);
        GridNeuron other = alpha.onGrid(MS / 10, new double[] {-61, 3, -4}, NOISE);
        other.step(6, -7);
        assertThat(other.state().values()[3]).isCloseTo(6 * Math.E / 3, within(1e-14));
        assertThat(other.state().values()[4]).isCloseTo(-Math.E, within(1e-14));
    }

    @Test
    void stepsThatAreNone_orDoNotDivideTheRefractoryPeriod_areRefused() {
        LifParameters type = membrane(SynapseShape.DELTA, 1000);
        assertThatThrownBy(() -> type.onGrid(0, type.start(-70), NOISE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the step is 0 ps; allowed: above 0");
        assertThatThrownBy(() -> type.onGrid(300_000_000, type.start(-70), NOISE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t_ref is 1000000000 ps; allowed: multiples of the step, 300000000 ps");
        assertThat(type.onGrid(MS, type.start(-70), NOISE).step(0, 0)).isFalse();
    }
}
