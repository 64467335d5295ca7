package io.dopaflow.models.rule;

import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Symbol.Side;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what is wrong with a factor. It must be local: something that the synapse, or the neuron that sends, has heard by
 * then.
 */
final class FactorCheck {
    static final String NO_TRACE = "no trace here: only hidden and output neurons have them";

    private final List<Phase> phases;
    private final List<Broadcast> broadcasts;
    private final List<Trace> traces;
    private final Knowledge knowledge;
    private final RuleProblems problems;

    FactorCheck(
            List<Phase> phases,
            List<Broadcast> broadcasts,
            List<Trace> traces,
            Knowledge knowledge,
            RuleProblems problems) {
        this.phases = phases;
        this.broadcasts = broadcasts;
        this.traces = traces;
        this.knowledge = knowledge;
        this.problems = problems;
    }

    void unknown(String place, Factor.Quantity quantity, Group group) {
        String where = RuleText.names(phases.stream()
                .filter(phase -> knowledge.knows(quantity.symbol(), phase, group))
                .map(phase -> quantity.symbol().word() + "@" + phase.name()));
        problems.add(
                place,
                quantity + ", which " + RuleText.word(group) + " neurons do not have",
                where.equals("none") ? "no " + quantity.symbol().word() + " of any phase here" : where);
    }

    /** The position of a quantity's phase; what is wrong with it is told. */
    Optional<Integer> phaseOf(String place, Factor.Quantity quantity) {
        Symbol symbol = quantity.symbol();
        for (int i = 0; i < phases.size(); i++) {
            if (phases.get(i).name().equals(quantity.phase())) {
                return Optional.of(i);
            }
        }
        problems.add(
                place,
                quantity.phase().isEmpty() ? symbol.word() + " without a phase" : quantity.toString(),
                symbol.word() + "@ and one of the phases "
                        + RuleText.names(phases.stream().map(Phase::name)));
        return Optional.empty();
    }

    void requireTrace(String place, Factor factor) {
        String wanted = factor.trace().map(Factor.OfTrace::name).orElseThrow();
        if (traces.stream().noneMatch(trace -> trace.name().equals(wanted))) {
            problems.add(
                    place,
                    factor.toString(),
                    "traces of the rule: " + RuleText.names(traces.stream().map(Trace::name)));
        }
    }

    void checkFactor(String place, Factor factor, String through, List<Group> posts) {
        if (factor instanceof Factor.Broadcast broadcast) {
            if (broadcasts.stream().noneMatch(b -> b.name().equals(broadcast.name()))) {
                problems.add(place, broadcast.name(), alphabet());
            }
            return;
        }
        if (factor.trace().isPresent()) {
            if (posts.contains(Group.INPUT)) {
                problems.add(place, factor.toString(), NO_TRACE);
            } else {
                requireTrace(place, factor);
            }
            return;
        }
        factor.quantity().ifPresent(quantity -> {
            if (factor instanceof Factor.Inverse && quantity.symbol().side() == Side.SYNAPSE) {
                problems.add(
                        place,
                        factor.toString(),
                        "one over what a neuron sent or knows, not over what is the synapse's own");
            }
            if (!quantity.symbol().isOfPhase()) {
                if (!quantity.phase().isEmpty()) {
                    problems.add(place, factor + "@" + quantity.phase(), factor.toString());
                }
                return;
            }
            Optional<Integer> of = phaseOf(place, quantity);
            if (of.isEmpty()) {
                return;
            }
            Phase phase = phases.get(of.get());
            switch (quantity.symbol().side()) {
                case PRESYNAPTIC -> requireThrough(place, quantity, phase, through, any -> true);
                case POSTSYNAPTIC ->
                    posts.stream()
                            .filter(post -> !knowledge.knows(quantity.symbol(), phase, post))
                            .findFirst()
                            .ifPresent(post -> unknown(place, quantity, post));
                case SYNAPSE -> {
                    if (quantity.symbol() == Symbol.EXPLAINED) {
                        checkExplained(place, quantity, phase, through, posts);
                    } else {
                        checkOwn(place, quantity, phase, through);
                    }
                }
            }
        });
    }

    private void requireThrough(
            String place, Factor.Quantity quantity, Phase phase, String through, Predicate<Phase> isHeard) {
        if (!Knowledge.sendsThrough(phase, through)) {
            String heard = RuleText.names(phases.stream()
                    .filter(other -> Knowledge.sendsThrough(other, through) && isHeard.test(other))
                    .map(other -> quantity.symbol().word() + "@" + other.name()));
            problems.add(place, quantity + ", in which nobody sends through " + through, heard);
        }
    }

    private void checkOwn(String place, Factor.Quantity quantity, Phase phase, String through) {
        Predicate<Phase> has = quantity.symbol() == Symbol.TIMING
                ? other -> other.noise() instanceof Disturbance.Jitter || other.kind() == Kind.SETTLE
                : other -> other.noise() instanceof Disturbance.OfSynapses;
        if (!has.test(phase)) {
            problems.add(
                    place,
                    quantity + ", which synapses do not have",
                    quantity.symbol() == Symbol.TIMING
                            ? "the timing of a phase of kind settle, or with noise: jitter"
                            : "the own noise of a phase with noise of synapses");
        } else {
            requireThrough(place, quantity, phase, through, has);
        }
    }

    /** Only a synapse that works both ways is told what its presynaptic neuron had heard. */
    private void checkExplained(
            String place, Factor.Quantity quantity, Phase phase, String through, List<Group> posts) {
        boolean own = through.equals(Projection.FORWARD) && posts.equals(List.of(Group.HIDDEN));
        if (!own || !knowledge.goesDownBackwards(phase)) {
            String down = RuleText.names(phases.stream()
                    .filter(knowledge::goesDownBackwards)
                    .map(other -> quantity.symbol().word() + "@" + other.name()));
            problems.add(
                    place,
                    quantity + ", which these synapses are not told",
                    own
                            ? down + ", of phases through a projection wired transpose-to-inputs with weights: shared"
                            : "only in the update of hidden");
        }
    }

    private String alphabet() {
        return "a number, " + RuleText.names(Stream.of(Symbol.values()).map(Symbol::word)) + ", or a broadcast: "
                + RuleText.names(broadcasts.stream().map(Broadcast::name));
    }

    static String neuronSymbols() {
        return RuleText.names(Stream.of(Symbol.values())
                .filter(symbol -> symbol.side() == Side.POSTSYNAPTIC)
                .map(Symbol::word));
    }
}
