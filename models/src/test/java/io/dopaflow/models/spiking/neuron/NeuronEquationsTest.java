package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters and right sides of the models that are solved numerically. */
class NeuronEquationsTest {

    /** A parameter's setter and a value that is out of its range. */
    record Refused(DoubleFunction<NeuronEquations> with, double value, String message) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused(x -> condLif(x, 10, -55, -60, 1), 0, "C_m is 0.0 pF; allowed: above 0"),
                new Refused(x -> condLif(250, x, -55, -60, 1), Double.NaN, "g_L is NaN nS; allowed: above 0"),
                new Refused(x -> condLif(250, 10, x, -60, 1), Double.NaN, "V_th is NaN mV; allowed: finite"),
                new Refused(
                        x -> condLif(250, 10, -55, x, 1), -55, "V_reset is -55.0 mV; allowed: below V_th, -55.0 mV"),
                new Refused(x -> condLif(250, 10, -55, -60, x), -1, "tau_syn_in is -1.0 ms; allowed: above 0"),
                new Refused(
                        x -> new Izhikevich(0.02, 0.2, x, 8, 30, 0), 30, "c is 30.0 mV; allowed: below V_th, 30.0 mV"),
                new Refused(
                        x -> new Izhikevich(x, 0.2, -65, 8, 30, 0),
                        Double.POSITIVE_INFINITY,
                        "a is Infinity 1/ms; allowed: finite"),
                new Refused(x -> adex(x, 0, -60, 0), 0, "Delta_T is 0.0 mV; allowed: above 0"),
                new Refused(x -> adex(2, x, -60, 0), -51, "V_peak is -51.0 mV; allowed: from V_th, -50.4 mV"),
                new Refused(x -> adex(2, 0, x, 0), 0, "V_reset is 0.0 mV; allowed: below V_peak, 0.0 mV"),
                new Refused(x -> adex(2, 0, -60, (long) x), -1, "t_ref is -1 ps; allowed: from 0"),
                new Refused(
                        x -> new HodgkinHuxley(100, 1, 1, 1, 50, -77, -54, (long) x, 0, 1, 2),
                        -1,
                        "t_ref is -1 ps; allowed: from 0"),
                new Refused(
                        x -> new CondLif(SynapseShape.ALPHA, 250, 10, -70, 0, -85, -55, -60, (long) x, 0, 1, 1),
                        -1,
                        "t_ref is -1 ps; allowed: from 0"),
                new Refused(x -> hodgkinHuxley(x, 2), -1, "g_Na is -1.0 nS; allowed: from 0"),
                new Refused(x -> hodgkinHuxley(12000, x), 0, "tau_syn_ex is 0.0 ms; allowed: above 0"));
    }

    private static CondLif condLif(double cM, double gL, double vTh, double vReset, double tauSynIn) {
        return new CondLif(SynapseShape.ALPHA, cM, gL, -70, 0, -85, vTh, vReset, 0, 0, 1, tauSynIn);
    }

    private static Adex adex(double deltaT, double vPeak, double vReset, long refractoryPs) {
        return new Adex(
                Adex.Synapses.CURRENTS,
                281,
                30,
                -70.6,
                -50.4,
                deltaT,
                vPeak,
                vReset,
                4,
                80.5,
                144,
                refractoryPs,
                0,
                0,
                -85,
                0.2,
                2);
    }

    private static HodgkinHuxley hodgkinHuxley(double gNa, double tauSynEx) {
        return new HodgkinHuxley(100, gNa, 3600, 30, 50, -77, -54.402, 0, 0, tauSynEx, 2);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void parametersOutOfRange_areRefused(Refused refused) {
        assertThatThrownBy(() -> refused.with().apply(refused.value()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refused.message());
    }

    @Test
    void deltaConductances_areRefused() {
        assertThatThrownBy(() -> CondLif.standard(SynapseShape.DELTA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the shape of conductances is DELTA; allowed: EXPONENTIAL, ALPHA");
    }

    /** At rest nothing moves; the potentials are NEST's initial ones. */
    @Test
    void defaults_restAtTheirLeakPotential() {
        for (NeuronEquations equations :
                new NeuronEquations[] {CondLif.standard(SynapseShape.ALPHA), CondLif.standard(SynapseShape.EXPONENTIAL)
                }) {
            assertThat(Arrays.stream(derivative(equations, equations.start(-70))))
                    .allMatch(slope -> slope == 0);
        }
        // The exponential term at E_L: Delta_T exp(-10.1) g_L / C_m.
        Adex adex = Adex.standard(Adex.Synapses.CONDUCTANCES);
        assertThat(derivative(adex, adex.start(-70.6))[0]).isCloseTo(30 * 2 * Math.exp(-10.1) / 281, within(1e-15));
        HodgkinHuxley hodgkinHuxley = HodgkinHuxley.standard();
        assertThat(derivative(hodgkinHuxley, hodgkinHuxley.start(-65))[0]).isCloseTo(0, within(1e-2));
    }

    /** Where the rates of m and n are 0 / 0 as they are written. */
    @ParameterizedTest
    @ValueSource(doubles = {-40, -55})
    void hodgkinHuxley_isSmoothThroughItsRemovableSingularities(double v) {
        HodgkinHuxley equations = HodgkinHuxley.standard();
        double[] at = derivative(equations, equations.start(-65), v);
        double[] near = derivative(equations, equations.start(-65), v + 1e-9);
        for (int i = 0; i < at.length; i++) {
            assertThat(at[i]).isCloseTo(near[i], within(1e-6));
        }
    }

    /** The peak of what a weight leaves, a time constant after it arrived, is the weight. */
    @Test
    void alphaShapes_peakAtTheWeight() {
        CondLif condLif = new CondLif(SynapseShape.ALPHA, 250, 16.6667, -70, 0, -85, -20, -60, 0, 0, 3, 7);
        SolvedNeuron conductances = new SolvedNeuron(condLif, condLif.start(-70));
        conductances.receive(0, 2, -5);
        assertThat(conductances.value(1, 3_000_000_000L)).isCloseTo(2, within(1e-9));
        assertThat(conductances.value(2, 7_000_000_000L)).isCloseTo(5, within(1e-9));
        HodgkinHuxley hodgkinHuxley = new HodgkinHuxley(100, 12000, 3600, 30, 50, -77, -54.402, 0, 0, 3, 7);
        SolvedNeuron currents = new SolvedNeuron(hodgkinHuxley, hodgkinHuxley.start(-65));
        currents.receive(0, 2, -5);
        assertThat(currents.value(4, 3_000_000_000L)).isCloseTo(2, within(1e-9));
        assertThat(currents.value(5, 7_000_000_000L)).isCloseTo(-5, within(1e-9));
    }

    private static double[] derivative(NeuronEquations equations, double[] state) {
        double[] derivative = new double[state.length];
        equations.derivative(state, 0, derivative);
        return derivative;
    }

    private static double[] derivative(NeuronEquations equations, double[] state, double v) {
        state[0] = v;
        return derivative(equations, state);
    }
}
