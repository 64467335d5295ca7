package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.ScoreRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateMomentsTest {
    private static final int EPISODES = 20_000;
    private static final ScoreRule SCORE = new ScoreRule(0, 1);
    private static final EpisodeEligibility STDP = new EpisodeEligibility.Stdp(0.8, 9, 0.5, 14);
    private static final List<ScoreRule> RULES = List.of(
            SCORE,
            new ScoreRule(0, 1, 6),
            new ScoreRule(0, 1, Double.POSITIVE_INFINITY, STDP),
            new ScoreRule(0, 1, 6, STDP));

    static IntStream networks() {
        return IntStream.range(0, 50);
    }

    /** The first weight is a layer of its own; the others learn by a rule. */
    private static List<EpisodeLayer> layers(RandomEpisodes random, ScoreRule rule) {
        return List.of(
                new EpisodeLayer("first", 0, 1, SCORE), new EpisodeLayer("rest", 1, random.weights().length, rule));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void eligibility_isThatOfPlainSums_forEachRule(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        EpisodeEvaluator evaluator = new EpisodeEvaluator(random.episode());
        UniformRandomProvider stream = new RandomStreams(number).stream(Purpose.ESCAPE, 0);
        for (ScoreRule rule : RULES) {
            EpisodeEligibilities eligibilities = new EpisodeEligibilities(random.episode(), layers(random, rule));
            for (int i = 0; i < 10; i++) {
                EpisodeEvaluator.Evaluation drawn = evaluator.draw(random.weights(), stream);
                PlainEpisode plain = new PlainEpisode(random.episode(), random.weights(), drawn.pattern());
                double[] expected = plain.eligibility(rule);
                expected[0] = drawn.score()[0];
                // Scores of rare patterns are large.
                double size = 1 + Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                assertThat(eligibilities.of(random.weights(), drawn.pattern()))
                        .containsExactly(expected, within(1e-12 * size));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void meanUpdateOfTheScore_isMinusTheGradient_whateverTheBaseline(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        double[] gradient = new double[random.weights().length];
        random.enumeration().gradient(random.weights(), gradient);
        UpdateMoments moments = random.enumeration().update(random.weights(), layers(random, SCORE));
        double[] descent = Arrays.stream(gradient).map(x -> -x).toArray();
        for (double baseline : new double[] {0, moments.loss(), -3, 7}) {
            assertThat(moments.update(baseline)).containsExactly(descent, within(1e-12));
        }
        assertThat(moments.gradient()).containsExactly(gradient, within(1e-12));
    }

    /** As it is defined, summed over all patterns by plain evaluation, with b = E[L] and with others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 33})
    void meanUpdate_isThatOfPlainSums_forEachRule(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        for (ScoreRule rule : RULES.subList(1, RULES.size())) {
            UpdateMoments moments = random.enumeration().update(random.weights(), layers(random, rule));
            for (double baseline : new double[] {0, moments.loss(), 4}) {
                double[] expected = new double[random.weights().length];
                double[] drift = new double[expected.length];
                random.enumeration().forEach(random.weights(), (pattern, probability, score) -> {
                    double loss = RandomEpisodes.LOSS.of(random.episode().outputSpikesMs(pattern));
                    double[] eligibility =
                            new PlainEpisode(random.episode(), random.weights(), pattern).eligibility(rule);
                    for (int w = 0; w < expected.length; w++) {
                        double e = w == 0 ? score[w] : eligibility[w];
                        expected[w] += probability * (baseline - loss) * e;
                        drift[w] += probability * (baseline - moments.loss()) * e;
                    }
                });
                assertThat(moments.update(baseline)).containsExactly(expected, within(1e-11));
                assertThat(moments.drift(baseline)).containsExactly(drift, within(1e-11));
            }
        }
    }

    /**
     * Four standard errors are missed by chance once in 16000 times; there are about 150 numbers. Those of 100 batches are off by 7 % by chance, where there are no rare patterns of large scores: so only those of STDP are
     * compared, within 4 times that.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 33})
    void sampledUpdate_isWithinItsErrors_ofEnumeration(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        for (ScoreRule rule : RULES.subList(1, RULES.size())) {
            List<EpisodeLayer> layers = layers(random, rule);
            UpdateMoments exact = random.enumeration().update(random.weights(), layers);
            SampledUpdate sampled = new MonteCarlo(random.episode(), RandomEpisodes.LOSS, EPISODES, 7)
                    .update(random.weights(), layers, 100);
            for (DoubleUnaryOperator baseline : List.<DoubleUnaryOperator>of(loss -> loss, loss -> 0)) {
                double[] update = sampled.moments()
                        .update(baseline.applyAsDouble(sampled.moments().loss()));
                double[] expected = exact.update(baseline.applyAsDouble(exact.loss()));
                double[] errors = sampled.errors(baseline);
                double[] trueErrors = errors(random, layers, exact, baseline);
                for (int w = 1; w < errors.length; w++) {
                    assertThat(Math.abs(update[w] - expected[w]))
                            .as("rule %s, weight %d", rule, w)
                            .isLessThanOrEqualTo(4 * trueErrors[w]);
                    if (rule.eligibility().equals(STDP)) {
                        assertThat(errors[w]).isCloseTo(trueErrors[w], within(0.28 * trueErrors[w]));
                    }
                }
            }
        }
    }

    /** Where the baseline is the mean loss of the same episodes, its own chance takes E[e] out. */
    private static double[] errors(
            RandomEpisodes random, List<EpisodeLayer> layers, UpdateMoments exact, DoubleUnaryOperator baseline) {
        double b = baseline.applyAsDouble(exact.loss());
        double[] update = exact.update(b);
        double[] squares = new double[update.length];
        EpisodeEligibilities eligibilities = new EpisodeEligibilities(random.episode(), layers);
        random.enumeration().forEach(random.weights(), (pattern, probability, score) -> {
            double surprise = b - RandomEpisodes.LOSS.of(random.episode().outputSpikesMs(pattern));
            double[] e = eligibilities.of(random.weights(), pattern);
            for (int w = 0; w < squares.length; w++) {
                double mean = b == 0 ? 0 : exact.eligibility()[w];
                double off = surprise * (e[w] - mean) - update[w];
                squares[w] += probability * off * off;
            }
        });
        return Arrays.stream(squares)
                .map(square -> Math.sqrt(square / EPISODES))
                .toArray();
    }

    @Test
    void wrongLayersAndBatches_areRefused() {
        RandomEpisodes random = RandomEpisodes.number(0);
        Enumeration enumeration = random.enumeration();
        assertThatThrownBy(() -> enumeration.update(random.weights(), List.of(new EpisodeLayer("a", 0, 1, SCORE))))
                .hasMessage("the layers have 1 weights; allowed: as many as learn, 3");
        assertThatThrownBy(() -> enumeration.update(random.weights(), List.of(new EpisodeLayer("a", 1, 3, SCORE))))
                .hasMessage("layer a begins with weight 1; allowed: 0");
        assertThatThrownBy(() -> new EpisodeLayer("a", 2, 2, SCORE))
                .hasMessage("layer a has weights from 2 to before 2; allowed: at least one, from 0");
        MonteCarlo sampling = new MonteCarlo(random.episode(), RandomEpisodes.LOSS, 10, 0);
        assertThatThrownBy(() -> sampling.update(random.weights(), layers(random, SCORE), 3))
                .hasMessage("batches are 3; allowed: at least 2, a divisor of the 10 episodes");
    }
}
