package io.dopaflow.scenarios.follow;

import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Rule;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where noise reaches in a rule: from phases that have some to all that reads of them. */
final class Noise {
    private static final Set<String> OF_NETWORK = Set.of(Rule.HIDDEN, Rule.OUTPUT);

    private final Rule rule;
    private final Set<String> phases = new HashSet<>();

    private Noise(Rule rule) {
        this.rule = rule;
        // A phase reads only of itself and of those before it.
        for (Phase phase : rule.phases()) {
            if (!(phase.noise() instanceof Disturbance.None) || hears(phase)) {
                phases.add(phase.name());
            }
        }
    }

    /** Whether an update of the network's own synapses depends on noise, at weights that are given. */
    static boolean reachesUpdates(Rule given) {
        Rule rule = given.unrolled();
        Noise noise = new Noise(rule);
        return rule.updates().entrySet().stream()
                .filter(update -> OF_NETWORK.contains(update.getKey()))
                .anyMatch(update -> noise.isIn(update.getValue()));
    }

    private boolean hears(Phase phase) {
        boolean startsNoisy = phase.settling()
                .flatMap(Phase.Settling::start)
                .filter(phases::contains)
                .isPresent();
        boolean isNudgedByChance =
                phase.settling().flatMap(Phase.Settling::sign).isPresent();
        return startsNoisy
                || isNudgedByChance
                || Arrays.stream(Group.values())
                        .anyMatch(group ->
                                isIn(phase.sends(group, rule.firstAnswer().name())));
    }

    private boolean isIn(Expression expression) {
        return expression.factors().anyMatch(this::isIn);
    }

    private boolean isIn(Factor factor) {
        if (factor instanceof Factor.Broadcast told) {
            return rule.broadcasts().stream()
                    .filter(broadcast -> broadcast.name().equals(told.name()))
                    .anyMatch(broadcast ->
                            broadcast.isCoin() || compared(broadcast).anyMatch(phases::contains));
        }
        return factor.quantity().filter(of -> phases.contains(of.phase())).isPresent();
    }

    /** The phases whose losses are compared. */
    private static Stream<String> compared(Broadcast broadcast) {
        List<String> others = broadcast.baseline() instanceof Baseline.OfPhase other
                ? List.of(other.phase())
                : broadcast.baseline() instanceof Baseline.OfPhases some ? some.phases() : List.of();
        return Stream.concat(Stream.of(broadcast.phase()), others.stream());
    }
}
