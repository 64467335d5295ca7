package io.dopaflow.analysis.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.RestingNetwork;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** The gradient where a network has settled, against central differences of the loss of a network that settles for long. */
class SettledGradientTest {
    private static final Sample SAMPLE = new Sample(new double[] {0.2, 0.9, 0.5}, new double[] {0.8, 0.1});

    private static PhasedLearning model(
            Activation activation, boolean bounded, Projection.Weights back, double size, Loss loss) {
        Rule rule = new Rule(
                "settles",
                Objective.LOSS,
                1,
                List.of(Phase.settle("free", new Phase.Settling("B", 4000, 0.4, bounded, Optional.empty(), 0))),
                List.of(new Projection("B", Projection.Wiring.TRANSPOSE, false, back)),
                List.of(),
                Map.of(Rule.OUTPUT, Expression.of("-1,pre@free,error")),
                1,
                Map.of(),
                List.of());
        Circuit circuit = new Circuit(
                new LayeredNetwork(
                                List.of("a", "b", "c"),
                                List.of(
                                        new Layer(4, activation, SpikeCoding.GRADED),
                                        new Layer(3, activation, SpikeCoding.GRADED)),
                                List.of("x", "y"),
                                Activation.IDENTITY,
                                true)
                        .buildSigned(),
                rule);
        UniformRandomProvider random = new RandomStreams(3).stream(Purpose.INITIAL_WEIGHT, 0);
        double[] initial = new double[circuit.synapses()];
        Arrays.setAll(initial, i -> size * Draws.normal(random));
        return new PhasedLearning(
                circuit,
                WeightForm.SIGNED,
                initial,
                loss,
                new Target.Values(List.of("x", "y")),
                new Split(List.of(SAMPLE), List.of()),
                1,
                1,
                1,
                new RandomStreams(1));
    }

    private static void assertIsGradient(PhasedLearning model) {
        double[] stored = model.initial().clone();
        double[] found = new double[model.circuit().network().synapseCount()];
        double loss = new SettledGradient(model, stored).at(SAMPLE, found);
        assertThat(loss).isCloseTo(model.trainingScore(stored).loss(), within(1e-12));
        double h = 1e-5;
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            double weight = stored[i];
            stored[i] = weight + h;
            double up = model.trainingScore(stored).loss();
            stored[i] = weight - h;
            double difference = (up - model.trainingScore(stored).loss()) / (2 * h);
            stored[i] = weight;
            // Truncation h^2 and rounding 1e-16 / h, each times some tens.
            assertThat(found[i]).as("synapse %d", i).isCloseTo(difference, within(1e-8));
            largest = Math.max(largest, Math.abs(difference));
        }
        assertThat(largest).as("there is a gradient").isGreaterThan(0.01);
    }

    @Test
    void smoothNeurons_throughTheSameSynapsesOrOthers() {
        assertIsGradient(model(Activation.SIGMOID, false, new Projection.Weights.Shared(), 0.8, Loss.SQUARED_ERROR));
        assertIsGradient(model(Activation.TANH, false, new Projection.Weights.Own(1), 0.3, Loss.SQUARED_ERROR));
        assertIsGradient(model(Activation.SOFTPLUS, false, new Projection.Weights.Shared(), 0.2, Loss.PSEUDO_HUBER));
    }

    @Test
    void neuronsAtABound_areHeld() {
        PhasedLearning model =
                model(Activation.IDENTITY, true, new Projection.Weights.Shared(), 0.4, Loss.SQUARED_ERROR);
        boolean[] held = new RestingNetwork(model, model.initial()).at(SAMPLE).isHeld();
        int count = 0;
        for (boolean one : held) {
            count += one ? 1 : 0;
        }
        assertThat(count).as("some are held, some are not").isBetween(1, 6);
        assertIsGradient(model);
    }

    @Test
    void networkWithoutRest_isRefused() {
        PhasedLearning wild = model(Activation.TANH, false, new Projection.Weights.Own(1), 30, Loss.SQUARED_ERROR);
        assertThatThrownBy(() -> new SettledGradient(wild, wild.initial())
                        .at(SAMPLE, new double[wild.circuit().network().synapseCount()]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not come to rest");
    }
}
