package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Potentials and first crossings of leaky neurons in closed form. */
class LifLooksTest {
    private static final long MS = 1_000_000_000L;
    private static final long NEVER = ContinuousNeuron.NEVER;

    private static LifParameters parameters(SynapseShape shape, double iE, double tauEx, double tauIn) {
        return new LifParameters(shape, 250, 10, -70, -55, -65, 2 * MS, iE, tauEx, tauIn);
    }

    private static double response(SynapseShape shape, double w, double tau, double t) {
        double difference = 1 / 10.0 - 1 / tau;
        double first = (Math.exp(-t / tau) - Math.exp(-t / 10)) / difference;
        return w
                / 250
                * (shape == SynapseShape.ALPHA ? Math.E / tau * (t * Math.exp(-t / tau) - first) / difference : first);
    }

    /** One and two time constants; arrivals at 1 and 4 ms, and a current of 50 pA from 6 ms on. */
    @ParameterizedTest
    @CsvSource({"EXPONENTIAL, 3, 3", "EXPONENTIAL, 3, 7", "ALPHA, 3, 3", "ALPHA, 3, 7"})
    void potential_isTheSumOfWhatEachArrivalLeaves(SynapseShape shape, double tauEx, double tauIn) {
        Lif neuron = new Lif(parameters(shape, 20, tauEx, tauIn), -68);
        neuron.receive(MS, 100, -60);
        neuron.receive(4 * MS, 50, 0);
        neuron.receive(4 * MS, 0, -30);
        neuron.inject(6 * MS, 50);
        neuron.receive(9 * MS, 0, 0);
        for (long at : new long[] {9 * MS, 9 * MS + 1, 10 * MS, 14 * MS, 60 * MS}) {
            double t = at / 1e9;
            double expected = -69.2
                    + 1.2 * Math.exp(-t / 10)
                    - 2 * Math.expm1(-(t - 6) / 10)
                    + response(shape, 100, tauEx, t - 1)
                    + response(shape, 50, tauEx, t - 4)
                    + response(shape, -60, tauIn, t - 1)
                    + response(shape, -30, tauIn, t - 4);
            assertThat(neuron.potential(at)).isCloseTo(expected, within(1e-11));
        }
    }

    /** Currents at the start of 100 and -60 pA, and V held from a spike at 1 to 3 ms: V then moves by what is left of them. */
    @ParameterizedTest
    @CsvSource({"EXPONENTIAL, 3, 3", "EXPONENTIAL, 3, 7", "ALPHA, 3, 7"})
    void potentialAfterRefractoriness_movesByWhatIsLeftOfTheCurrents(SynapseShape shape, double tauEx, double tauIn) {
        Lif neuron = new Lif(parameters(shape, 20, tauEx, tauIn), new double[] {-70, 100, -60});
        neuron.spike(MS);
        neuron.receive(2 * MS, 0, 0);
        assertThat(neuron.potential(3 * MS)).isEqualTo(-65);
        double left = 100 * Math.exp(-3 / tauEx);
        double inhibition = -60 * Math.exp(-3 / tauIn);
        for (long at : new long[] {4 * MS, 20 * MS}) {
            double t = at / 1e9 - 3;
            assertThat(neuron.potential(at))
                    .isCloseTo(
                            -69.2
                                    + 4.2 * Math.exp(-t / 10)
                                    + response(SynapseShape.EXPONENTIAL, left, tauEx, t)
                                    + response(SynapseShape.EXPONENTIAL, inhibition, tauIn, t),
                            within(1e-11));
        }
    }

    /** Alpha currents that are on their way in refractoriness: at its end, 3 ms after they arrived, their value and slope act on. */
    @Test
    void alphaCurrentsInRefractoriness_goOnRisingAndFalling() {
        Lif neuron = new Lif(parameters(SynapseShape.ALPHA, 20, 4, 7), -70);
        neuron.receive(0, 100, -60);
        neuron.spike(MS);
        neuron.receive(2 * MS, 0, 0);
        for (long at : new long[] {3 * MS, 5 * MS, 30 * MS}) {
            double t = at / 1e9 - 3;
            double expected = -69.2 + 4.2 * Math.exp(-t / 10);
            for (int sign : new int[] {1, -1}) {
                double w = sign > 0 ? 100 : -60;
                double tau = sign > 0 ? 4 : 7;
                double slope = w * Math.exp(-3 / tau);
                expected += response(SynapseShape.EXPONENTIAL, slope * Math.E * 3 / tau, tau, t)
                        + response(SynapseShape.ALPHA, slope, tau, t);
            }
            assertThat(neuron.potential(at)).isCloseTo(expected, within(1e-11));
        }
    }

    /** 500 pA: V = -50 - 20 exp(-t / 10) is at -55 after 10 ln 4 ms. */
    @Test
    void spike_isFoundFromTheFirstPicosecondOn_whateverTheLook() {
        long crossing = (long) Math.ceil(10 * Math.log(4) * MS);
        Lif neuron = new Lif(parameters(SynapseShape.DELTA, 500, 2, 2), -70);
        long found = neuron.nextSpike(100 * MS);
        assertThat((double) found).isCloseTo(crossing, within(1.0));
        assertThat(neuron.nextSpike(found - 1)).isEqualTo(NEVER);
        for (long until : new long[] {found, found + 1, 1_000_000 * MS, 100_000_000_000_000_000L}) {
            assertThat(neuron.nextSpike(until)).isEqualTo(found);
        }
        assertThat(neuron.nextSpike(0)).isEqualTo(NEVER);
        neuron.receive(found - 1, 0, 0);
        assertThat(neuron.nextSpike(found - 1)).isEqualTo(NEVER);
        assertThat(neuron.nextSpike(found)).isEqualTo(found);
    }

    @Test
    void spikesInRefractoriness_waitForItsEnd() {
        Lif neuron = new Lif(new LifParameters(SynapseShape.DELTA, 250, 10, -50, -55, -70, 2 * MS, 0, 2, 2), -50);
        assertThat(neuron.nextSpike(0)).isZero();
        neuron.spike(0);
        assertThat(neuron.nextSpike(2 * MS - 1)).isEqualTo(NEVER);
        assertThat(neuron.nextSpike(2 * MS)).isEqualTo(NEVER);
        assertThat(neuron.refractoryUntil()).isEqualTo(2 * MS);
        assertThat(neuron.time()).isZero();
        assertThat((double) neuron.nextSpike(100 * MS)).isCloseTo(Math.ceil((2 + 10 * Math.log(4)) * MS), within(1.0));
        neuron.receive(2 * MS, 15, 0);
        assertThat(neuron.nextSpike(2 * MS)).isEqualTo(2 * MS);
    }

    /** The look at a spike before its time, past it and at it; the answers of one neuron are those of many. */
    @Test
    void looks_areAlikeForAlphaCurrentsThatRiseAndFall() {
        List<Long> found = new ArrayList<>();
        for (long until : new long[] {8 * MS, 20 * MS, 500 * MS}) {
            Lif neuron = new Lif(parameters(SynapseShape.ALPHA, 0, 3, 7), -70);
            neuron.receive(0, 1500, -20);
            found.add(neuron.nextSpike(until));
        }
        assertThat(found).doesNotContain(NEVER);
        assertThat(found.get(1)).isEqualTo(found.get(0));
        assertThat(found.get(2)).isEqualTo(found.get(0));
        Lif neuron = new Lif(parameters(SynapseShape.ALPHA, 0, 3, 7), -70);
        neuron.receive(0, 1500, -20);
        double t = found.get(0) / 1e9;
        double v = -70 + response(SynapseShape.ALPHA, 1500, 3, t) + response(SynapseShape.ALPHA, -20, 7, t);
        assertThat(v).isCloseTo(-55, within(1e-7));
        assertThat(neuron.potential(found.get(0) - 1)).isLessThan(-55);
    }
}
