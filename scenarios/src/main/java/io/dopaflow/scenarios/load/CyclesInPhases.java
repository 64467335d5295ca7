package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.TaskSequence;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Learning cycles as phased learning by the rule {@value #RULE}, with the same bits: each cycle is a wave. */
public final class CyclesInPhases {

    /** The name of the rule. */
    public static final String RULE = "reward-stdp";

    /** What a learning cycle has to be like. */
    public static final String ALLOWED =
            "rule: multi-update with baseline: previous-cycle, changes of log-weights, pairing:"
                    + " surrounding, and graded neurons";

    private CyclesInPhases() {}

    /** Whether the model can be said in phases. */
    public static boolean isPossible(LearningCycle model) {
        return model.schedule() instanceof CycleSchedule.MultiUpdate multi
                && multi.baseline() instanceof RewardBaseline.PreviousCycle
                && model.plasticity().parametrisation() == Parametrisation.LOG_WEIGHT
                && model.plasticity().window().pairing() == Pairing.SURROUNDING
                && model.network().neurons().stream().allMatch(neuron -> neuron.coding() == SpikeCoding.GRADED);
    }

    /**
     * The model in phases: as many learning opportunities as the other has cycles.
     *
     * @throws IllegalArgumentException if it {@linkplain #isPossible cannot be said} in phases
     */
    public static PhasedLearning of(LearningCycle model) {
        if (!isPossible(model)) {
            throw new IllegalArgumentException("a learning cycle by another rule; allowed: " + ALLOWED);
        }
        ThreeFactorRule plasticity = model.plasticity();
        Rule rule = RuleCatalog.find(RULE).orElseThrow().rule();
        return new PhasedLearning(
                new Circuit(model.network(), scaled(rule, plasticity.learningRate() * plasticity.readoutGain())),
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

    /** With the rate as the first factor, where learning cycles have it: no more roundings differ than have to. */
    private static Rule scaled(Rule rule, double rate) {
        Map<String, Expression> updates = new HashMap<>();
        rule.updates()
                .forEach((name, update) -> updates.put(
                        name,
                        update.with(factor -> factor instanceof Factor.Constant ? new Factor.Constant(rate) : factor)));
        return new Rule(
                rule.name(),
                rule.objective(),
                rule.repetitions(),
                rule.phases(),
                rule.projections(),
                rule.broadcasts(),
                updates,
                rule.rate(),
                rule.rates(),
                rule.after());
    }
}
