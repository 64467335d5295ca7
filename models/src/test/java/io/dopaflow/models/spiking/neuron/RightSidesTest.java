package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.neuron.NeuronEquations.SpikeRule;
import org.junit.jupiter.api.Test;

/** The equations of the data sheets, written out at states where every term counts. */
class RightSidesTest {
    private static final double INJECTED = 37;

    private static void derivativeIs(NeuronEquations equations, double[] state, double... expected) {
        double[] derivative = new double[state.length];
        equations.derivative(state, INJECTED, derivative);
        assertThat(derivative).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(derivative[i])
                    .as(equations.variables().get(i))
                    .isCloseTo(expected[i], within(1e-12 * (1 + Math.abs(expected[i]))));
        }
    }

    private static double[] afterReset(NeuronEquations equations, double... state) {
        equations.reset(state);
        return state;
    }

    private static double[] afterArrival(NeuronEquations equations, double... state) {
        equations.receive(state, 3, -5);
        return state;
    }

    @Test
    void conductances_pullToTheirReversalPotentials() {
        CondLif exp = new CondLif(SynapseShape.EXPONENTIAL, 250, 10, -70, 5, -85, -50, -60, 7, 20, 2, 4);
        double v = (-10 * (-62 + 70) - 3 * (-62 - 5) - 6 * (-62 + 85) + 57) / 250.0;
        derivativeIs(exp, new double[] {-62, 3, 6}, v, -1.5, -1.5);
        CondLif alpha = new CondLif(SynapseShape.ALPHA, 250, 10, -70, 5, -85, -50, -60, 7, 20, 2, 4);
        derivativeIs(alpha, new double[] {-62, 3, 6, 0.5, 0.25}, v, -1, -1.25, -0.25, -0.0625);
        assertThat(afterArrival(exp, -62, 1, 2)).containsExactly(-62, 4, 7);
        double[] arrived = afterArrival(alpha, -62, 1, 2, 0.5, 0.25);
        assertThat(arrived).startsWith(-62, 1, 2);
        assertThat(arrived[3]).isCloseTo(0.5 + 3 * Math.E / 2, within(1e-14));
        assertThat(arrived[4]).isCloseTo(0.25 + 5 * Math.E / 4, within(1e-14));
        assertThat(afterReset(alpha, -40, 1, 2, 3, 4)).containsExactly(-60, 1, 2, 3, 4);
        assertThat(exp.rule()).isEqualTo(SpikeRule.THRESHOLD);
        assertThat(exp.threshold()).isEqualTo(-50);
        assertThat(exp.ceiling()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(exp.steepestRise()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void substeps_areAnEighthOfTheShortestTimeConstant_orATenthOfAMillisecond() {
        assertThat(substep(250, 10, 2, 4)).isEqualTo(0.1);
        assertThat(substep(250, 10, 0.4, 4)).isEqualTo(0.05);
        assertThat(substep(250, 10, 4, 0.4)).isEqualTo(0.05);
        assertThat(substep(100, 250, 4, 4)).isEqualTo(0.05);
        assertThat(CondLif.standard(SynapseShape.ALPHA).longestSubstep()).isEqualTo(0.025);
        assertThat(Adex.standard(Adex.Synapses.CURRENTS).longestSubstep()).isEqualTo(0.025);
        assertThat(adex(Adex.Synapses.CURRENTS, 250, 10, 2, 4).longestSubstep()).isEqualTo(0.1);
        assertThat(adex(Adex.Synapses.CURRENTS, 250, 10, 4, 0.4).longestSubstep())
                .isEqualTo(0.05);
        assertThat(adex(Adex.Synapses.CURRENTS, 100, 250, 4, 4).longestSubstep())
                .isEqualTo(0.05);
        assertThat(HodgkinHuxley.standard().longestSubstep()).isEqualTo(0.025);
    }

    private static double substep(double cM, double gL, double tauEx, double tauIn) {
        return new CondLif(SynapseShape.EXPONENTIAL, cM, gL, -70, 0, -85, -50, -60, 0, 0, tauEx, tauIn)
                .longestSubstep();
    }

    private static Adex adex(Adex.Synapses synapses, double cM, double gL, double tauEx, double tauIn) {
        return new Adex(synapses, cM, gL, -70, -50, 2, 0, -60, 4, 80, 100, 7, 20, 5, -85, tauEx, tauIn);
    }

    @Test
    void adex_hasItsUpswingAndAdaptation() {
        double leakAndUpswing = -10 * (-49 + 70) + 10 * 2 * Math.exp(0.5) - 30 + 57;
        double adaptation = (4 * (-49 + 70) - 30) / 100.0;
        Adex conductances = adex(Adex.Synapses.CONDUCTANCES, 250, 10, 2, 4);
        derivativeIs(
                conductances,
                new double[] {-49, 30, 3, 6},
                (leakAndUpswing - 3 * (-49 - 5) - 6 * (-49 + 85)) / 250,
                adaptation,
                -1.5,
                -1.5);
        Adex currents = adex(Adex.Synapses.CURRENTS, 250, 10, 2, 4);
        derivativeIs(currents, new double[] {-49, 30, 3, -6}, (leakAndUpswing - 3) / 250, adaptation, -1.5, 1.5);
        assertThat(afterArrival(conductances, -49, 30, 1, 2)).containsExactly(-49, 30, 4, 7);
        assertThat(afterArrival(currents, -49, 30, 1, 2)).containsExactly(-49, 30, 4, -3);
        assertThat(afterReset(currents, 3, 30, 1, 2)).containsExactly(-60, 110, 1, 2);
        assertThat(currents.steepestRise()).isEqualTo(1);
        assertThat(currents.ceiling()).isZero();
        assertThat(currents.threshold()).isZero();
        assertThat(currents.refractoryPs()).isEqualTo(7);
    }

    /** 30 Delta_T above V_th all slopes are those of V = 10 mV. */
    @Test
    void adex_isCutWhereItRunsAway() {
        Adex currents = adex(Adex.Synapses.CURRENTS, 250, 10, 2, 4);
        double slope = (-10 * (10 + 70.0) + 20 * Math.exp(30) - 30 + 57 - 3) / 250;
        double adaptation = (4 * (10 + 70.0) - 30) / 100;
        derivativeIs(currents, new double[] {10, 30, 3, -6}, slope, adaptation, -1.5, 1.5);
        derivativeIs(currents, new double[] {500, 30, 3, -6}, slope, adaptation, -1.5, 1.5);
    }

    @Test
    void adex_mayPeakAtTheOnsetOfSpikes_butNotBelow() {
        Adex lowest =
                new Adex(Adex.Synapses.CURRENTS, 281, 30, -70, -50, 2, -50, -60, 4, 80, 144, 0, 0, 0, -85, 0.2, 2);
        assertThat(lowest.threshold()).isEqualTo(-50);
        assertThatThrownBy(() -> new Adex(
                        Adex.Synapses.CURRENTS,
                        281,
                        30,
                        -70,
                        -50,
                        2,
                        Double.POSITIVE_INFINITY,
                        -60,
                        4,
                        80,
                        144,
                        0,
                        0,
                        0,
                        -85,
                        0.2,
                        2))
                .hasMessage("V_peak is Infinity mV; allowed: from V_th, -50.0 mV");
    }

    @Test
    void izhikevich_isQuadratic() {
        Izhikevich equations = new Izhikevich(0.03, 0.25, -64, 7, 31, 20);
        derivativeIs(equations, new double[] {-50, 11}, 100 - 250 + 140 - 11 + 57, 0.03 * (-12.5 - 11));
        assertThat(equations.start(-60)).containsExactly(-60, -15);
        assertThat(afterArrival(equations, -60, 11)).containsExactly(-62, 11);
        assertThat(afterReset(equations, 31, 11)).containsExactly(-64, 18);
        assertThat(equations.threshold()).isEqualTo(31);
        assertThat(equations.ceiling()).isEqualTo(31);
        assertThat(equations.refractoryPs()).isZero();
        assertThat(equations.rest()).isEqualTo(-64);
    }

    /** Hodgkin and Huxley (1952) with the potential shifted by -65 mV: u = V + 65. */
    @Test
    void hodgkinHuxley_hasTheRatesOfThePaper() {
        HodgkinHuxley equations = new HodgkinHuxley(150, 12000, 3600, 30, 50, -77, -54, 7, 20, 2, 4);
        for (double v : new double[] {-90, -61, -32, 10}) {
            double u = v + 65;
            double alphaM = 0.1 * (25 - u) / Math.expm1((25 - u) / 10);
            double betaM = 4 * Math.exp(-u / 18);
            double alphaH = 0.07 * Math.exp(-u / 20);
            double betaH = 1 / (Math.exp((30 - u) / 10) + 1);
            double alphaN = 0.01 * (10 - u) / Math.expm1((10 - u) / 10);
            double betaN = 0.125 * Math.exp(-u / 80);
            double current = -12000 * Math.pow(0.4, 3) * 0.3 * (v - 50)
                    - 3600 * Math.pow(0.6, 4) * (v + 77)
                    - 30 * (v + 54)
                    + 57
                    + 9
                    - 11;
            derivativeIs(
                    equations,
                    new double[] {v, 0.4, 0.3, 0.6, 9, -11, 2, -3},
                    current / 150,
                    alphaM * 0.6 - betaM * 0.4,
                    alphaH * 0.7 - betaH * 0.3,
                    alphaN * 0.4 - betaN * 0.6,
                    2 - 4.5,
                    -3 + 2.75,
                    -1,
                    0.75);
            double[] start = equations.start(v);
            assertThat(start[1]).isCloseTo(alphaM / (alphaM + betaM), within(1e-14));
            assertThat(start[2]).isCloseTo(alphaH / (alphaH + betaH), within(1e-14));
            assertThat(start[3]).isCloseTo(alphaN / (alphaN + betaN), within(1e-14));
        }
        double[] arrived = afterArrival(equations, -60, 0, 0, 0, 0, 0, 1, 2);
        assertThat(arrived[6]).isCloseTo(1 + 3 * Math.E / 2, within(1e-14));
        assertThat(arrived[7]).isCloseTo(2 - 5 * Math.E / 4, within(1e-14));
        assertThat(afterReset(equations, 20, 1, 2, 3, 4, 5, 6, 7)).containsExactly(20, 1, 2, 3, 4, 5, 6, 7);
        assertThat(equations.rule()).isEqualTo(SpikeRule.PEAK);
        assertThat(equations.threshold()).isZero();
        assertThat(equations.rest()).isEqualTo(-65);
    }

    @Test
    void leakyNeuron_settlesWhereItsCurrentsBalance() {
        LifParameters lif = new LifParameters(SynapseShape.ALPHA, 200, 8, -70, -50, -60, 0, 100, 2, 4);
        assertThat(lif.steadyPotential(25)).isCloseTo(-65, within(1e-12));
        assertThat(lif.variables()).containsExactly("V_m", "I_syn_ex", "I_syn_in");
        assertThat(LifParameters.standard(SynapseShape.DELTA).variables()).containsExactly("V_m");
        assertThat(lif.start(-61)).containsExactly(-61, 0, 0);
    }

    /** rho_0 at threshold, e times as much Delta_u above; cut at 700 Delta_u either way. */
    @Test
    void hazard_isExponentialInThePotential() {
        Escape type = new Escape(LifParameters.standard(SynapseShape.DELTA), 0.2, 4);
        assertThat(type.hazard(-55)).isEqualTo(0.2);
        assertThat(type.hazard(-51)).isCloseTo(0.2 * Math.E, within(1e-15));
        assertThat(type.hazard(-63)).isCloseTo(0.2 * Math.exp(-2), within(1e-15));
        assertThat(type.hazard(1e5)).isCloseTo(0.2 * Math.exp(700), within(1e290));
        assertThat(type.hazard(-1e5)).isPositive().isEqualTo(type.hazard(-1e6));
        assertThat(Escape.standard(SynapseShape.ALPHA).variables()).hasSize(3);
    }
}
