package io.dopaflow.models.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A learning rule as data. What each neuron sends follows from its phases, what each synapse does from its updates.
 *
 * <p>A wave presents one sample and goes through all phases in order. Then each plastic synapse evaluates its update. The
 * mean of these over a batch, times the rate, is added to the weight.
 *
 * @param name of the rule
 * @param objective whose gradient the rule claims to follow
 * @param repetitions how often a sample goes through the phases before the synapses learn, each with noise of its own; at
 *     least 1; updates are the mean over them
 * @param phases in order
 * @param projections beside the network's own
 * @param broadcasts told to all synapses
 * @param updates of plastic synapses, by {@code hidden} and {@code output} for the network's own, onto hidden and output
 *     neurons, by {@code hidden-bias} and {@code output-bias} for those from bias neurons, where they differ, and by the name
 *     of a projection
 * @param rate learning rate, finite, not negative
 * @param rates of single updates, by their name, where they differ
 * @param after done to the network's own weights after each update, in order
 * @param traces that neurons keep from wave to wave
 * @param loops phases that are gone through several times in a wave
 */
public record Rule(
        String name,
        Objective objective,
        int repetitions,
        List<Phase> phases,
        List<Projection> projections,
        List<Broadcast> broadcasts,
        Map<String, Expression> updates,
        double rate,
        Map<String, Double> rates,
        List<Regulator> after,
        List<Trace> traces,
        List<Loop> loops) {

    /** The update of the network's own synapses onto hidden neurons. */
    public static final String HIDDEN = "hidden";

    /** The update of the network's own synapses onto output neurons. */
    public static final String OUTPUT = "output";

    /** The update of those from bias neurons onto hidden neurons, where it is another. */
    public static final String HIDDEN_BIAS = "hidden-bias";

    /** The update of those from bias neurons onto output neurons, where it is another. */
    public static final String OUTPUT_BIAS = "output-bias";

    /** Updates of the network's own synapses. */
    static final List<String> OWN = List.of(HIDDEN, OUTPUT, HIDDEN_BIAS, OUTPUT_BIAS);

    /**
     * Copies the lists.
     *
     * @throws InvalidRuleException with everything that is wrong
     */
    public Rule {
        UnaryOperator<Expression> named = bareErrorsOf(phases);
        phases = phases.stream().map(phase -> phase.with(named)).toList();
        projections = List.copyOf(projections);
        broadcasts = List.copyOf(broadcasts);
        updates = updates.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> named.apply(entry.getValue())));
        rates = Map.copyOf(rates);
        after = List.copyOf(after);
        traces = traces.stream()
                .map(trace -> new Trace(trace.name(), named.apply(trace.change()), trace.initial()))
                .toList();
        loops = List.copyOf(loops);
        List<RuleProblem> problems = new LoopCheck(phases, loops).problems();
        if (problems.isEmpty()) {
            // Whatever can be wrong with a round is wrong with one of the first two.
            LoopedPhases rounds = new LoopedPhases(phases, loops, 2);
            problems = rounds.asWritten(new RuleCheck(
                            repetitions,
                            rounds.phases(),
                            projections,
                            rounds.broadcasts(broadcasts),
                            rounds.updates(updates),
                            rate,
                            rates,
                            rounds.traces(traces))
                    .problems());
        }
        if (problems.isEmpty()) {
            problems = new MemoryCheck(phases, updates, after).problems();
        }
        if (!problems.isEmpty()) {
            throw new InvalidRuleException(problems);
        }
    }

    /** A rule whose neurons keep nothing from wave to wave, without loops. */
    public Rule(
            String name,
            Objective objective,
            int repetitions,
            List<Phase> phases,
            List<Projection> projections,
            List<Broadcast> broadcasts,
            Map<String, Expression> updates,
            double rate,
            Map<String, Double> rates,
            List<Regulator> after) {
        this(
                name,
                objective,
                repetitions,
                phases,
                projections,
                broadcasts,
                updates,
                rate,
                rates,
                after,
                List.of(),
                List.of());
    }

    /** An error without a phase is that of the first phase in which the outputs answer. */
    private static UnaryOperator<Expression> bareErrorsOf(List<Phase> phases) {
        String first = phases.stream()
                .filter(Phase::isAnswer)
                .map(Phase::name)
                .findFirst()
                .orElse("");
        return expression -> expression.with(factor -> factor.quantity()
                        .filter(quantity -> quantity.symbol() == Symbol.ERROR
                                && quantity.phase().isEmpty())
                        .isPresent()
                ? factor.ofPhase(none -> first)
                : factor);
    }

    /** The learning rate of an update. */
    public double rateOf(String update) {
        return rates.getOrDefault(update, rate);
    }

    /** The regulator by which synapses have a memory beside their weights. */
    public Optional<Regulator.Remembering> remembering() {
        return after.stream()
                .filter(Regulator.Remembering.class::isInstance)
                .map(Regulator.Remembering.class::cast)
                .findFirst();
    }

    /** The same, whose synapses keep nothing beside their weights. */
    public Rule withoutMemory() {
        return with(
                rate,
                rates,
                after.stream()
                        .filter(regulator -> !(regulator instanceof Regulator.Remembering))
                        .toList());
    }

    private Rule with(double otherRate, Map<String, Double> otherRates, List<Regulator> otherAfter) {
        return new Rule(
                name,
                objective,
                repetitions,
                phases,
                projections,
                broadcasts,
                updates,
                otherRate,
                otherRates,
                otherAfter,
                traces,
                loops);
    }

    /** The position of a phase. */
    public int indexOf(String phase) {
        for (int i = 0; i < phases.size(); i++) {
            if (phases.get(i).name().equals(phase)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no phase " + phase);
    }

    /** The first phase in which the outputs answer a sample. */
    public Phase firstAnswer() {
        return phases.stream().filter(Phase::isAnswer).findFirst().orElseThrow();
    }

    /** The projection of a name; empty for the network's own synapses. */
    public Optional<Projection> projection(String wanted) {
        return projections.stream().filter(p -> p.name().equals(wanted)).findFirst();
    }

    /**
     * The same rule with its loops and its repetitions as phases: those of repetition 1, or of the first round of a loop, are
     * called {@code free#1}, and so on. It has one repetition and no loops.
     */
    public Rule unrolled() {
        return new UnrolledRule(loops.isEmpty() ? this : LoopedPhases.unrolled(this)).unrolled();
    }

    /** The same with another learning rate, for all updates or, where there are rates of their own, in proportion. */
    public Rule atRate(double other) {
        double factor = rate == 0 ? 0 : other / rate;
        Map<String, Double> scaled = new HashMap<>();
        rates.forEach((update, own) -> scaled.put(update, own * factor));
        return with(other, scaled, after);
    }
}
