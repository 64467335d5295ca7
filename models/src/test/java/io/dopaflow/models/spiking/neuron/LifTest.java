package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Leaky neurons in continuous time, against closed forms and a plain scan of V. */
class LifTest {
    private static final long MS = 1_000_000_000L;

    private static LifParameters parameters(SynapseShape shape, long refractoryPs, double iE) {
        return new LifParameters(shape, 250, 10, -70, -55, -70, refractoryPs, iE, 3, 7);
    }

    private static double weight(SynapseShape shape) {
        return shape == SynapseShape.DELTA ? 6 : 400;
    }

    /** The first: V is at threshold there, not a picosecond before, and not at any of many times since the last event. */
    @ParameterizedTest
    @EnumSource(SynapseShape.class)
    void spike_isTheFirstPicosecondAtThreshold(SynapseShape shape) {
        SplittableRandom random = new SplittableRandom(3);
        Lif neuron = new Lif(parameters(shape, 2 * MS, 420), -70);
        int crossings = 0;
        for (int event = 0; event < 2000; event++) {
            long at = neuron.time() + 1 + random.nextLong(4 * MS);
            long spike = neuron.nextSpike(at);
            long end = Math.min(at, spike);
            for (int look = 0; look < 50; look++) {
                long between = neuron.time() + random.nextLong(end - neuron.time() + 1);
                assertThat(between < end && neuron.potential(between) >= -55).isFalse();
            }
            if (spike <= at) {
                assertThat(neuron.potential(spike)).isGreaterThanOrEqualTo(-55);
                if (spike > neuron.time()) {
                    assertThat(neuron.potential(spike - 1)).isLessThan(-55);
                    crossings++;
                }
                neuron.spike(spike);
            } else {
                neuron.receive(at, weight(shape) * random.nextDouble(), -weight(shape) / 4 * random.nextDouble());
            }
        }
        assertThat(crossings).isGreaterThan(30);
    }

    /** An excursion of a hundredth of a millisecond above threshold between two events that see V below it. */
    @ParameterizedTest
    @EnumSource(
            value = SynapseShape.class,
            names = {"EXPONENTIAL", "ALPHA"})
    void shortExcursion_isFoundHoweverFarTheLookReaches(SynapseShape shape) {
        Lif subthreshold = new Lif(parameters(shape, 0, 0), -70);
        subthreshold.receive(0, 1, 0);
        long peak = 0;
        for (long at = 0; at < 30 * MS; at += MS / 1000) {
            peak = subthreshold.potential(at) > subthreshold.potential(peak) ? at : peak;
        }
        double weight = 15 / (subthreshold.potential(peak) + 70);
        for (long until : new long[] {peak + MS / 2, 20 * MS, 1000 * MS, 1_000_000 * MS}) {
            Lif above = new Lif(parameters(shape, 0, 0), -70);
            above.receive(0, weight * (1 + 1e-7), 0);
            assertThat((double) above.nextSpike(until)).isCloseTo(peak, within(2e7));
            Lif below = new Lif(parameters(shape, 0, 0), -70);
            below.receive(0, weight * (1 - 1e-7), 0);
            assertThat(below.nextSpike(until)).isEqualTo(ContinuousNeuron.NEVER);
        }
    }

    /** w exp(-t / tau) and w (e t / tau) exp(-t / tau), before, in and after refractoriness. */
    @Test
    void currents_decayFromTheirArrival() {
        Lif exponential = new Lif(parameters(SynapseShape.EXPONENTIAL, 2 * MS, 0), -70);
        Lif alpha = new Lif(parameters(SynapseShape.ALPHA, 2 * MS, 0), -70);
        for (Lif neuron : new Lif[] {exponential, alpha}) {
            neuron.receive(0, 100, -40);
            neuron.spike(MS);
        }
        for (long at : new long[] {MS, 2 * MS, 3 * MS, 9 * MS}) {
            double t = at / 1e9;
            assertThat(exponential.value(1, at)).isCloseTo(100 * Math.exp(-t / 3), within(1e-12));
            assertThat(exponential.value(2, at)).isCloseTo(-40 * Math.exp(-t / 7), within(1e-12));
            assertThat(alpha.value(1, at)).isCloseTo(100 * Math.E * t / 3 * Math.exp(-t / 3), within(1e-12));
            assertThat(alpha.value(2, at)).isCloseTo(-40 * Math.E * t / 7 * Math.exp(-t / 7), within(1e-12));
            assertThat(exponential.value(0, at)).isEqualTo(exponential.potential(at));
        }
    }

    /** R1: t_ref is closed at the spike and open at its end: an arrival then counts, and spikes then. */
    @Test
    void arrivalAtTheEndOfRefractoriness_counts() {
        Lif neuron = new Lif(parameters(SynapseShape.DELTA, MS, 0), -70);
        neuron.receive(2 * MS, 16, 0);
        assertThat(neuron.nextSpike(100 * MS)).isEqualTo(2 * MS);
        neuron.spike(2 * MS);
        neuron.receive(3 * MS, 16, 0);
        assertThat(neuron.nextSpike(100 * MS)).isEqualTo(3 * MS);
    }

    /** R1: under a constant drive all intervals are one, however late. */
    @ParameterizedTest
    @CsvSource({"0", "1000000000000000000"})
    void regularNeuron_hasOneIntervalAfterAnyTime(long start) {
        Lif neuron = new Lif(parameters(SynapseShape.DELTA, 2 * MS, 600), -70);
        neuron.spike(start);
        long first = neuron.nextSpike(start + 1000 * MS);
        neuron.spike(first);
        // E_L + R I (1 - exp(-t / tau_m)) is at V_th: 24 mV of drive against 15 mV.
        assertThat((double) (first - start)).isCloseTo(2 * MS + 10 * MS * -Math.log(1 - 15 / 24.0), within(2.0));
        long interval = first - start;
        for (int k = 1; k < 1000; k++) {
            long next = neuron.nextSpike(first + 1000 * MS);
            assertThat(next - first).isEqualTo(interval);
            neuron.spike(next);
            first = next;
        }
    }

    /** R2: V stays at V_reset and a delta arrival is lost; a current goes on decaying, and acts afterwards. */
    @Test
    void arrivalsInRefractoriness_areLostForDeltaAndDecayForCurrents() {
        Lif delta = new Lif(parameters(SynapseShape.DELTA, 2 * MS, 0), -70);
        Lif exponential = new Lif(parameters(SynapseShape.EXPONENTIAL, 2 * MS, 0), -70);
        for (Lif neuron : new Lif[] {delta, exponential}) {
            neuron.spike(0);
            neuron.receive(MS, 100, -1);
            assertThat(neuron.potential(MS)).isEqualTo(-70);
            assertThat(neuron.potential(2 * MS - 1)).isEqualTo(-70);
        }
        assertThat(delta.potential(5 * MS)).isEqualTo(-70);
        assertThat(exponential.value(1, 2 * MS)).isCloseTo(100 * Math.exp(-1 / 3.0), within(1e-12));
        // What is left of the currents relaxes as from an arrival at the end of refractoriness.
        Lif late = new Lif(parameters(SynapseShape.EXPONENTIAL, 2 * MS, 0), -70);
        late.receive(2 * MS, 100 * Math.exp(-1 / 3.0), -Math.exp(-1 / 7.0));
        assertThat(exponential.potential(5 * MS)).isCloseTo(late.potential(5 * MS), within(1e-12));
        assertThat(exponential.potential(5 * MS)).isGreaterThan(-69.6);
    }

    /** R3: what arrives at one instant is added before the threshold is looked at, in whatever calls it comes. */
    @Test
    void arrivalsOfOneInstant_areAddedBeforeTheThresholdIsTested() {
        Lif neuron = new Lif(parameters(SynapseShape.DELTA, 2 * MS, 0), -70);
        neuron.receive(MS, 30, 0);
        neuron.receive(MS, 0, -30);
        assertThat(neuron.nextSpike(1000 * MS)).isEqualTo(ContinuousNeuron.NEVER);
        assertThat(neuron.potential(MS)).isEqualTo(-70);
    }

    @Test
    void refractoryPeriodBelowZero_isRefused() {
        assertThatThrownBy(() -> parameters(SynapseShape.DELTA, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t_ref is -1 ps; allowed: from 0");
    }

    @Test
    void potentialAtThresholdAtTheStart_spikesAtOnce() {
        assertThat(new Lif(parameters(SynapseShape.DELTA, 0, 0), -55).nextSpike(0))
                .isZero();
        assertThat(new Lif(parameters(SynapseShape.DELTA, 0, 0), Math.nextDown(-55)).nextSpike(1000 * MS))
                .isEqualTo(ContinuousNeuron.NEVER);
    }

    /** A drive that ends exactly at threshold never reaches it; one just above does, in some 40 time constants at most. */
    @Test
    void driveToTheThreshold_isToldFromOneAboveIt() {
        assertThat(new Lif(parameters(SynapseShape.EXPONENTIAL, 0, 375 - 1e-9), -70).nextSpike(1_000_000 * MS))
                .isEqualTo(ContinuousNeuron.NEVER);
        assertThat(new Lif(parameters(SynapseShape.EXPONENTIAL, 0, 375 + 1e-9), -70).nextSpike(1_000_000 * MS))
                .isBetween(200 * MS, 400 * MS);
    }
}
