package io.dopaflow.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pictures of inputs that a network makes up. */
class MadeUpInputsTest {
    private static final Disturbance NONE = new Disturbance.None();

    private static PhasedLearning model(Projection.Wiring wiring) {
        Rule rule = new Rule(
                "rule",
                Objective.RECONSTRUCTION,
                1,
                List.of(
                        new Phase("free", Kind.FORWARD, Projection.FORWARD, Map.of(), NONE, false),
                        new Phase(
                                "told",
                                Kind.RECONSTRUCT,
                                "R",
                                Map.of(Group.HIDDEN, Expression.of("post@free")),
                                NONE,
                                true)),
                List.of(new Projection("R", wiring, true, new Weights.Shared())),
                List.of(),
                Map.of(Rule.OUTPUT, Expression.of("-1,pre@free,error@free")),
                0.1,
                Map.of(),
                List.of());
        LayeredNetwork network = new LayeredNetwork(
                List.of("a", "b", "c", "d"),
                List.of(new Layer(3, Activation.SIGMOID, SpikeCoding.GRADED)),
                List.of("x", "y"),
                Activation.IDENTITY,
                true);
        Circuit circuit = new Circuit(network.buildSigned(), rule);
        return new PhasedLearning(
                circuit,
                WeightForm.SIGNED,
                new double[circuit.synapses()],
                Loss.SQUARED_ERROR,
                new Target.Values(List.of("x", "y")),
                new Split(List.of(new Sample(new double[4], new double[2])), List.of()),
                1,
                1,
                1_000_000,
                new RandomStreams(1));
    }

    /** Without weights inputs are told by their biases alone: all pictures are the same, and it is known which. */
    @Test
    void pictures_standInRowsOfChainsAndColumnsOfWaves() {
        PhasedLearning model = model(Projection.Wiring.TRANSPOSE_TO_INPUTS);
        double[] stored = model.initial().clone();
        Wiring back = model.circuit().wirings().get(1);
        for (int input = 0; input < 4; input++) {
            int[] fanIn = back.fanIn(input);
            stored[back.first() + fanIn[fanIn.length - 1]] = input - 1.5;
        }
        Figure figure = MadeUpInputs.of("run", model, stored);
        Mark.Matrix matrix = (Mark.Matrix) figure.panels().get(0).marks().get(0);
        // Pictures of 2 x 2 with a gap between two: five chains, seven columns.
        assertThat(matrix.values()).hasNumberOfRows(14);
        for (int row = 0; row < 14; row++) {
            assertThat(matrix.values()[row]).hasSize(20);
            for (int column = 0; column < 20; column++) {
                double value = matrix.values()[row][column];
                if (row % 3 == 2 || column % 3 == 2) {
                    assertThat(value).isNaN();
                } else {
                    double bias = 2 * (row % 3) + column % 3 - 1.5;
                    assertThat(value).isCloseTo(1 / (1 + Math.exp(-bias)), within(1e-15));
                }
            }
        }
        assertThat(matrix.x()).hasSize(21).isSorted();
        assertThat(matrix.y()).hasSize(15).isSorted();
        assertThat(matrix.x()[0]).isCloseTo(-0.45, within(1e-15));
        assertThat(matrix.x()[3]).isCloseTo(0.55, within(1e-15));
    }

    @Test
    void networkWhoseInputsAreToldNothing_makesUpNone() {
        PhasedLearning model = model(Projection.Wiring.TRANSPOSE);
        assertThat(InputChain.isOf(model.circuit())).isFalse();
        assertThatThrownBy(() -> MadeUpInputs.of("run", model, model.initial()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule is rule; allowed: one that tells inputs what is made of them");
    }
}
