package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.RandomStreams;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The score of neurons with escape noise in continuous time. */
class EscapeScoreTest {
    private static final RandomStreams RUN = new RandomStreams(31);
    private static final double WIDTH = 2;
    private static final Srm TYPE = new Srm(SynapseShape.DELTA, 250, 10, -70, -60, 0, 2, 2, 0.3, WIDTH, 0);

    /** Simpson's rule over many pieces. */
    private static double bySimpson(double v, double steady, double length, double tauE) {
        int pieces = 40_000;
        double step = length / pieces;
        double sum = 0;
        for (int k = 0; k <= pieces; k++) {
            double t = k * step;
            double left = Math.exp(-t / 10);
            double value =
                    0.3 * Math.exp((steady + (v - steady) * left + 60) / WIDTH) * left * Math.exp(-(length - t) / tauE);
            sum += value * (k == 0 || k == pieces ? 1 : k % 2 == 1 ? 4 : 2);
        }
        return sum * step / 3;
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 1e9, 30, 10, 4, 0.5})
    void integralOfTheHazard_isThatOfSimpsonsRule(double tauE) {
        SplittableRandom random = new SplittableRandom(5);
        for (int k = 0; k < 40; k++) {
            double v = -90 + 60 * random.nextDouble();
            double steady = -80 + 30 * random.nextDouble();
            double length = random.nextInt(5) == 0 ? 1e-9 : 40 * random.nextDouble();
            double expected = bySimpson(v, steady, length, tauE);
            assertThat(EscapeScore.hazard(TYPE, v, steady, length, tauE)).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    /** The closed form and the quadrature are two ways to the same number. */
    @Test
    void integralWithHardlyAnyForgetting_isTheClosedForm() {
        SplittableRandom random = new SplittableRandom(6);
        for (int k = 0; k < 1000; k++) {
            double v = -200 + 300 * random.nextDouble();
            double steady = -80 + 30 * random.nextDouble();
            double length = Math.exp(-20 + 25 * random.nextDouble());
            double closed = EscapeScore.hazard(TYPE, v, steady, length, Double.POSITIVE_INFINITY);
            assertThat(EscapeScore.hazard(TYPE, v, steady, length, 1e18)).isCloseTo(closed, within(1e-12 * closed));
        }
    }

    @Test
    void nothing_hasNoHazard() {
        assertThat(EscapeScore.hazard(TYPE, -60, -60, 0, Double.POSITIVE_INFINITY))
                .isZero();
        assertThat(EscapeScore.hazard(TYPE, -60, -60, 0, 3)).isZero();
        assertThat(EscapeScore.hazard(TYPE, -60, -60, 1, Double.POSITIVE_INFINITY))
                .isCloseTo(0.3 * 10 * (1 - Math.exp(-0.1)), within(1e-14));
    }

    /**
     * After one arrival at 0, a neuron whose spikes change nothing spikes as an inhomogeneous Poisson process: E[z] = 0, and E[count z] is the derivative of the expected count by the weight, the
     * integral of rho exp(-t / tau_m) / Delta_u. Both within four standard errors.
     */
    @Test
    void countTimesScore_isOnAverageTheGradientOfTheExpectedCount() {
        int runs = 20_000;
        double weight = 8;
        double gradient = bySimpson(-70 + weight, -70, 20, Double.POSITIVE_INFINITY) / WIDTH;
        double[] sums = new double[4];
        for (int run = 0; run < runs; run++) {
            ContinuousNeuron neuron = TYPE.continuous(TYPE.start(-70), new NeuronNoise(RUN, run));
            neuron.receive(0, weight, 0);
            double response = 1;
            double z = 0;
            int count = 0;
            long told = 0;
            for (long spike = neuron.nextSpike(20 * MS); spike <= 20 * MS; spike = neuron.nextSpike(20 * MS)) {
                z += response * neuron.score(told, spike, true, Double.POSITIVE_INFINITY);
                response *= neuron.decay(told, spike, true);
                neuron.spike(spike);
                told = spike;
                count++;
            }
            z += response * neuron.score(told, 20 * MS, false, Double.POSITIVE_INFINITY);
            double product = count * z;
            sums[0] += z;
            sums[1] += z * z;
            sums[2] += product;
            sums[3] += product * product;
        }
        double error = Math.sqrt(sums[1]) / runs;
        assertThat(sums[0] / runs).isCloseTo(0, within(4 * error));
        double mean = sums[2] / runs;
        assertThat(mean).isCloseTo(gradient, within(4 * Math.sqrt((sums[3] / runs - mean * mean) / runs)));
        assertThat(gradient).isGreaterThan(0.1);
    }

    /** A reset forgets what has arrived, the after-potential does not. */
    @Test
    void decay_isNothingAfterAReset() {
        Escape resetting =
                new Escape(new LifParameters(SynapseShape.DELTA, 250, 10, -70, -60, -70, 0, 0, 2, 2), 0.3, WIDTH);
        ContinuousNeuron neuron = resetting.continuous(resetting.start(-60), new NeuronNoise(RUN, 0));
        assertThat(neuron.decay(0, 5 * MS, true)).isZero();
        assertThat(neuron.decay(0, 5 * MS, false)).isCloseTo(Math.exp(-0.5), within(1e-15));
        ContinuousNeuron going = TYPE.continuous(TYPE.start(-60), new NeuronNoise(RUN, 0));
        assertThat(going.decay(0, 5 * MS, true)).isCloseTo(Math.exp(-0.5), within(1e-15));
    }
}
