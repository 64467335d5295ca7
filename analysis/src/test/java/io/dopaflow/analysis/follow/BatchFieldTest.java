package io.dopaflow.analysis.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.WeightForm;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The field of a batch, for each form of weights, against differences of the loss. */
class BatchFieldTest {
    private static final double HIDDEN_RATE = 0.3;
    private static final double OUTPUT_RATE = 0.1;

    private final List<Sample> samples = List.of(
            new Sample(new double[] {0.4, -0.7}, new double[] {0, 1}),
            new Sample(new double[] {1.1, 0.2}, new double[] {1, 0}),
            new Sample(new double[] {-0.3, 0.9}, new double[] {1, 0}));

    private PhasedLearning model(WeightForm form) {
        LayeredNetwork layers = new LayeredNetwork(
                List.of("a", "b"),
                List.of(new Layer(4, Activation.TANH, SpikeCoding.GRADED)),
                List.of("x", "y"),
                Activation.IDENTITY,
                true);
        Network network = form == WeightForm.SIGNED ? layers.buildSigned() : layers.build();
        Expression update = Expression.of("-1,pre@free,post@free");
        Rule rule = new Rule(
                "any",
                Objective.LOSS,
                1,
                List.of(new Phase(
                        "free", Phase.Kind.FORWARD, Projection.FORWARD, Map.of(), new Phase.Disturbance.None(), false)),
                List.of(),
                List.of(),
                Map.of(Rule.HIDDEN, update, Rule.OUTPUT, update),
                HIDDEN_RATE,
                Map.of(Rule.OUTPUT, OUTPUT_RATE),
                List.of());
        double[] initial = new double[network.synapseCount()];
        Arrays.setAll(initial, i -> 0.7 * Math.sin(2 * i + 1));
        return new PhasedLearning(
                new Circuit(network, rule),
                form,
                initial,
                Loss.CROSS_ENTROPY,
                new Target.Classes(List.of("x", "y")),
                new Split(samples, List.of()),
                3,
                3,
                1,
                new RandomStreams(1));
    }

    /**
     * In signed weights and log-weights the field is the rate times the gradient by what is stored. Mirror descent leaves out the
     * size of the weight.
     */
    @ParameterizedTest
    @EnumSource(value = WeightForm.class, mode = EnumSource.Mode.EXCLUDE, names = "LOG_DIRECT")
    void field_isTheRateTimesTheGradient(WeightForm form) {
        PhasedLearning model = model(form);
        BatchField field = new BatchField(model);
        field.over(samples);
        double[] stored = model.initial();
        double[] into = new double[stored.length];
        double loss = field.at(stored, samples.get(0), into);
        assertThat(loss).isCloseTo(model.trainingScore(stored).loss(), within(1e-13));
        for (int i = 0; i < stored.length; i++) {
            double[] moved = stored.clone();
            double h = 1e-5;
            moved[i] = stored[i] + h;
            double up = model.trainingScore(moved).loss();
            moved[i] = stored[i] - h;
            double gradient = (up - model.trainingScore(moved).loss()) / (2 * h);
            if (form == WeightForm.LOG_MIRROR) {
                gradient /= Math.exp(stored[i]);
            }
            boolean output =
                    model.circuit().network().depthOf(model.circuit().network().post(i)) == 2;
            double rate = output ? OUTPUT_RATE : HIDDEN_RATE;
            assertThat(into[i]).as("synapse %d", i).isCloseTo(rate * gradient, within(1e-9));
        }
    }
}
