package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The score of neurons with escape noise: the derivative of the log-likelihood of a step, a martingale difference. */
class ScoreTest {
    private static final RandomStreams RUN = new RandomStreams(29);
    private static final int SIZE = 50;
    private static final int STEPS = 4000;
    private static final double WIDTH = 3;
    private static final double ETA = 8;

    private static final Srm TYPE = new Srm(SynapseShape.DELTA, 250, 10, -70, -55, 300, 2, 2, 0.8, WIDTH, ETA);

    /** Told of each step of each neuron. */
    private interface Told {
        /** V is that before the spike. */
        void of(double v, boolean spiked, double score);
    }

    /** Steps of 0.5 ms with random arrivals; some are nearly sure to bring a spike. */
    private static void run(Told told) {
        GridGroup group = TYPE.group(
                MS / 2,
                Collections.nCopies(SIZE, TYPE.start(-60)),
                IntStream.range(0, SIZE).mapToObj(i -> new NeuronNoise(RUN, i)).toList());
        SplittableRandom random = new SplittableRandom(3);
        Arriving arriving = Arriving.at(SIZE);
        int[] spiking = new int[SIZE];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < SIZE; i++) {
                arriving.excitatory()[i] = random.nextInt(10) == 0 ? 6 * random.nextDouble() : 0;
            }
            boolean[] spiked = new boolean[SIZE];
            Arrays.stream(spiking, 0, group.step(arriving, spiking)).forEach(i -> spiked[i] = true);
            for (int i = 0; i < SIZE; i++) {
                told.of(group.value(i, 0) + (spiked[i] ? ETA : 0), spiked[i], group.score(i));
            }
        }
    }

    /** The hazard of a step, rho h. */
    private static double expected(double v) {
        return 0.8 * Math.exp((v + 55) / WIDTH) * 0.5;
    }

    private static double logLikelihood(double v, boolean spiked) {
        return spiked ? Math.log(-Math.expm1(-expected(v))) : -expected(v);
    }

    /** A central difference over 2e-4 mV is off by a share of (1e-4 / Delta_u)^2, and by some 1e-12 from roundings. */
    @Test
    void score_isTheSlopeOfTheLogLikelihood() {
        int[] counts = new int[2];
        run((v, spiked, score) -> {
            double slope = (logLikelihood(v + 1e-4, spiked) - logLikelihood(v - 1e-4, spiked)) / 2e-4;
            assertThat(score).isCloseTo(slope, within(1e-8 * Math.abs(slope) + 1e-9));
            counts[spiked ? 1 : 0]++;
        });
        assertThat(counts[0]).isGreaterThan(1000);
        assertThat(counts[1]).isGreaterThan(1000);
    }

    /**
     * With x = rho h, e = exp(-x) and p = 1 - e a step has the score a = x e / p with the probability p, else -x, each over Delta_u. The
     * mean is x e - x e = 0, the variance x^2 e^2 / p + x^2 e = x^2 e / p, the Fisher information of V. Sums over all steps are within four standard
     * errors of these, as is the sum of the squares.
     */
    @Test
    void score_hasMeanZeroAndTheVarianceOfItsInformation() {
        // The sums of scores, of their variances, of what squares are off, and of the variances of squares.
        double[] sums = new double[4];
        run((v, spiked, score) -> {
            double x = expected(v);
            double e = Math.exp(-x);
            double p = -Math.expm1(-x);
            double variance = x * x * e / p / (WIDTH * WIDTH);
            double fourth = (p * Math.pow(x * e / p, 4) + e * Math.pow(x, 4)) / Math.pow(WIDTH, 4);
            sums[0] += score;
            sums[1] += variance;
            sums[2] += score * score - variance;
            sums[3] += fourth - variance * variance;
        });
        assertThat(sums[0]).isBetween(-4 * Math.sqrt(sums[1]), 4 * Math.sqrt(sums[1]));
        assertThat(sums[2]).isBetween(-4 * Math.sqrt(sums[3]), 4 * Math.sqrt(sums[3]));
        // So the variance is known to some percent.
        assertThat(4 * Math.sqrt(sums[3])).isLessThan(0.05 * sums[1]);
    }

    /** A neuron that is held does nothing by chance. */
    @Test
    void score_isZeroInRefractoriness() {
        Escape type = new Escape(new LifParameters(SynapseShape.DELTA, 250, 10, -56, -55, -56, 2 * MS, 0, 2, 2), 1, 4);
        GridNeuron neuron = type.onGrid(MS / 2, type.start(-56), new NeuronNoise(RUN, 1));
        double x = Math.exp(-0.25) * 0.5;
        double ofSpike = x * Math.exp(-x) / -Math.expm1(-x) / 4;
        int held = 0;
        int spikes = 0;
        for (int step = 0; step < 1000; step++) {
            boolean spiked = neuron.step(0, 0);
            double right = held > 0 ? 0 : spiked ? ofSpike : -x / 4;
            assertThat(neuron.score()).isCloseTo(right, within(1e-15));
            held = spiked ? 4 : Math.max(0, held - 1);
            spikes += spiked ? 1 : 0;
        }
        assertThat(spikes).isGreaterThan(100);
    }

    /** Another state says nothing of the step that led to it. */
    @Test
    void score_isZeroAfterARestore() {
        GridNeuron neuron = TYPE.onGrid(MS / 2, TYPE.start(-60), new NeuronNoise(RUN, 2));
        neuron.step(0, 0);
        assertThat(neuron.score()).isNotZero();
        neuron.restore(neuron.state());
        assertThat(neuron.score()).isZero();
    }

    /** Far from threshold: never a spike, or a sure one that tells nothing. */
    @Test
    void score_isANumberAtExtremePotentials() {
        GridNeuron low = TYPE.onGrid(MS / 2, TYPE.start(-1e5), new NeuronNoise(RUN, 3));
        GridNeuron high = TYPE.onGrid(MS / 2, TYPE.start(1e5), new NeuronNoise(RUN, 3));
        assertThat(low.step(0, 0)).isFalse();
        assertThat(low.score()).isCloseTo(0, within(1e-300));
        assertThat(high.step(0, 0)).isTrue();
        assertThat(high.score()).isZero();
    }
}
