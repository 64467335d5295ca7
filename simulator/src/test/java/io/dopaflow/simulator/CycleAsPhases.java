package io.dopaflow.simulator;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.TaskSequence;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.rule.Symbol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learning cycles as phased learning: the rule of Christensen and Kallsen (2023) as data. A cycle is a wave; its reward times
 * the eligibility, times alpha exp(A), is the change of the log-weight.
 */
public final class CycleAsPhases {
    private static final String CYCLE = "cycle";
    private static final String REWARD = "reward";

    private CycleAsPhases() {}

    /** Whether the rule of the model is the one that can be said in phases. */
    public static boolean isPossible(LearningCycle model) {
        return model.schedule() instanceof CycleSchedule.MultiUpdate multi
                && multi.baseline() instanceof RewardBaseline.PreviousCycle
                && model.plasticity().parametrisation() == Parametrisation.LOG_WEIGHT
                && model.plasticity().window().pairing() == Pairing.SURROUNDING
                && model.network().neurons().stream().allMatch(neuron -> neuron.coding() == SpikeCoding.GRADED);
    }

    /** The random experiment of the number with the rule that can be said in phases, n from 1 to 6. */
    public static LearningCycle random(int number) {
        LearningCycle any = RandomExperiments.number(number);
        StdpWindow stdp = any.plasticity().window();
        return any.but(parts -> {
            parts.network = graded(any.network());
            parts.schedule = new CycleSchedule.MultiUpdate(1 + number % 6);
            parts.plasticity = new ThreeFactorRule(
                    new StdpWindow(stdp.window(), stdp.potentiation(), stdp.depression(), Pairing.SURROUNDING),
                    any.plasticity().learningRate(),
                    any.plasticity().readoutGain(),
                    Parametrisation.LOG_WEIGHT);
        });
    }

    private static Network graded(Network network) {
        return Network.of(
                network.neurons().stream()
                        .map(n -> new Neuron(n.id(), n.name(), n.role(), n.sign(), n.activation(), SpikeCoding.GRADED))
                        .toList(),
                network.synapses());
    }

    /** The model in phases: as many opportunities as the other has cycles. */
    public static PhasedLearning of(LearningCycle model) {
        return repeated(model, 1);
    }

    /** The same, with so many waves, each of a jitter of its own, before synapses learn. */
    public static PhasedLearning repeated(LearningCycle model, int repetitions) {
        ThreeFactorRule plasticity = model.plasticity();
        Circuit circuit =
                new Circuit(model.network(), rule(plasticity.learningRate() * plasticity.readoutGain(), repetitions));
        return new PhasedLearning(
                circuit,
                WeightForm.LOG_DIRECT,
                model.initialTheta(),
                model.loss(),
                model.target(),
                TaskSequence.of(model.samples()),
                1,
                model.cycles(),
                1,
                model.streams(),
                model.schedule().cyclesPerOpportunity(),
                Optional.of(new JitterWindow(plasticity.window(), plasticity.readoutGain())),
                0);
    }

    private static Rule rule(double factor, int repetitions) {
        Expression update = new Expression(List.of(List.of(
                new Factor.Constant(factor), new Factor.Broadcast(REWARD), new Factor.Quantity(Symbol.TIMING, CYCLE))));
        return new Rule(
                "reward-stdp",
                Objective.LOSS,
                repetitions,
                List.of(new Phase(CYCLE, Kind.FORWARD, Projection.FORWARD, Map.of(), new Disturbance.Jitter(), false)),
                List.of(),
                List.of(new Broadcast(REWARD, CYCLE, new Baseline.PreviousWave())),
                Map.of(Rule.HIDDEN, update, Rule.OUTPUT, update),
                1,
                Map.of(),
                List.of());
    }
}
