package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spikes by chance against the draws of the neuron's stream, one by one; a candidate takes one for its acceptance and one for the next. */
class EscapeByHandTest {
    private static final NeuronNoise NOISE = new NeuronNoise(new RandomStreams(19), 4);

    private static UniformRandomProvider draws() {
        return NOISE.run().stream(Purpose.ESCAPE, NOISE.neuron());
    }

    private static Escape escape(double eL, double rho0, long refractoryPs) {
        return new Escape(
                new LifParameters(SynapseShape.DELTA, 250, 10, eL, -55, Math.min(eL, -59), refractoryPs, 0, 3, 7),
                rho0,
                4);
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

    /**
     * V relaxes to a steady potential. Time is divided in pieces of a time constant or a half, a quarter ... of it: so short that the
     * hazard rises by no more than e^2 in one, or that it has no more than one candidate. Candidates have the rate of the highest V
     * of the piece, an end of it.
     */
    @ParameterizedTest
    @CsvSource({"-45, -75, 0.02", "-70, -45, 0.02", "-75, -35, 0.5", "-70, -50, 5", "-120, -40, 0.001"})
    void spikes_areThinnedCandidatesOfTheirPieces(double v0, double steady, double rho0) {
        Escape type = escape(steady, rho0, 0);
        DoubleUnaryOperator v = ms -> steady + (v0 - steady) * Math.exp(-ms / 10);
        DoubleUnaryOperator hazard = potential -> rho0 * Math.exp((potential + 55) / 4);
        long inVain = 0;
        for (int id = 0; id < 60; id++) {
            NeuronNoise noise = new NeuronNoise(NOISE.run(), id);
            UniformRandomProvider draws = noise.run().stream(Purpose.ESCAPE, id);
            double left = Draws.exponential(draws);
            double at = 0;
            double expected = -1;
            while (expected < 0 && at < 80) {
                long length = 10 * MS;
                double begin = v.applyAsDouble(at);
                while (v.applyAsDouble(at + (double) length / MS) - begin > 8
                        && hazard.applyAsDouble(v.applyAsDouble(at + (double) length / MS)) * length / MS > 1) {
                    length /= 2;
                }
                double end = at + (double) length / MS;
                double rate = hazard.applyAsDouble(Math.max(begin, v.applyAsDouble(end)));
                while (expected < 0 && at + left / rate <= end) {
                    at = Math.ceil((at + left / rate) * MS) / MS;
                    if (Draws.open(draws) * rate < hazard.applyAsDouble(v.applyAsDouble(at))) {
                        expected = at;
                    } else {
                        left = Draws.exponential(draws);
                        inVain++;
                    }
                }
                left -= rate * (end - at);
                at = end;
            }
            ContinuousNeuron neuron = type.continuous(type.start(v0), noise);
            long spike = neuron.nextSpike(80 * MS);
            if (expected < 0) {
                assertThat(spike).isEqualTo(ContinuousNeuron.NEVER);
            } else {
                assertThat((double) spike).isCloseTo(expected * MS, within(1000.0));
                assertThat(neuron.nextSpike(spike)).isEqualTo(spike);
                assertThat(neuron.nextSpike(spike - 1)).isEqualTo(ContinuousNeuron.NEVER);
            }
        }
        assertThat(inVain).isGreaterThan(5);
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
