package io.dopaflow.models.phased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers by the mean readout of several waves with noise. */
class WaveAnswerTest {
    private static final double[] WEIGHTS = {0.5, -1, 2, 1.5, -0.7, 0.3};

    /** Two inputs, two hidden neurons, one output; without bias: synapses 0 to 3 lead to hidden neurons. */
    private final Network network = new LayeredNetwork(
                    List.of("a", "b"),
                    List.of(new Layer(2, Activation.SIGMOID, SpikeCoding.GRADED)),
                    List.of("y"),
                    Activation.IDENTITY,
                    false)
            .buildSigned();

    private final Sample sample = new Sample(new double[] {0.8, -0.3}, new double[] {0.1});

    private PhasedLearning model(Disturbance noise) {
        Rule rule = new Rule(
                "noisy",
                Objective.NONE,
                1,
                List.of(new Phase("wave", Kind.FORWARD, Projection.FORWARD, Map.of(), noise, false)),
                List.of(),
                List.of(),
                Map.of(Rule.OUTPUT, Expression.of("-1,pre@wave,error")),
                1,
                Map.of(),
                List.of());
        return new PhasedLearning(
                new Circuit(network, rule),
                WeightForm.SIGNED,
                WEIGHTS,
                Loss.SQUARED_ERROR,
                new Target.Values(List.of("y")),
                new Split(List.of(sample), List.of(sample, sample)),
                1,
                1,
                1,
                new RandomStreams(11));
    }

    /** The probability with which a hidden neuron spikes. */
    private double probability(int hidden) {
        double drive = IntStream.of(network.fanIn(hidden))
                .mapToDouble(s -> WEIGHTS[s] * sample.features()[network.pre(s)])
                .sum();
        return 1 / (1 + Math.exp(-drive));
    }

    @Test
    void meanOfManyWaves_isTheExpectedReadout_withTheVarianceOfSpikes() {
        double expected = 0;
        double variance = 0;
        for (int synapse : network.fanIn(network.outputs()[0])) {
            double p = probability(network.pre(synapse));
            expected += WEIGHTS[synapse] * p;
            variance += WEIGHTS[synapse] * WEIGHTS[synapse] * p * (1 - p);
        }
        int waves = 40_000;
        PhasedLearning model = model(new Disturbance.Spikes());
        double many = new WaveAnswer(model.answeringBy(waves), WEIGHTS).to(sample)[0];
        // Four standard errors: beyond them but once in 16 000 seeds.
        assertThat(many).isCloseTo(expected, within(4 * Math.sqrt(variance / waves)));
        // The variance of means of 4 waves is a fourth of that of one; 5000 of them know theirs to 2 %.
        WaveAnswer few = new WaveAnswer(model.answeringBy(4), WEIGHTS);
        double spread = IntStream.range(0, 5000)
                .mapToDouble(i -> Math.pow(few.to(sample)[0], 2))
                .average()
                .orElseThrow();
        assertThat(spread - expected * expected).isCloseTo(variance / 4, within(0.1 * variance / 4));
    }

    @Test
    void score_dependsOnTheWeightsAlone() {
        PhasedLearning model = model(new Disturbance.Spikes()).answeringBy(3);
        assertThat(model.trainingScore(WEIGHTS)).isEqualTo(model.trainingScore(WEIGHTS));
        assertThat(model.trainingScore(WEIGHTS).loss())
                .isEqualTo(Loss.SQUARED_ERROR.value(new WaveAnswer(model, WEIGHTS).to(sample), sample.target()));
        assertThat(model.heldOutScore(WEIGHTS).orElseThrow().loss())
                .as("another wave for the sample that comes twice")
                .isNotEqualTo(model.trainingScore(WEIGHTS).loss());
    }

    @Test
    void unlessSaid_thereIsNoNoise() {
        double readout = IntStream.of(network.fanIn(network.outputs()[0]))
                .mapToDouble(s -> WEIGHTS[s] * probability(network.pre(s)))
                .sum();
        double loss = model(new Disturbance.Spikes()).trainingScore(WEIGHTS).loss();
        assertThat(loss).isCloseTo(0.5 * Math.pow(readout - 0.1, 2), within(1e-15));
    }

    @Test
    void severalWaves_needNoiseOfNeuronsOrSpikes() {
        assertThat(model(new Disturbance.OfNeurons(0.1)).answeringBy(2).answerWaves())
                .isEqualTo(2);
        for (Disturbance noise : List.of(new Disturbance.None(), new Disturbance.OfSynapses(0.1))) {
            assertThatThrownBy(() -> model(noise).answeringBy(1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("number of waves of an answer without noise is 1; allowed: 0, or a rule whose first"
                            + " answer has noise of neurons or spikes");
        }
        assertThatThrownBy(() -> model(new Disturbance.Spikes()).answeringBy(-1))
                .hasMessage("number of waves of an answer is -1; allowed: at least 0");
    }
}
