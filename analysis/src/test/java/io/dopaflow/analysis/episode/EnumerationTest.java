package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnumerationTest {
    static IntStream networks() {
        return IntStream.range(0, 50);
    }

    /**
     * Differences of sixth order with steps of 0.004 mV: they leave h^6 / 140 of the seventh derivative, 3e-17 of it, and rounding of
     * some 1e-16 / h, 3e-14 of the loss. Plain central differences would leave 1e-9 at best.
     */
    @ParameterizedTest
    @MethodSource("networks")
    void gradient_isTheDerivativeOfTheExpectedLoss(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        Enumeration enumeration = random.enumeration();
        double[] w = random.weights();
        double[] gradient = new double[w.length];
        assertThat(enumeration.gradient(w, gradient)).isCloseTo(enumeration.loss(w), within(1e-13));
        double size = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        assertThat(size).isGreaterThan(1e-3);
        for (int i = 0; i < w.length; i++) {
            assertThat(derivative(enumeration, w, i)).as("weight %d", i).isCloseTo(gradient[i], within(1e-9 * size));
        }
    }

    private static double derivative(Enumeration enumeration, double[] w, int i) {
        double h = 4e-3;
        double[] factors = {45.0 / 60, -9.0 / 60, 1.0 / 60};
        double sum = 0.0;
        for (int k = 1; k <= factors.length; k++) {
            double[] above = w.clone();
            double[] below = w.clone();
            above[i] += k * h;
            below[i] -= k * h;
            sum += factors[k - 1] * (enumeration.loss(above) - enumeration.loss(below));
        }
        return sum / h;
    }

    /** Sums of up to 4096 numbers of the size 1 at most. */
    @ParameterizedTest
    @MethodSource("networks")
    void probabilities_sumToOne_andTheMeanScoreIsZero(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        Enumeration enumeration = random.enumeration();
        assertThat(enumeration.totalProbability(random.weights())).isCloseTo(1.0, within(1e-12));
        double[] mean = new double[random.weights().length];
        enumeration.forEach(random.weights(), (pattern, probability, score) -> add(probability, score, mean));
        assertThat(mean).containsOnly(new double[mean.length], within(1e-12));
    }

    private static void add(double factor, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }

    /** Log-likelihoods are up to some tens, so that 1e-13 of a likelihood is some roundings of its exponent. */
    @ParameterizedTest
    @MethodSource("networks")
    void walk_visitsEveryPossiblePattern_asPlainEvaluationSeesIt(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        Episode episode = random.episode();
        Map<String, Double> probabilities = new HashMap<>();
        random.enumeration().forEach(random.weights(), (pattern, probability, score) -> {
            assertThat(probabilities.put(Arrays.deepToString(pattern), probability))
                    .isNull();
            PlainEpisode plain = new PlainEpisode(episode, random.weights(), pattern);
            double expected = Math.exp(plain.logLikelihood());
            assertThat(probability).isCloseTo(expected, within(1e-12 * expected));
            double[] plainScore = plain.score(true);
            for (int i = 0; i < score.length; i++) {
                assertThat(score[i]).isCloseTo(plainScore[i], within(1e-12 * (1 + Math.abs(plainScore[i]))));
            }
        });
        int impossible = 0;
        for (int bits = 0; bits < 1 << episode.neurons().size() * episode.steps(); bits++) {
            boolean[][] pattern = PlainEpisode.pattern(episode, bits);
            if (!probabilities.containsKey(Arrays.deepToString(pattern))) {
                impossible++;
                assertThat(Math.exp(new PlainEpisode(episode, random.weights(), pattern).logLikelihood()))
                        .isZero();
            }
        }
        boolean isEverRefractory =
                episode.neurons().stream().anyMatch(n -> n.reset() instanceof Reset.Hard h && h.refractorySteps() > 0);
        if (isEverRefractory) {
            assertThat(impossible).isPositive();
        }
    }

    /** The covariance as it is defined: over all pairs of weights, each a sum over all patterns. */
    @ParameterizedTest
    @MethodSource("networks")
    void covariance_isThatOfTheUpdate(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        double[] w = random.weights();
        LossMoments moments = random.enumeration().moments(w);
        List<double[]> updates = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        random.enumeration().forEach(w, (pattern, probability, score) -> {
            double surprise = RandomEpisodes.LOSS.of(random.episode().outputSpikesMs(pattern)) - moments.loss();
            updates.add(Arrays.stream(score).map(z -> surprise * z).toArray());
            weights.add(probability);
        });
        double[] mean = new double[w.length];
        for (int p = 0; p < updates.size(); p++) {
            add(weights.get(p), updates.get(p), mean);
        }
        for (int i = 0; i < w.length; i++) {
            assertThat(moments.gradient()[i]).isCloseTo(mean[i], within(1e-12));
            for (int j = 0; j < w.length; j++) {
                double sum = 0.0;
                for (int p = 0; p < updates.size(); p++) {
                    double[] update = updates.get(p);
                    sum += weights.get(p) * (update[i] - mean[i]) * (update[j] - mean[j]);
                }
                assertThat(moments.covariance()[i][j]).isCloseTo(sum, within(1e-12 * (1 + Math.abs(sum))));
            }
        }
    }

    /** Differences of sixth order of the gradient, as exact as those of the loss. */
    @ParameterizedTest
    @MethodSource("networks")
    void hessian_isTheDerivativeOfTheGradient(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        Enumeration enumeration = random.enumeration();
        double[] w = random.weights();
        double[][] hessian = enumeration.hessian(w);
        double size = Arrays.stream(hessian)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        assertThat(size).isGreaterThan(1e-3);
        double h = 4e-3;
        double[] factors = {45.0 / 60, -9.0 / 60, 1.0 / 60};
        for (int i = 0; i < w.length; i++) {
            double[] sum = new double[w.length];
            for (int k = 1; k <= factors.length; k++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] shifted = w.clone();
                    shifted[i] += sign * k * h;
                    double[] gradient = new double[w.length];
                    enumeration.gradient(shifted, gradient);
                    add(sign * factors[k - 1] / h, gradient, sum);
                }
            }
            assertThat(hessian[i]).as("weight %d", i).containsExactly(sum, within(1e-9 * Math.max(1, size)));
        }
    }

    /**
     * The network of the prototype escape_flow.py, whose random numbers are numpy's: w and the results were printed by it with
     * numpy 2.4.6 and seed 3. It sums 65536 terms in another order, and its differences agree with it to 2e-11.
     */
    @Test
    void prototype_hasTheSameLossGradientAndNoise() {
        Enumeration enumeration = new Enumeration(Prototype.EPISODE, Prototype.LOSS);
        LossMoments moments = enumeration.moments(Prototype.weights());
        assertThat(moments.loss()).isCloseTo(0.12211177894569217, within(1e-13));
        double[] expected = Prototype.gradient();
        for (int i = 0; i < expected.length; i++) {
            assertThat(moments.gradient()[i]).as("weight %d", i).isCloseTo(expected[i], within(1e-13));
        }
        assertThat(moments.n45()).isCloseTo(12.349946424590819, within(1e-10));
        assertThat(enumeration.totalProbability(Prototype.weights())).isCloseTo(1.0, within(1e-12));
    }

    @Test
    void tooManyPatterns_areRefused_withWhatEpisodesWouldCost() {
        Episode episode = Prototype.EPISODE;
        Episode longer = new Episode(
                episode.stepMs(), 6, episode.neurons(), episode.synapses(), episode.inputSpikes(), episode.outputs());
        assertThatThrownBy(() -> new Enumeration(longer, Prototype.LOSS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "patterns are 2^24, of 4 neurons in 6 steps; allowed: up to 2^20. Monte Carlo knows the expected"
                                + " loss to 1 % of the loss's own spread after 10000 episodes, which are 240000 steps of a neuron");
    }

    @Test
    void wrongWeights_areRefused() {
        Enumeration enumeration = new Enumeration(Prototype.EPISODE, Prototype.LOSS);
        assertThatThrownBy(() -> enumeration.loss(new double[3]))
                .hasMessage("weights are 3; allowed: 21, as the synapses number them");
        double[] weights = Prototype.weights();
        weights[4] = Double.NaN;
        assertThatThrownBy(() -> enumeration.loss(weights)).hasMessage("weight 4 is NaN mV; allowed: finite");
    }

    /** Far beyond where a likelihood is a number: silence is impossible, and nothing becomes NaN. */
    @Test
    void hugeWeights_leaveTheNumbersFinite() {
        for (double size : new double[] {-1e6, 1e6}) {
            double[] weights = new double[21];
            Arrays.fill(weights, size);
            LossMoments moments = new Enumeration(Prototype.EPISODE, Prototype.LOSS).moments(weights);
            assertThat(moments.loss()).isFinite();
            assertThat(Stream.of(moments.covariance())
                            .flatMapToDouble(Arrays::stream)
                            .allMatch(Double::isFinite))
                    .isTrue();
        }
    }
}
