package io.dopaflow.models.rule;

import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection.Wiring;
import io.dopaflow.models.rule.Symbol.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is wrong with a rule: all of it at once, each with its place. */
final class RuleCheck {
    private final int repetitions;
    private final List<Phase> phases;
    private final List<Projection> projections;
    private final List<Broadcast> broadcasts;
    private final Map<String, Expression> updates;
    private final double rate;
    private final Map<String, Double> rates;
    private final List<Trace> traces;
    private final RuleProblems problems = new RuleProblems();
    private final Knowledge knowledge;
    private final FactorCheck factors;

    RuleCheck(
            int repetitions,
            List<Phase> phases,
            List<Projection> projections,
            List<Broadcast> broadcasts,
            Map<String, Expression> updates,
            double rate,
            Map<String, Double> rates,
            List<Trace> traces) {
        this.repetitions = repetitions;
        this.phases = phases;
        this.projections = projections;
        this.broadcasts = broadcasts;
        this.updates = updates;
        this.rate = rate;
        this.rates = rates;
        this.traces = traces;
        this.knowledge = new Knowledge(projections);
        this.factors = new FactorCheck(phases, broadcasts, traces, knowledge, problems);
    }

    List<RuleProblem> problems() {
        if (repetitions < 1) {
            problems.add("repetitions", Integer.toString(repetitions), "at least 1");
        } else if (repetitions > 1 && isInEnvironment()) {
            problems.add("repetitions", repetitions + " of a step in an environment", "1: a step is taken once");
        }
        new PhaseCheck(phases, projections, broadcasts, knowledge, factors, problems).check();
        checkProjections();
        checkBroadcasts();
        checkTraces();
        checkUpdates();
        checkRates();
        return problems.all();
    }

    /** Whether the rule is one for an environment, which goes on as the outputs have answered. */
    private boolean isInEnvironment() {
        return phases.stream().anyMatch(phase -> phase.noise() instanceof Disturbance.Chosen)
                || broadcasts.stream().anyMatch(told -> told.baseline() instanceof Baseline.TemporalDifference);
    }

    private void checkProjections() {
        Set<String> names = new HashSet<>(Rule.OWN);
        names.add(Projection.FORWARD);
        for (Projection projection : projections) {
            String place = "projections." + projection.name();
            if (!names.add(projection.name())) {
                problems.add(
                        place,
                        projection.name(),
                        "a name of its own, and none of W, hidden, output, hidden-bias, output-bias");
            }
            if (phases.stream().noneMatch(phase -> Knowledge.sendsThrough(phase, projection.name()))) {
                problems.add(place, "no phase sends through it", "a phase with through: " + projection.name());
            }
            if (projection.isDerived() && !projection.isTranspose()) {
                problems.add(
                        place,
                        "weights of the forward synapses with wiring " + RuleText.word(projection.wiring()),
                        "wiring transpose: each synapse has one forward synapse beside it");
            }
        }
    }

    private void checkBroadcasts() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < broadcasts.size(); i++) {
            Broadcast broadcast = broadcasts.get(i);
            String place = "broadcasts[" + i + "]";
            boolean taken = !(Factor.parse(broadcast.name()) instanceof Factor.Broadcast);
            if (taken || !names.add(broadcast.name())) {
                problems.add(place + ".name", broadcast.name(), "a name of its own that is no symbol and no number");
            }
            if (broadcast.isCoin()) {
                continue;
            }
            if (broadcast.baseline() instanceof Baseline.TemporalDifference difference) {
                checkDifference(place + ".td", broadcast.phase(), difference);
                continue;
            }
            boolean isGain = broadcast.baseline() instanceof Baseline.Gain;
            checkAnswer(place + (isGain ? ".learning-rate.error" : ".loss"), broadcast.phase());
            if (broadcast.baseline() instanceof Baseline.OfPhase other) {
                checkAnswer(place + ".baseline", other.phase());
            } else if (broadcast.baseline() instanceof Baseline.OtherRepetitions && repetitions < 2) {
                problems.add(
                        place + ".baseline", "other repetitions, of which there are none", "repetitions: 2 or more");
            }
        }
    }

    private void checkDifference(String place, String value, Baseline.TemporalDifference difference) {
        List<String> answers =
                phases.stream().filter(Phase::isAnswer).map(Phase::name).toList();
        if (answers.indexOf(value) != 0) {
            problems.add(
                    place + ".value",
                    value,
                    "the first phase in which the outputs answer: "
                            + RuleText.names(answers.stream().limit(1)));
        }
        List<String> later = phases.stream()
                .dropWhile(phase -> !phase.name().equals(value))
                .skip(1)
                .filter(phase -> phase.kind() == Kind.FORWARD)
                .map(Phase::name)
                .toList();
        if (!later.contains(difference.next())) {
            problems.add(
                    place + ".next",
                    difference.next(),
                    "a forward phase after " + value + ", to which the next state is presented: "
                            + RuleText.names(later.stream()));
        }
    }

    private void checkAnswer(String place, String name) {
        Set<String> forward =
                phases.stream().filter(Phase::isAnswer).map(Phase::name).collect(Collectors.toCollection(TreeSet::new));
        if (!forward.contains(name)) {
            problems.add(place, name, "a phase in which the outputs answer: " + RuleText.names(forward.stream()));
        }
    }

    private void checkTraces() {
        Set<String> names = new HashSet<>();
        for (Trace trace : traces) {
            String place = "traces." + trace.name();
            if (!names.add(trace.name())) {
                problems.add(place, trace.name(), "a name of its own for each trace");
            }
            RuleText.forEachFactor(place + ".change", trace.change(), (where, factor) -> {
                if (factor instanceof Factor.Broadcast broadcast) {
                    problems.add(
                            where, broadcast.name(), "what the neuron itself knows: " + FactorCheck.neuronSymbols());
                } else if (factor.trace().isPresent()) {
                    factors.requireTrace(where, factor);
                } else if (factor.quantity()
                        .filter(quantity -> quantity.symbol().side() != Side.POSTSYNAPTIC)
                        .isPresent()) {
                    problems.add(
                            where, factor.toString(), "what the neuron itself knows: " + FactorCheck.neuronSymbols());
                } else {
                    factors.checkFactor(where, factor, Projection.FORWARD, List.of(Group.HIDDEN));
                }
            });
        }
    }

    private void checkUpdates() {
        if (updates.isEmpty()) {
            problems.add("update", "nothing", "an update of hidden, output or a projection: nothing learns without");
        }
        for (Map.Entry<String, Expression> entry : new TreeMap<>(updates).entrySet()) {
            String name = entry.getKey();
            String place = "update." + name;
            boolean own = Rule.OWN.contains(name);
            Optional<Projection> projection = knowledge.projection(name);
            if (!own && projection.isEmpty()) {
                problems.add(
                        place,
                        name,
                        RuleText.names(Stream.concat(
                                Rule.OWN.stream(), projections.stream().map(Projection::name))));
                continue;
            }
            if (projection.filter(p -> p.isDerived() && !p.bias()).isPresent()) {
                problems.add(
                        place,
                        "an update of weights that are the forward synapses'",
                        "weights of its own, or bias: true, whose synapses are its own");
            }
            String through = own ? Projection.FORWARD : name;
            RuleText.forEachFactor(
                    place,
                    entry.getValue(),
                    (where, factor) -> factors.checkFactor(where, factor, through, postsynaptic(name)));
            checkExplainedToBias(place, name);
        }
    }

    /** The groups of neurons that the synapses of an update lead to. */
    private List<Group> postsynaptic(String update) {
        if (update.equals(Rule.OUTPUT) || update.equals(Rule.OUTPUT_BIAS)) {
            return List.of(Group.OUTPUT);
        }
        boolean inputs = knowledge
                .projection(update)
                .filter(p -> p.wiring() == Wiring.TRANSPOSE_TO_INPUTS)
                .isPresent();
        return inputs ? List.of(Group.INPUT, Group.HIDDEN) : List.of(Group.HIDDEN);
    }

    /** Bias neurons hear of nobody, so that synapses from them are told nothing. */
    private void checkExplainedToBias(String place, String update) {
        boolean isBias = update.equals(Rule.HIDDEN_BIAS);
        boolean isAsked = Objects.requireNonNull(updates.get(update))
                .factors()
                .anyMatch(factor -> factor.quantity()
                        .filter(quantity -> quantity.symbol() == Symbol.EXPLAINED)
                        .isPresent());
        if (isAsked && (isBias || (update.equals(Rule.HIDDEN) && !updates.containsKey(Rule.HIDDEN_BIAS)))) {
            problems.add(
                    place,
                    Symbol.EXPLAINED.word() + ", which synapses from bias neurons are not told",
                    "an update of hidden-bias without it; [[0]] for none");
        }
    }

    private void checkRates() {
        requireRate("rate", rate);
        rates.forEach((name, own) -> {
            requireRate("rates." + name, own);
            if (!updates.containsKey(name)) {
                problems.add(
                        "rates." + name,
                        name,
                        "updates of the rule: "
                                + RuleText.names(updates.keySet().stream().sorted()));
            }
        });
    }

    private void requireRate(String place, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            problems.add(place, Double.toString(value), "finite, not negative");
        }
    }
}
