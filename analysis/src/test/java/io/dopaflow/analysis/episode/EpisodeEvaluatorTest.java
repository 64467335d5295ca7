package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EpisodeEvaluatorTest {
    static IntStream networks() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void drawnPattern_hasTheLikelihoodAndScoreOfPlainEvaluation(int number) {
        RandomEpisodes random = RandomEpisodes.number(number);
        EpisodeEvaluator evaluator = new EpisodeEvaluator(random.episode());
        UniformRandomProvider stream = new RandomStreams(number).stream(Purpose.ESCAPE, 0);
        for (int i = 0; i < 20; i++) {
            EpisodeEvaluator.Evaluation drawn = evaluator.draw(random.weights(), stream);
            PlainEpisode plain = new PlainEpisode(random.episode(), random.weights(), drawn.pattern());
            assertThat(drawn.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-12));
            assertThat(drawn.score()).containsExactly(plain.score(true), within(1e-11));
            EpisodeEvaluator.Evaluation given = evaluator.of(random.weights(), drawn.pattern());
            assertThat(given.logLikelihood()).isEqualTo(drawn.logLikelihood());
            assertThat(given.score()).isEqualTo(drawn.score());
        }
    }

    /**
     * A spike in step 1 resets to -1 mV and holds for steps 2 and 3; the input of step 2 is lost, that of step 4 counts, with V
     * half way back to 0 in each step.
     */
    @Test
    void hold_losesArrivals_andHasNoScore() {
        double h = 1.0;
        EpisodeNeuron neuron = new EpisodeNeuron(h / Math.log(2), 0, 0.3, 0, 2, new Reset.Hard(-1, 2));
        Episode episode = new Episode(
                h,
                5,
                List.of(neuron),
                List.of(EpisodeSynapse.ofInput(0, 0, 1, 0)),
                List.of(List.of(0, 1, 3)),
                List.of(0));
        boolean[][] pattern = {{true}, {false}, {false}, {false}, {false}};
        double w = 0.8;
        EpisodeEvaluator.Evaluation evaluation = new EpisodeEvaluator(episode).of(new double[] {w}, pattern);
        double x1 = 0.3 * Math.exp(w / 2);
        double x4 = 0.3 * Math.exp((w - 0.5) / 2);
        double x5 = 0.3 * Math.exp((w - 0.5) / 4);
        assertThat(evaluation.logLikelihood()).isCloseTo(Math.log(1 - Math.exp(-x1)) - x4 - x5, within(1e-14));
        assertThat(evaluation.score()[0]).isCloseTo((x1 / Math.expm1(x1) - x4 - x5 / 2) / 2, within(1e-14));
        pattern[2][0] = true;
        assertThat(new EpisodeEvaluator(episode).of(new double[] {w}, pattern).logLikelihood())
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void patternOfAnotherSize_isRefused() {
        EpisodeEvaluator evaluator = new EpisodeEvaluator(Prototype.EPISODE);
        assertThatThrownBy(() -> evaluator.of(Prototype.weights(), new boolean[3][4]))
                .hasMessage("steps of the pattern are 3; allowed: 4");
        assertThatThrownBy(() -> evaluator.of(Prototype.weights(), new boolean[4][2]))
                .hasMessage("neurons of step 1 are 2; allowed: 4");
    }
}
