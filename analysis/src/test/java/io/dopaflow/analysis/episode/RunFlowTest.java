package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.spiking.episode.ScoreRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFlowTest {
    private static final int EPISODES = 200;
    private static final double TIME = 0.5;
    private static final OutputLoss OTHER = OutputLoss.ofCounts(counts -> counts[0] / 4.0);

    private static NetworkEpisode network(OutputLoss loss, double... rates) {
        int half = 12;
        return new NetworkEpisode(
                Prototype.EPISODE,
                loss,
                Prototype.weights(),
                List.of(
                        new EpisodeLayer("first", 0, half, new ScoreRule(0, rates[0])),
                        new EpisodeLayer("second", half, 21, new ScoreRule(0, rates[1]))));
    }

    /** With one sample and one rate it is the flow of a learning opportunity, with its scatter. */
    @Test
    void oneSample_isTheFlowOfAnOpportunity() {
        double rate = TIME / EPISODES;
        EpisodeFlow one = new EpisodeFlow(new Enumeration(Prototype.EPISODE, Prototype.LOSS), TIME);
        List<RunFlow.Point> points = new RunFlow(List.of(network(Prototype.LOSS, rate, rate)))
                .at(Prototype.weights(), new long[] {0, EPISODES / 2, EPISODES}, share -> {});
        assertThat(points.get(0).weights()).containsExactly(Prototype.weights(), within(1e-15));
        assertThat(Arrays.stream(points.get(0).variances()).sum()).isZero();
        assertThat(points.get(1).weights())
                .containsExactly(one.at(Prototype.weights(), new double[] {0.5})[0], within(1e-9));
        assertThat(points.get(2).weights()).containsExactly(one.end(Prototype.weights()), within(1e-9));
        assertThat(Math.sqrt(Arrays.stream(points.get(2).variances()).sum()))
                .isCloseTo(one.predictedRms(Prototype.weights(), EPISODES), within(1e-9));
    }

    /** Two samples and two rates: small plain steps of the mean gradient, each weight by its rate, come to the same. */
    @Test
    void severalSamplesAndRates_followTheMeanGradient() {
        double[] rates = {2e-2, 5e-3};
        RunFlow flow = new RunFlow(List.of(network(Prototype.LOSS, rates), network(OTHER, rates)));
        double[] weights = Prototype.weights();
        Enumeration[] samples = {
            new Enumeration(Prototype.EPISODE, Prototype.LOSS), new Enumeration(Prototype.EPISODE, OTHER)
        };
        double expected = (samples[0].loss(weights) + samples[1].loss(weights)) / 2;
        assertThat(flow.loss(weights)).isCloseTo(expected, within(1e-14));
        double[] gradient = new double[21];
        for (int k = 0; k < EPISODES; k++) {
            double[] step = new double[21];
            for (Enumeration sample : samples) {
                sample.gradient(weights, gradient);
                for (int i = 0; i < step.length; i++) {
                    step[i] += gradient[i] / 2;
                }
            }
            for (int i = 0; i < step.length; i++) {
                weights[i] -= rates[i < 12 ? 0 : 1] * step[i];
            }
        }
        double[] end = flow.at(Prototype.weights(), new long[] {0, EPISODES}, share -> {})
                .get(1)
                .weights();
        // A step of Euler is off by half the rate times the curvature.
        assertThat(end).containsExactly(weights, within(1e-3));
        assertThat(Vectors.distance(end, Prototype.weights())).isGreaterThan(0.05);
    }

    /** A weight that does not learn stays, and has no scatter. */
    @Test
    void weightsWithoutARate_stay() {
        RunFlow.Point end = new RunFlow(List.of(network(Prototype.LOSS, 2e-3, 0)))
                .at(Prototype.weights(), new long[] {0, EPISODES}, share -> {})
                .get(1);
        assertThat(Arrays.copyOfRange(end.weights(), 12, 21))
                .containsExactly(Arrays.copyOfRange(Prototype.weights(), 12, 21));
        assertThat(Arrays.copyOfRange(end.variances(), 12, 21)).containsOnly(0);
        assertThat(end.variances()[0]).isPositive();
    }

    @Test
    void tooManyPatterns_areRefusedWithTheCostOfMonteCarlo() {
        Episode small = Prototype.EPISODE;
        Episode large = new Episode(
                small.stepMs(),
                9,
                small.neurons(),
                small.synapses(),
                small.inputSpikes(),
                small.outputs(),
                small.fixed());
        NetworkEpisode network = new NetworkEpisode(large, Prototype.LOSS, Prototype.weights(), List.of());
        assertThatThrownBy(() -> new RunFlow(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2^36")
                .hasMessageContaining("Monte Carlo");
    }
}
