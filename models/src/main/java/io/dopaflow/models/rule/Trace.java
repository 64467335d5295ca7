package io.dopaflow.models.rule;

import java.util.List;

/**
 * A number that each hidden and output neuron keeps from wave to wave: a running mean, a sliding threshold. At the end of
 * a wave, after the synapses have been told, the change is added to it. The synapses of that wave see what it was before.
 *
 * @param name unique in the rule
 * @param change added after each wave: a sum of products of what the neuron knows, its traces included
 * @param initial value before the first wave, finite
 */
public record Trace(String name, Expression change, double initial) {

    /** Validates the initial value. */
    public Trace {
        if (!Double.isFinite(initial)) {
            throw new IllegalArgumentException("initial value of a trace is " + initial + "; allowed: finite");
        }
    }

    /** Whether a wave leaves nothing of it: it holds what was in the wave before, and no more. */
    public boolean isReplaced() {
        return change.products().contains(List.of(new Factor.Constant(-1), new Factor.OfTrace(name)));
    }
}
