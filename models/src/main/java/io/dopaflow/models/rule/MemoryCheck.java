package io.dopaflow.models.rule;

import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Regulator.Remembering;
import io.dopaflow.models.rule.Regulator.Sparse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what is wrong with a rule whose synapses have a memory beside their weights. */
final class MemoryCheck {
    private final List<Phase> phases;
    private final Map<String, Expression> updates;
    private final List<Regulator> after;
    private final List<RuleProblem> problems = new ArrayList<>();

    MemoryCheck(List<Phase> phases, Map<String, Expression> updates, List<Regulator> after) {
        this.phases = phases;
        this.updates = updates;
        this.after = after;
    }

    List<RuleProblem> problems() {
        for (int i = 0; i < after.size(); i++) {
            if (!(after.get(i) instanceof Remembering)) {
                continue;
            }
            String place = "after[" + i + "]";
            if (i < after.size() - 1) {
                problems.add(new RuleProblem(
                        place,
                        "a regulator with a memory before others",
                        "one of consolidate, cascade and sparse, as the last of the list"));
            }
            if (after.get(i) instanceof Sparse) {
                checkSilence(place);
            }
        }
        return problems;
    }

    /** A silent synapse has nothing to pass on but its weight of 0. */
    private void checkSilence(String place) {
        for (Phase phase : phases) {
            if (phase.noise() instanceof Disturbance.OfSynapses || phase.noise() instanceof Disturbance.Jitter) {
                problems.add(new RuleProblem(
                        place,
                        "silent synapses where phase " + phase.name() + " has noise of synapses",
                        "sparse in a rule without noise of synapses and jitter"));
            }
        }
        boolean isPowerUsed = updates.values().stream()
                .flatMap(Expression::factors)
                .flatMap(factor -> factor.quantity().stream())
                .anyMatch(quantity -> quantity.symbol() == Symbol.POWER);
        if (isPowerUsed) {
            problems.add(new RuleProblem(
                    place,
                    "silent synapses where an update uses power, of all that is sent to a neuron",
                    "sparse in a rule without power"));
        }
    }
}
