package io.dopaflow.models.rule;

import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection.Wiring;
import java.util.List;
import java.util.Optional;

/** What neurons and synapses know of each phase, and through which synapses they send in it. */
final class Knowledge {
    private final List<Projection> projections;

    Knowledge(List<Projection> projections) {
        this.projections = projections;
    }

    /** Whether a neuron of the group has the quantity once the phase is over. */
    boolean knows(Symbol symbol, Phase phase, Group group) {
        boolean driven = !group.isSource();
        boolean hears = !phase.isBasal() && hasApical(phase, group);
        return switch (symbol) {
            case POST ->
                phase.kind() == Kind.FORWARD || phase.kind() == Kind.SETTLE || (phase.kind() == Kind.INJECT && driven);
            case DRIVE -> phase.isBasal() && driven;
            case SLOPE -> phase.isBasal() ? driven : (phase.activated() && hears);
            case NOISE -> knowsNoise(phase, group);
            case APICAL -> hears;
            case SENT -> phase.kind() != Kind.FORWARD && phase.kind() != Kind.SETTLE && canSend(phase, group);
            case ERROR -> phase.isAnswer() && group == Group.OUTPUT;
            case POWER -> phase.kind() != Kind.SETTLE && (phase.isBasal() ? driven : hears);
            case PRE, OWN_NOISE, TIMING, EXPLAINED, WEIGHT, THETA -> false;
        };
    }

    /** Whether what is sent in the phase can arrive at apical compartments of the group. */
    boolean hasApical(Phase phase, Group group) {
        return group.isHidden() || (group == Group.INPUT && isWired(phase, Wiring.TRANSPOSE_TO_INPUTS));
    }

    private boolean knowsNoise(Phase phase, Group group) {
        if (phase.noise() instanceof Disturbance.Spikes) {
            return phase.kind() == Kind.RECONSTRUCT ? hasApical(phase, group) : group.isHidden();
        }
        if (phase.noise() instanceof Disturbance.Chosen) {
            return group == Group.OUTPUT;
        }
        if (phase.noise() instanceof Disturbance.OfInputs) {
            return group == Group.INPUT;
        }
        if (phase.noise() instanceof Disturbance.OfNeurons && phase.kind() == Kind.INJECT) {
            return group.isHidden();
        }
        return !group.isSource()
                && (phase.noise() instanceof Disturbance.OfNeurons || phase.noise() instanceof Disturbance.Mirrored);
    }

    /** Whether neurons of the group have synapses through which they can send in the phase. */
    boolean canSend(Phase phase, Group group) {
        return switch (phase.kind()) {
            case FORWARD -> group != Group.OUTPUT;
            case INJECT -> group != Group.OUTPUT;
            case SETTLE -> true;
            case FEEDBACK, RECONSTRUCT ->
                (group == Group.OUTPUT
                                && !isWired(phase, Wiring.TRANSPOSE_BETWEEN_HIDDEN)
                                && !isWired(phase, Wiring.TRANSPOSE_TO_INPUTS))
                        || (group.isHidden() && !isWired(phase, Wiring.DIRECT));
            case LATERAL -> group.isHidden();
        };
    }

    boolean isWired(Phase phase, Wiring wiring) {
        return projection(phase.through()).filter(p -> p.wiring() == wiring).isPresent();
    }

    static boolean sendsThrough(Phase phase, String projection) {
        return phase.through().equals(projection)
                || phase.settling().filter(own -> own.back().equals(projection)).isPresent();
    }

    boolean goesDownBackwards(Phase phase) {
        return projection(phase.through())
                .filter(p ->
                        p.wiring() == Wiring.TRANSPOSE_TO_INPUTS && p.weights() instanceof Projection.Weights.Shared)
                .isPresent();
    }

    Optional<Projection> projection(String name) {
        return projections.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
