package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.GoodnessOfFit;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Spike-response neurons against closed forms and enumeration. Statistics are at the level {@link GoodnessOfFit#LEVEL} with fixed seeds: a mean
 * may be off by {@value #ERRORS} standard errors.
 */
class SrmTest {
    private static final RandomStreams RUN = new RandomStreams(23);
    private static final double ERRORS = 3.3;
    private static final int TRIALS = 4000;

    /** R is 0.04 mV/pA: 300 pA lead to -58 mV. */
    private static Srm srm(SynapseShape shape, double rho0, double eta) {
        return new Srm(shape, 250, 10, -70, -55, 300, 3, 7, rho0, 4, eta);
    }

    private static double hazard(Srm type, double v) {
        return type.rho0() * Math.exp((v + 55) / 4);
    }

    /** A leaky neuron without spikes. */
    private static LifParameters silent(Srm type) {
        return new LifParameters(type.shape(), 250, 10, -70, 1e6, -70, 0, type.iE(), type.tauSynEx(), type.tauSynIn());
    }

    private record Jump(double at, double size) {}

    /** E_L + R I_e, what is left of the start, and what is left of each jump up to a time in ms. */
    private static double closedForm(double v0, List<Jump> jumps, double ms) {
        double v = -58 + (v0 + 58) * Math.exp(-ms / 10);
        for (Jump jump : jumps) {
            v += jump.size() * Math.exp(-(ms - jump.at()) / 10);
        }
        return v;
    }

    // -- the potential; 1e-12 mV are a hundred roundings of it

    @Test
    void potential_isTheSumOfResponsesToArrivalsAndSpikes() {
        Srm type = srm(SynapseShape.DELTA, 0.2, 9);
        ContinuousNeuron neuron = type.continuous(type.start(-62), new NeuronNoise(RUN, 0));
        SplittableRandom random = new SplittableRandom(1);
        List<Jump> jumps = new ArrayList<>();
        int spikes = 0;
        for (long at = random.nextLong(MS); at < 500 * MS; at += random.nextLong(2 * MS)) {
            for (long spike : DrivenNeuron.spikes(neuron, at - 1)) {
                jumps.add(new Jump((double) spike / MS, -9));
                spikes++;
            }
            double weight = 2 * random.nextDouble();
            neuron.receive(at, weight, -weight / 2);
            jumps.add(new Jump((double) at / MS, weight / 2));
            assertThat(neuron.potential(at)).isCloseTo(closedForm(-62, jumps, (double) at / MS), within(1e-12));
        }
        assertThat(spikes).isGreaterThan(30);
    }

    /** An arrival at the end of a step comes before the spike there, and is not lost. */
    @Test
    void potentialOnAGrid_isTheSumOfResponsesToArrivalsAndSpikes() {
        Srm type = srm(SynapseShape.DELTA, 0.2, 9);
        GridNeuron neuron = type.onGrid(MS / 10, type.start(-62), new NeuronNoise(RUN, 1));
        SplittableRandom random = new SplittableRandom(2);
        List<Jump> jumps = new ArrayList<>();
        int spikes = 0;
        for (int step = 1; step <= 3000; step++) {
            double weight = random.nextInt(5) == 0 ? random.nextDouble() : 0;
            boolean spiked = neuron.step(weight, -weight / 2);
            jumps.add(new Jump(step / 10.0, weight / 2 - (spiked ? 9 : 0)));
            spikes += spiked ? 1 : 0;
            assertThat(neuron.potential()).isCloseTo(closedForm(-62, jumps, step / 10.0), within(1e-12));
        }
        assertThat(spikes).isGreaterThan(20);
    }

    /** With currents V is that of a leaky neuron without spikes, which is tested elsewhere, and the after-potentials. */
    @ParameterizedTest
    @EnumSource(SynapseShape.class)
    void potential_isThatWithoutSpikesLessAfterPotentials(SynapseShape shape) {
        Srm type = srm(shape, 0.2, 9);
        LifParameters still = silent(type);
        GridNeuron onGrid = type.onGrid(MS / 10, type.start(-62), new NeuronNoise(RUN, 2));
        GridNeuron onGridStill = still.onGrid(MS / 10, still.start(-62), new NeuronNoise(RUN, 2));
        ContinuousNeuron precise = type.continuous(type.start(-62), new NeuronNoise(RUN, 2));
        ContinuousNeuron preciseStill = still.continuous(still.start(-62), new NeuronNoise(RUN, 2));
        double weight = shape == SynapseShape.DELTA ? 1 : 100;
        SplittableRandom random = new SplittableRandom(3);
        double leftOnGrid = 0;
        double left = 0;
        long last = 0;
        int spikes = 0;
        for (int step = 1; step <= 3000; step++) {
            long at = step * MS / 10;
            double excitatory = random.nextInt(5) == 0 ? weight * random.nextDouble() : 0;
            boolean spiked = onGrid.step(excitatory, -excitatory / 3);
            onGridStill.step(excitatory, -excitatory / 3);
            leftOnGrid = leftOnGrid * Math.exp(-0.01) + (spiked ? 9 : 0);
            assertThat(onGrid.potential()).isCloseTo(onGridStill.potential() - leftOnGrid, within(1e-12));

            for (long spike : DrivenNeuron.spikes(precise, at - 1)) {
                left = left * Math.exp(-(spike - last) / (10.0 * MS)) + 9;
                last = spike;
                spikes++;
            }
            precise.receive(at, excitatory, -excitatory / 3);
            preciseStill.receive(at, excitatory, -excitatory / 3);
            double right = preciseStill.potential(at) - left * Math.exp(-(at - last) / (10.0 * MS));
            assertThat(precise.potential(at)).isCloseTo(right, within(1e-12));
        }
        assertThat(spikes).isGreaterThan(15);
    }

    // -- spikes

    /**
     * Without after-potential spikes are a Poisson process whose rate is the hazard: their number has the integral of the rate as its mean and
     * as its variance. A square of what a number is off by has the variance L + 2 L^2.
     */
    @Test
    void withoutAfterPotential_numbersOfSpikesArePoisson() {
        Srm type = srm(SynapseShape.DELTA, 0.1, 0);
        int parts = 40_000;
        double integral = 0;
        for (int i = 0; i < parts; i++) {
            integral += hazard(type, driven((i + 0.5) * 40 / parts)) * 40 / parts;
        }
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < TRIALS; i++) {
            ContinuousNeuron neuron = type.continuous(type.start(-62), new NeuronNoise(RUN, i));
            int count = DrivenNeuron.spikes(neuron, 15 * MS - 1).size();
            neuron.receive(15 * MS, 9, 0);
            count += DrivenNeuron.spikes(neuron, 40 * MS).size();
            sum += count;
            squares += (count - integral) * (count - integral);
        }
        assertThat(integral).isGreaterThan(3);
        assertThat(sum / TRIALS).isCloseTo(integral, within(ERRORS * Math.sqrt(integral / TRIALS)));
        assertThat(squares / TRIALS)
                .isCloseTo(integral, within(ERRORS * Math.sqrt((integral + 2 * integral * integral) / TRIALS)));
    }

    private static double driven(double ms) {
        return closedForm(-62, ms < 15 ? List.of() : List.of(new Jump(15, 9)), ms);
    }

    /** The same on a grid: a sum of independent steps, each with its p; the mean is sum p, the variance sum p (1 - p). */
    @Test
    void withoutAfterPotential_numbersOfSpikesOnAGridAreSumsOfTheirSteps() {
        Srm type = srm(SynapseShape.DELTA, 0.1, 0);
        double mean = 0;
        double variance = 0;
        int[] counts = new int[TRIALS];
        GridGroup group = group(type, MS / 2, -62, TRIALS);
        Arriving arriving = Arriving.at(TRIALS);
        int[] spiking = new int[TRIALS];
        for (int step = 1; step <= 80; step++) {
            if (step == 30) {
                Arrays.fill(arriving.excitatory(), 9);
            }
            int spikes = group.step(arriving, spiking);
            for (int k = 0; k < spikes; k++) {
                counts[spiking[k]]++;
            }
            double p = -Math.expm1(-hazard(type, driven(step / 2.0)) / 2);
            mean += p;
            variance += p * (1 - p);
        }
        double limit = mean;
        double sum = IntStream.of(counts).sum();
        double squares = IntStream.of(counts)
                .mapToDouble(count -> (count - limit) * (count - limit))
                .sum();
        assertThat(sum / TRIALS).isCloseTo(mean, within(ERRORS * Math.sqrt(variance / TRIALS)));
        // Of a sum of many small independent parts the fourth moment is at most that of Poisson's law.
        assertThat(squares / TRIALS)
                .isCloseTo(variance, within(ERRORS * Math.sqrt((variance + 2 * variance * variance) / TRIALS)));
    }

    private static GridGroup group(Srm type, long stepPs, double v0, int size) {
        return type.group(
                stepPs,
                Collections.nCopies(size, type.start(v0)),
                IntStream.range(0, size).mapToObj(i -> new NeuronNoise(RUN, i)).toList());
    }

    /** All 64 patterns of six steps of a millisecond; an arrival in the third. */
    @Test
    void patternsOnAGrid_haveTheirProbabilities() {
        Srm type = srm(SynapseShape.DELTA, 0.5, 6);
        int runs = 100_000;
        GridGroup group = group(type, MS, -55, runs);
        Arriving arriving = Arriving.at(runs);
        int[] spiking = new int[runs];
        int[] patterns = new int[runs];
        for (int step = 0; step < 6; step++) {
            if (step == 2) {
                Arrays.fill(arriving.excitatory(), 5);
            }
            int spikes = group.step(arriving, spiking);
            for (int k = 0; k < spikes; k++) {
                patterns[spiking[k]] |= 1 << step;
            }
        }
        long[] counts = new long[64];
        for (int pattern : patterns) {
            counts[pattern]++;
        }
        double[] expected = new double[64];
        for (int pattern = 0; pattern < 64; pattern++) {
            expected[pattern] = runs * probability(type, pattern);
        }
        assertThat(Arrays.stream(expected).sum()).isCloseTo(runs, within(1e-6));
        assertThat(GoodnessOfFit.chiSquare(counts, expected)).isGreaterThan(GoodnessOfFit.LEVEL);
    }

    private static double probability(Srm type, int pattern) {
        double v = -55;
        double probability = 1;
        for (int step = 0; step < 6; step++) {
            v = -58 + (v + 58) * Math.exp(-0.1) + (step == 2 ? 5 : 0);
            double silence = Math.exp(-hazard(type, v));
            boolean spikes = (pattern >> step & 1) == 1;
            probability *= spikes ? 1 - silence : silence;
            v -= spikes ? type.eta() : 0;
        }
        return probability;
    }

    /**
     * On a fine grid as many spikes as in continuous time, up to the errors of both means. A grid of 0.01 ms is off by less: a spike is
     * late by up to a step, of some 5000 in the trial.
     */
    @Test
    void fineGrid_hasTheNumberOfSpikesOfContinuousTime() {
        Srm type = srm(SynapseShape.EXPONENTIAL, 0.3, 12);
        double[] precise = new double[TRIALS];
        double[] onGrid = new double[TRIALS];
        for (int i = 0; i < TRIALS; i++) {
            ContinuousNeuron neuron = type.continuous(type.start(-62), new NeuronNoise(RUN, i));
            precise[i] = DrivenNeuron.spikes(neuron, 50 * MS).size();
        }
        GridGroup group = group(type, MS / 100, -62, TRIALS);
        Arriving none = Arriving.at(TRIALS);
        int[] spiking = new int[TRIALS];
        for (int step = 0; step < 5000; step++) {
            int spikes = group.step(none, spiking);
            for (int k = 0; k < spikes; k++) {
                onGrid[spiking[k]]++;
            }
        }
        double error = Math.sqrt((variance(precise) + variance(onGrid)) / TRIALS);
        assertThat(mean(precise)).isGreaterThan(1.5);
        // The after-potential makes spikes regular: fewer numbers off the mean than Poisson's.
        assertThat(variance(precise)).isLessThan(0.7 * mean(precise));
        assertThat(mean(onGrid)).isCloseTo(mean(precise), within(ERRORS * error));
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double... values) {
        double mean = mean(values);
        return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
    }

    /** The limits of the record, beyond those that the registry tests: an eta of 0 is one. */
    @Test
    void eta_mayBeZero() {
        assertThat(srm(SynapseShape.DELTA, 0.1, 0).eta()).isZero();
        assertThat(Srm.standard(SynapseShape.ALPHA).variables()).containsExactly("V_m", "I_syn_ex", "I_syn_in");
        assertThat(Srm.standard(SynapseShape.DELTA).afterSpike().potential(-55)).isEqualTo(-70);
    }
}
