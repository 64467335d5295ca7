package io.dopaflow.simulator;

import io.dopaflow.models.environment.Bandit;
import io.dopaflow.models.environment.Chain;
import io.dopaflow.models.environment.Choice;
import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.environment.JumpingMean;
import io.dopaflow.models.environment.Waiting;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.TaskSequence;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.LearningRate;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks with a hidden layer and bias neurons in each kind of environment. What an output was chosen for goes back. */
public final class EnvironmentModels {
    private static final Projection BACK =
            new Projection("B", Projection.Wiring.TRANSPOSE, false, new Projection.Weights.Shared());
    private static final Phase NEXT = forward("next", new Disturbance.None());

    private EnvironmentModels() {}

    /** One of each kind. */
    public static List<PhasedLearning> all() {
        return List.of(chain(), bandit(), waiting(), jumpingMean());
    }

    private static PhasedLearning chain() {
        return model(
                new Chain(3),
                List.of(forward("now", new Disturbance.None()), back("1,drive@now"), NEXT),
                List.of(difference(0.9), new Broadcast("reward", "now", new Baseline.RunningMean(0.5))),
                Expression.of("dopamine,pre@now", "0.1,reward,pre@next,post@now"));
    }

    private static PhasedLearning bandit() {
        return model(
                new Bandit(4),
                List.of(forward("now", new Disturbance.Chosen(new Choice.Softmax())), back("1,noise@now")),
                List.of(new Broadcast("dopamine", "now", new Baseline.RunningMean(0.1)), Broadcast.coin("coin")),
                Expression.of("dopamine,pre@now,noise@now", "0.01,coin,pre@now,drive@now"));
    }

    private static PhasedLearning waiting() {
        return model(
                new Waiting(),
                List.of(
                        forward("now", new Disturbance.Chosen(new Choice.Greedy(0.4))),
                        NEXT,
                        back("1,post@now", "0.1,drive@next")),
                List.of(difference(0.8)),
                Expression.of("dopamine,pre@now,post@now"));
    }

    private static PhasedLearning jumpingMean() {
        LearningRate rate = new LearningRate(1, 0.01, 0.1, 5, 0.02, Optional.empty());
        return model(
                new JumpingMean(),
                List.of(forward("now", new Disturbance.None()), back("1,error@now")),
                List.of(new Broadcast("dopamine", "now", new Baseline.Gain(rate))),
                Expression.of("-1,dopamine,pre@now,error@now"));
    }

    private static Broadcast difference(double discount) {
        return new Broadcast("dopamine", "now", new Baseline.TemporalDifference("next", discount));
    }

    private static Phase forward(String name, Disturbance noise) {
        return new Phase(name, Kind.FORWARD, Projection.FORWARD, Map.of(), noise, false);
    }

    private static Phase back(String... sent) {
        return new Phase(
                "back",
                Kind.FEEDBACK,
                "B",
                Map.of(Group.OUTPUT, Expression.of(sent), Group.HIDDEN, Expression.of("apical@back,slope@now")),
                new Disturbance.None(),
                false);
    }

    private static PhasedLearning model(
            Environment environment, List<Phase> phases, List<Broadcast> broadcasts, Expression output) {
        Rule rule = new Rule(
                environment.word(),
                Objective.NONE,
                1,
                phases,
                List.of(BACK),
                broadcasts,
                Map.of(Rule.OUTPUT, output, Rule.HIDDEN, Expression.of("dopamine,pre@now,apical@back,slope@now")),
                0.05,
                Map.of(),
                List.of());
        RandomStreams streams = new RandomStreams(20261130);
        DataSet states = environment.states(streams, 0.9);
        LayeredNetwork network = new LayeredNetwork(
                states.features(),
                List.of(new Layer(4, Activation.SIGMOID, SpikeCoding.GRADED)),
                states.target().names(),
                Activation.IDENTITY,
                true);
        Circuit circuit = new Circuit(network.buildSigned(), rule);
        return new PhasedLearning(
                circuit,
                WeightForm.SIGNED,
                PhasedLearning.initialWeights(circuit, 1, streams),
                Loss.SQUARED_ERROR,
                states.target(),
                TaskSequence.of(new Split(states.samples(), List.of())),
                3,
                30,
                1_000_000_000L,
                streams,
                1,
                Optional.empty(),
                0,
                Optional.of(environment));
    }
}
