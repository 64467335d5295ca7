package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.GoodnessOfFit;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of spikes that fall by chance, at the level {@link GoodnessOfFit#LEVEL} with fixed seeds. */
class EscapeTest {
    private static final RandomStreams RUN = new RandomStreams(17);
    private static final int TRIALS = 3000;

    private static Escape escape(SynapseShape shape, double rho0, double deltaU, long refractoryPs) {
        return new Escape(new LifParameters(shape, 250, 10, -70, -55, -65, refractoryPs, 0, 3, 7), rho0, deltaU);
    }

    /** 1 - exp(-int rho) up to 200 ms for a V that decays from v0 to E_L, by the trapezoidal rule in steps of a microsecond. */
    private static DoubleUnaryOperator law(Escape type, double v0) {
        double[] integral = new double[200_001];
        double last = hazard(type, v0);
        for (int i = 1; i < integral.length; i++) {
            double next = hazard(type, -70 + (v0 + 70) * Math.exp(-i * 1e-3 / 10));
            integral[i] = integral[i - 1] + (last + next) / 2 * 1e-3;
            last = next;
        }
        return t -> {
            int place = (int) Math.min(integral.length - 2, Math.floor(t * 1e3));
            double share = t * 1e3 - place;
            return -Math.expm1(-(integral[place] * (1 - share) + integral[place + 1] * share));
        };
    }

    private static double hazard(Escape type, double v) {
        return type.rho0() * Math.exp((v + 55) / type.deltaU());
    }

    /**
     * A constant V, at rest; and one that decays from above threshold, most of whose spikes fall in the first milliseconds. Those
     * that have not spiked after 200 ms have the survival function as their share.
     */
    @ParameterizedTest
    @CsvSource({"-70, 0.0526, 4", "-50, 0.1, 2", "-40, 0.0526, 4", "-52, 0.05, 0.5"})
    void firstSpikes_haveTheLawOfTheHazard(double v0, double rho0, double deltaU) {
        Escape type = escape(SynapseShape.DELTA, rho0, deltaU, 0);
        double[] early = IntStream.range(0, TRIALS)
                .mapToLong(i ->
                        type.continuous(type.start(v0), new NeuronNoise(RUN, i)).nextSpike(200 * MS))
                .filter(spike -> spike != ContinuousNeuron.NEVER)
                .mapToDouble(spike -> spike / 1e9)
                .toArray();
        DoubleUnaryOperator law = law(type, v0);
        double share = law.applyAsDouble(200);
        assertThat(early.length / (double) TRIALS)
                .isCloseTo(share, within(3.3 * Math.sqrt(share * (1 - share) / TRIALS)));
        assertThat(GoodnessOfFit.kolmogorovSmirnov(early, t -> law.applyAsDouble(t) / share))
                .isGreaterThan(GoodnessOfFit.LEVEL);
    }

    /** 1 - prod exp(-rho h) over the steps, rho with V at their ends; a uniform draw divides the probability of a step. */
    @ParameterizedTest
    @CsvSource({"-60, 0.5, 4", "-50, 2, 6"})
    void firstSpikesOnAGrid_haveTheLawOfTheirSteps(double v0, double rho0, double deltaU) {
        Escape type = escape(SynapseShape.DELTA, rho0, deltaU, 0);
        SplittableRandom random = new SplittableRandom(5);
        double[] probabilities = new double[TRIALS];
        for (int i = 0; i < TRIALS; i++) {
            GridNeuron neuron = type.onGrid(MS / 10, type.start(v0), new NeuronNoise(RUN, i));
            double before = 0;
            for (int step = 1; ; step++) {
                double after = before + hazard(type, -70 + (v0 + 70) * Math.exp(-step * 0.1 / 10)) * 0.1;
                if (neuron.step(0, 0)) {
                    double survival = Math.exp(-before);
                    probabilities[i] = survival - random.nextDouble() * (survival - Math.exp(-after));
                    break;
                }
                before = after;
            }
        }
        assertThat(GoodnessOfFit.kolmogorovSmirnov(probabilities, p -> p)).isGreaterThan(GoodnessOfFit.LEVEL);
    }

    /**
     * Spikes of a neuron with arrivals, some while it is refractory, and looks that reach beyond them: the integral of the hazard
     * from spike to spike is exponential. V is that of a sharp neuron with a threshold out of reach, which is tested elsewhere.
     */
    @ParameterizedTest
    @ValueSource(strings = {"DELTA", "EXPONENTIAL", "ALPHA"})
    void spikesBetweenArrivals_rescaleToAPoissonProcess(String shape) {
        Escape type = escape(SynapseShape.valueOf(shape), 0.2, 3, 2 * MS);
        LifParameters m = type.membrane();
        LifParameters far = new LifParameters(
                m.shape(),
                m.cM(),
                m.tauM(),
                m.eL(),
                1e6,
                m.vReset(),
                m.refractoryPs(),
                m.iE(),
                m.tauSynEx(),
                m.tauSynIn());
        double weight = m.shape() == SynapseShape.DELTA ? 8 : 1000;
        ContinuousNeuron neuron = type.continuous(type.start(-60), new NeuronNoise(RUN, 1));
        ContinuousNeuron shadow = far.continuous(far.start(-60), new NeuronNoise(RUN, 1));
        SplittableRandom random = new SplittableRandom(2);
        double[] integrals = new double[800];
        int count = 0;
        double integral = 0;
        while (count < integrals.length) {
            long now = neuron.time();
            long arrival = now + 1 + random.nextLong(3 * MS);
            // A look far ahead, and one back.
            neuron.nextSpike(arrival + random.nextLong(20 * MS));
            long spike = neuron.nextSpike(arrival - 1);
            long next = Math.min(spike, arrival);
            integral += integral(type, shadow, Math.max(now, shadow.refractoryUntil()), next);
            if (spike < arrival) {
                neuron.spike(spike);
                shadow.spike(spike);
                integrals[count++] = integral;
                integral = 0;
            } else {
                double excitatory = weight * random.nextDouble();
                neuron.receive(arrival, excitatory, -weight / 4);
                shadow.receive(arrival, excitatory, -weight / 4);
            }
            assertThat(neuron.potential(next)).isEqualTo(shadow.potential(next));
        }
        assertThat(GoodnessOfFit.kolmogorovSmirnov(integrals, x -> -Math.expm1(-x)))
                .isGreaterThan(GoodnessOfFit.LEVEL);
    }

    /** By Simpson's rule. */
    private static double integral(Escape type, ContinuousNeuron shadow, long from, long to) {
        if (from >= to) {
            return 0;
        }
        int parts = 20;
        double sum = 0;
        for (int i = 0; i <= parts; i++) {
            double value = hazard(type, potentialBefore(shadow, from + (to - from) * i / parts, i == parts));
            sum += value * (i == 0 || i == parts ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * (to - from) / 1e9 / parts / 3;
    }

    private static double potentialBefore(ContinuousNeuron shadow, long at, boolean isEnd) {
        return shadow.potential(isEnd ? at - 1 : at);
    }

    /** In refractoriness there is no hazard, also where V_reset is far above threshold of the hazard. */
    @Test
    void refractoriness_hasNoSpikes() {
        Escape type =
                new Escape(new LifParameters(SynapseShape.DELTA, 250, 10, -55.5, -55, -55.1, 5 * MS, 0, 2, 2), 100, 1);
        ContinuousNeuron neuron = type.continuous(type.start(-55), new NeuronNoise(RUN, 3));
        GridNeuron onGrid = type.onGrid(MS / 10, type.start(-55), new NeuronNoise(RUN, 3));
        long last = -5 * MS;
        int lastStep = -50;
        int spikes = 0;
        for (int step = 1; step < 2000; step++) {
            if (onGrid.step(0, 0)) {
                assertThat(step - lastStep).isGreaterThan(50);
                lastStep = step;
                spikes++;
            }
        }
        assertThat(spikes).isGreaterThan(30);
        for (int k = 0; k < 100; k++) {
            long at = neuron.nextSpike(1000 * MS);
            assertThat(at - last).isGreaterThan(5 * MS).isLessThan(6 * MS);
            neuron.spike(at);
            last = at;
        }
    }

    /** A narrow threshold with a high hazard is a sharp one: the spike falls within microseconds of its time. */
    @Test
    void narrowThreshold_isASharpOne() {
        LifParameters membrane = new LifParameters(SynapseShape.EXPONENTIAL, 250, 10, -70, -55, -70, MS, 500, 2, 2);
        Lif sharp = new Lif(membrane, -70);
        Escape type = new Escape(membrane, 1000, 1e-4);
        ContinuousNeuron noisy = type.continuous(type.start(-70), new NeuronNoise(RUN, 4));
        assertThat((double) noisy.nextSpike(100 * MS)).isCloseTo(sharp.nextSpike(100 * MS), within(MS / 200.0));
    }

    /** A candidate takes two draws. Where V stays every candidate is a spike; where it rises, at least one in e^2. */
    @Test
    void candidates_areFewInVain() {
        Escape still = new Escape(new LifParameters(SynapseShape.DELTA, 250, 10, -60, -55, -60, 0, 0, 2, 2), 0.1, 4);
        Escape rising = new Escape(new LifParameters(SynapseShape.DELTA, 250, 10, -70, -55, -70, 0, 1000, 2, 2), 5, 1);
        assertThat(candidates(still, 300)).isEqualTo(300);
        assertThat(candidates(rising, 300)).isBetween(330L, (long) (300 * Math.exp(2)));
    }

    private static long candidates(Escape type, int spikes) {
        ContinuousNeuron neuron = type.continuous(type.start(type.membrane().vReset()), new NeuronNoise(RUN, 6));
        for (int k = 0; k < spikes; k++) {
            neuron.spike(neuron.nextSpike(1_000_000 * MS));
        }
        return neuron.state().marks()[2] / 2;
    }

    /** Far above and far below threshold the hazard is cut, and stays a number. */
    @Test
    void extremePotentials_endInASpikeAtOnceOrNever() {
        Escape type = escape(SynapseShape.DELTA, 1, 0.1, 0);
        NeuronNoise noise = new NeuronNoise(RUN, 5);
        assertThat(type.continuous(type.start(1e4), noise).nextSpike(MS)).isLessThanOrEqualTo(1);
        assertThat(type.continuous(type.start(-1e4), noise).nextSpike(1000 * MS))
                .isEqualTo(ContinuousNeuron.NEVER);
        assertThat(type.onGrid(MS, type.start(1e4), noise).step(0, 0)).isTrue();
        assertThat(type.onGrid(MS, type.start(-1e4), noise).step(0, 0)).isFalse();
    }

    @Test
    void neuronsOfOtherNumbersAndRuns_spikeAtOtherTimes() {
        Escape type = Escape.standard(SynapseShape.DELTA);
        List<Long> first = new ArrayList<>();
        for (NeuronNoise noise :
                List.of(new NeuronNoise(RUN, 0), new NeuronNoise(RUN, 1), new NeuronNoise(new RandomStreams(18), 0))) {
            first.add(type.continuous(type.start(-50), noise).nextSpike(1000 * MS));
        }
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void eventsBehindTheNextSpike_areRefused() {
        Escape type = Escape.standard(SynapseShape.DELTA);
        ContinuousNeuron neuron = type.continuous(type.start(-50), new NeuronNoise(RUN, 0));
        long spike = neuron.nextSpike(1_000_000 * MS);
        assertThatThrownBy(() -> neuron.receive(spike + 1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an event of a neuron at " + (spike + 1) + " ps; allowed: up to its next spike, " + spike
                        + " ps");
        // At its very time the arrival comes first, and the spike may then fail.
        ContinuousNeuron other = type.continuous(type.start(-50), new NeuronNoise(RUN, 0));
        other.receive(spike, -1000, 0);
        assertThat(other.nextSpike(spike)).isEqualTo(ContinuousNeuron.NEVER);
    }
}
