package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Structural plasticity (Poirazi and Mel 2001, <em>Impact of active dendrites and structural plasticity on the memory capacity of neural tissue</em>): now and then
 * each synapse whose weight has become small is taken away, and one from another cell takes its place. So every neuron keeps its number of synapses.
 *
 * <p>The new presynaptic cell is drawn among those of the source group that have no synapse onto the neuron, each as likely as any other, never the neuron itself. Where
 * all of them have one, nothing is replaced. The new synapse starts with the initial weight and an eligibility of 0. Traces belong to cells: it finds those that the
 * spikes of its two cells have left.
 *
 * @param everyMs from one rewiring to the next, the first one after as long, in ms; a whole number of seconds
 * @param below synapses with smaller sizes of weights are replaced; from 0
 * @param initial the size of the weight of new ones; from 0
 */
public record Rewiring(double everyMs, double below, double initial) {
    private static final double SECOND_MS = 1000;
    private static final double LONGEST_MS = 1e12;

    /** The equation, for readers. */
    public static final String EQUATION =
            "each `every`: a synapse with w < below is replaced by one from another cell, with w = initial";

    /** The data sheet. */
    public static final List<RuleParameter> PARAMETERS = List.of(
            RuleParameter.of(
                    "every",
                    "ms",
                    10 * SECOND_MS,
                    RuleParameter.Range.POSITIVE,
                    "from one rewiring to the next; whole seconds"),
            RuleParameter.step("below", "synapses with smaller sizes of weights are replaced"),
            RuleParameter.step("initial", "size of the weight of a new synapse, from Wmin to Wmax"));

    /** With values of the parameters, by their names. */
    public static Rewiring of(ToDoubleFunction<String> values) {
        return new Rewiring(
                values.applyAsDouble("every"), values.applyAsDouble("below"), values.applyAsDouble("initial"));
    }

    /** Validates the ranges. */
    public Rewiring {
        if (!isAllowedInterval(everyMs)) {
            throw new IllegalArgumentException(
                    "every is " + everyMs + " ms; allowed: a whole number of seconds, from 1");
        }
        Ranges.notNegative("below", below, "");
        Ranges.notNegative("initial", initial, "");
    }

    /** Whether synapses can be rewired at an interval, in ms: they are at settlings ({@link SynapticTime}). */
    public static boolean isAllowedInterval(double everyMs) {
        return everyMs >= SECOND_MS && everyMs <= LONGEST_MS && everyMs % SECOND_MS == 0;
    }
}
