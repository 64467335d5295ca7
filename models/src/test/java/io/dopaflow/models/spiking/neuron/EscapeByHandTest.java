package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spikes by chance against the draws of the neuron's stream, one by one; a candidate takes one for its acceptance and one for the next. */
class EscapeByHandTest {
    private static final NeuronNoise NOISE = new NeuronNoise(new RandomStreams(19), 4);

    private static UniformRandomProvider draws() {
        return NOISE.run().stream(Purpose.ESCAPE, NOISE.neuron());
    }

    private static Escape escape(double eL, double rho0, long refractoryPs) {
        return new Escape(new LifParameters(SynapseShape.DELTA, 250, 10, eL, -55, eL, refractoryPs, 0, 3, 7), rho0, 4);
    }

    /** At rest V stays: every candidate of the hazard is a spike. A spike is rounded up to whole picoseconds. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 20})
    void intervalsAtRest_areExponentialDraws(double rho0) {
        Escape type = escape(-59, rho0, 2 * MS);
        ContinuousNeuron neuron = type.continuous(type.start(-59), NOISE);
        UniformRandomProvider draws = draws();
        long last = -2 * MS;
        for (int k = 0; k < 30; k++) {
            double expected = Draws.exponential(draws) / (rho0 * Math.exp(-1)) * MS;
            Draws.open(draws);
            long spike = neuron.nextSpike(1_000_000 * MS);
            assertThat((double) (spike - last - 2 * MS)).isCloseTo(expected, within(2.0));
            neuron.spike(spike);
            assertThat(neuron.state().marks()).containsExactly(spike, spike + 2 * MS, 2 * k + 3);
            last = spike;
        }
    }

    /** What is left of a draw goes on after an event, in whatever pieces time comes, and wherever looks reach. */
    @Test
    void eventsThatChangeNothing_leaveTheSpikesWhereTheyAre() {
        Escape type = escape(-59, 0.05, MS);
        ContinuousNeuron quiet = type.continuous(type.start(-59), NOISE);
        ContinuousNeuron busy = type.continuous(type.start(-59), NOISE);
        for (int k = 0; k < 20; k++) {
            long from = quiet.time();
            long spike = quiet.nextSpike(100_000 * MS);
            long after = from;
            for (int event = 1; event <= 5; event++) {
                long at = from + (spike - from) * event / 6;
                busy.nextSpike(at + (event % 2 == 0 ? 50 * MS : -1));
                if (event % 3 == 0) {
                    busy.inject(at, 0);
                } else {
                    busy.receive(at, 0, 0);
                }
                assertThat(busy.time()).isEqualTo(at).isGreaterThan(after);
                assertThat(busy.state().marks()[2]).isEqualTo(2 * k + 1);
                after = at;
            }
            long found = busy.nextSpike(100_000 * MS);
            assertThat((double) found).isCloseTo(spike, within(10.0));
            quiet.spike(spike);
            // Both go on from one time.
            busy.restore(quiet.state());
        }
    }

    /** V decays from -45 to -75 mV: within each time constant candidates have the rate of its beginning. */
    @Test
    void spikesOfADecayingPotential_areThinnedCandidates() {
        Escape type = escape(-75, 0.02, 0);
        int inVain = 0;
        for (int id = 0; id < 40; id++) {
            NeuronNoise noise = new NeuronNoise(NOISE.run(), id);
            UniformRandomProvider draws = noise.run().stream(Purpose.ESCAPE, id);
            double left = Draws.exponential(draws);
            double at = 0;
            double expected = -1;
            for (int piece = 0; piece < 8 && expected < 0; piece++) {
                double rate = hazard(10 * piece);
                while (at + left / rate <= 10 * (piece + 1) && expected < 0) {
                    at = Math.ceil((at + left / rate) * MS) / MS;
                    if (Draws.open(draws) * rate < hazard(at)) {
                        expected = at;
                    } else {
                        left = Draws.exponential(draws);
                        inVain++;
                    }
                }
                left -= rate * (10 * (piece + 1) - at);
                at = 10 * (piece + 1);
            }
            ContinuousNeuron neuron = type.continuous(type.start(-45), noise);
            long spike = neuron.nextSpike(80 * MS);
            if (expected < 0) {
                assertThat(spike).isEqualTo(ContinuousNeuron.NEVER);
            } else {
                assertThat((double) spike).isCloseTo(expected * MS, within(30.0));
                assertThat(neuron.nextSpike(spike)).isEqualTo(spike);
                assertThat(neuron.nextSpike(spike - 1)).isEqualTo(ContinuousNeuron.NEVER);
            }
        }
        assertThat(inVain).isGreaterThan(20);
    }

    private static double hazard(double ms) {
        return 0.02 * Math.exp((-75 + 30 * Math.exp(-ms / 10) + 55) / 4);
    }

    /** One draw in each step, held or not: below 1 - exp(-rho h) it is a spike. */
    @Test
    void spikesOnAGrid_areDrawsBelowTheirProbability() {
        Escape type = escape(-59, 2, MS);
        GridNeuron neuron = type.onGrid(MS / 10, type.start(-59), NOISE);
        UniformRandomProvider draws = draws();
        double probability = -Math.expm1(-2 * Math.exp(-1) * 0.1);
        int held = 0;
        int spikes = 0;
        for (int step = 1; step <= 2000; step++) {
            boolean expected = Draws.open(draws) < probability && held == 0;
            assertThat(neuron.step(0, 0)).isEqualTo(expected);
            held = expected ? 10 : Math.max(0, held - 1);
            spikes += expected ? 1 : 0;
            assertThat(neuron.state().marks()).containsExactly(held, step);
        }
        assertThat(spikes).isGreaterThan(50);
    }

    /** A current that decays is known in refractoriness too; V is free from its end on. */
    @Test
    void currents_areThoseOfTheMembrane() {
        Escape type = new Escape(
                new LifParameters(SynapseShape.EXPONENTIAL, 250, 10, -70, -55, -70, 2 * MS, 0, 3, 7), 1e-30, 4);
        ContinuousNeuron neuron = type.continuous(new double[] {-70, 100, -40}, NOISE);
        assertThat(neuron.value(1, 3 * MS)).isCloseTo(100 * Math.exp(-1), within(1e-12));
        assertThat(neuron.value(2, 7 * MS)).isCloseTo(-40 * Math.exp(-1), within(1e-12));
        assertThat(neuron.refractoryUntil()).isZero();
        assertThat(neuron.potential(0)).isEqualTo(-70);
        assertThat(neuron.potential(MS)).isGreaterThan(-70);
    }
}
