package io.dopaflow.models.rule;

import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection.Wiring;
import io.dopaflow.models.rule.Symbol.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds what is wrong with the phases of a rule. What nobody sends never comes, and who waits for what comes only after him
 * waits for ever.
 */
final class PhaseCheck {
    private final List<Phase> phases;
    private final List<Projection> projections;
    private final List<Broadcast> broadcasts;
    private final Knowledge knowledge;
    private final FactorCheck factors;
    private final RuleProblems problems;

    PhaseCheck(
            List<Phase> phases,
            List<Projection> projections,
            List<Broadcast> broadcasts,
            Knowledge knowledge,
            FactorCheck factors,
            RuleProblems problems) {
        this.phases = phases;
        this.projections = projections;
        this.broadcasts = broadcasts;
        this.knowledge = knowledge;
        this.factors = factors;
        this.problems = problems;
    }

    void check() {
        if (phases.stream().noneMatch(Phase::isAnswer)) {
            problems.add(
                    "phases",
                    "no phase in which the outputs answer the sample",
                    "at least one of kind forward, or settle without a nudge");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            String place = "phases[" + i + "]";
            if (!names.add(phase.name())) {
                problems.add(place + ".name", phase.name(), "a name of its own for each phase");
            }
            checkThrough(place + ".through", phase);
            checkNoise(place + ".noise", i, phase);
            checkSends(place + ".sends", i, phase);
            checkUnsaid(place, i, phase);
            checkSettling(place + ".settling", i, phase);
            if (phase.activated() && phase.isBasal()) {
                problems.add(
                        place + ".activated",
                        "true in a phase of kind " + RuleText.word(phase.kind()),
                        "only where spikes go to apical compartments: feedback, reconstruct, lateral");
            }
        }
    }

    private void checkThrough(String place, Phase phase) {
        boolean forward = phase.through().equals(Projection.FORWARD);
        Optional<Projection> projection = knowledge.projection(phase.through());
        if (phase.isBasal()) {
            if (!forward) {
                problems.add(
                        place,
                        phase.through(),
                        Projection.FORWARD + ", the network's own synapses, in a phase of kind "
                                + RuleText.word(phase.kind()));
            }
        } else if (forward || projection.isEmpty()) {
            problems.add(
                    place,
                    phase.through(),
                    "a projection of the rule: " + RuleText.names(projectionsFor(phase.kind())));
        } else if (!projection.get().carries(phase.kind())) {
            problems.add(
                    place,
                    phase.through() + ", which is wired "
                            + RuleText.word(projection.get().wiring()),
                    phase.kind() == Kind.LATERAL
                            ? "a lateral projection"
                            : "a projection that leads down: one wired transpose in any way, or direct");
        }
    }

    private Stream<String> projectionsFor(Kind kind) {
        return projections.stream()
                .filter(projection -> projection.carries(kind))
                .map(Projection::name);
    }

    private void checkNoise(String place, int index, Phase phase) {
        Disturbance noise = phase.noise();
        if (!isFitting(noise, phase)) {
            problems.add(
                    place,
                    "this noise in a phase of kind " + RuleText.word(phase.kind()),
                    "neurons, synapses, mirror, spikes, choice or jitter in forward phases; three-valued or sign in feedback phases;"
                            + " neurons, inputs, mask, salt-and-pepper or spikes in phases of kind inject; spikes in phases of kind reconstruct"
                            + " that are activated");
        } else if (noise instanceof Disturbance.Chosen
                && phases.stream().limit(index).anyMatch(Phase::isAnswer)) {
            problems.add(
                    place,
                    "a choice in " + phase.name() + ", after the outputs have answered",
                    "a choice in the first phase in which the outputs answer, and only there");
        } else if (noise instanceof Disturbance.Mirrored mirrored) {
            boolean found = phases.stream()
                    .limit(index)
                    .anyMatch(earlier -> earlier.name().equals(mirrored.phase())
                            && earlier.noise() instanceof Disturbance.OfNeurons);
            if (!found) {
                problems.add(place, "mirrors " + mirrored.phase(), "an earlier phase with noise of neurons");
            }
        }
    }

    private static boolean isFitting(Disturbance noise, Phase phase) {
        boolean ofInputs = noise instanceof Disturbance.OfInputs
                || noise instanceof Disturbance.Mask
                || noise instanceof Disturbance.SaltAndPepper;
        boolean spikes = noise instanceof Disturbance.Spikes;
        boolean coarse = noise instanceof Disturbance.ThreeValued;
        return noise instanceof Disturbance.None
                || switch (phase.kind()) {
                    case FORWARD -> !ofInputs && !coarse;
                    case FEEDBACK -> coarse;
                    case INJECT -> ofInputs || spikes || noise instanceof Disturbance.OfNeurons;
                    case RECONSTRUCT -> spikes && phase.activated();
                    case LATERAL, SETTLE -> false;
                };
    }

    private void checkSettling(String place, int index, Phase phase) {
        if (phase.settling().isPresent() != (phase.kind() == Kind.SETTLE)) {
            problems.add(
                    place,
                    phase.settling().isPresent()
                            ? "steps in a phase of kind " + RuleText.word(phase.kind())
                            : "no steps",
                    "steps in phases of kind settle, and only there");
            return;
        }
        phase.settling().ifPresent(settling -> {
            boolean leadsBack = knowledge
                    .projection(settling.back())
                    .filter(p -> p.wiring() == Wiring.TRANSPOSE)
                    .isPresent();
            if (!leadsBack) {
                problems.add(place + ".back", settling.back(), "a projection of the rule that is wired transpose");
            }
            settling.start().ifPresent(start -> {
                boolean found = phases.stream()
                        .limit(index)
                        .anyMatch(earlier -> earlier.name().equals(start) && earlier.kind() == Kind.SETTLE);
                if (!found) {
                    problems.add(place + ".start", start, "an earlier phase of kind settle");
                }
            });
            settling.sign().ifPresent(sign -> {
                String coins = RuleText.names(
                        broadcasts.stream().filter(Broadcast::isCoin).map(Broadcast::name));
                if (broadcasts.stream()
                        .noneMatch(told -> told.isCoin() && told.name().equals(sign))) {
                    problems.add(place + ".sign", sign, "a broadcast of the rule that is a coin: " + coins);
                } else if (settling.nudge() == 0) {
                    problems.add(place + ".sign", sign + " for a nudge of 0", "a nudge other than 0");
                }
            });
        });
    }

    private void checkSends(String place, int index, Phase phase) {
        boolean amplitudes = phase.kind() == Kind.FORWARD || phase.kind() == Kind.SETTLE;
        if (amplitudes && !phase.sends().isEmpty()) {
            problems.add(
                    place,
                    RuleText.names(phase.sends().keySet().stream().sorted().map(RuleText::word)),
                    "nothing in a phase of kind " + RuleText.word(phase.kind()) + ": neurons send their amplitude");
            return;
        }
        for (Group group : Group.values()) {
            Expression sent = phase.sends().get(group);
            if (sent == null) {
                continue;
            }
            String at = place + "." + RuleText.word(group);
            if (!knowledge.canSend(phase, group)) {
                problems.add(
                        at,
                        "sends in a phase of kind " + RuleText.word(phase.kind()),
                        "groups that send in it: " + senders(phase));
                continue;
            }
            RuleText.forEachFactor(at, sent, (where, factor) -> checkSent(where, factor, index, phase, group));
        }
        if (!phase.sends().containsKey(Group.BIAS)) {
            phase.sentBy(Group.BIAS)
                    .ifPresent(same -> RuleText.forEachFactor(place + ".input", same, this::checkSentByBias));
        }
    }

    /** Bias neurons send what inputs send, where the rule says nothing else; but they hear of nobody. */
    private void checkSentByBias(String place, Factor factor) {
        boolean lacks = factor.quantity()
                .filter(quantity -> phases.stream()
                        .anyMatch(phase -> phase.name().equals(quantity.phase())
                                && knowledge.knows(quantity.symbol(), phase, Group.INPUT)
                                && !knowledge.knows(quantity.symbol(), phase, Group.BIAS)))
                .isPresent();
        if (lacks) {
            problems.add(
                    place, factor + ", which bias neurons do not have", "sends for bias neurons, too; [] for nothing");
        }
    }

    /** What neurons send where the rule does not say it: but for waves from below and settling, that of the first answer. */
    private void checkUnsaid(String place, int index, Phase phase) {
        Optional<Phase> first = phases.stream().filter(Phase::isAnswer).findFirst();
        if (first.isEmpty() || phase.kind() == Kind.FORWARD || phase.kind() == Kind.SETTLE) {
            return;
        }
        Set<String> groups = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        for (Group group : Group.values()) {
            // Bias neurons lack what inputs lack.
            if (group != Group.BIAS
                    && knowledge.canSend(phase, group)
                    && phase.sentBy(group).isEmpty()) {
                phase.sends(group, first.get().name())
                        .factors()
                        .filter(factor -> factor.quantity()
                                .filter(quantity -> isLate(quantity, index, phase))
                                .isPresent())
                        .forEach(factor -> {
                            groups.add(RuleText.word(group));
                            missing.add(factor.toString());
                        });
            }
        }
        if (!missing.isEmpty()) {
            problems.add(
                    place,
                    "no sends for " + RuleText.names(groups.stream()) + " neurons: they would send "
                            + RuleText.names(missing.stream()) + ", which they do not have yet as they send",
                    "sends for " + RuleText.names(groups.stream()) + ", of phases before " + phase.name()
                            + ", or this phase after " + first.get().name());
        }
    }

    /** Whether a neuron gets the quantity only after it has sent in the phase. */
    private boolean isLate(Factor.Quantity quantity, int index, Phase phase) {
        boolean isBefore =
                phases.stream().limit(index).anyMatch(earlier -> earlier.name().equals(quantity.phase()));
        boolean isOwn = quantity.phase().equals(phase.name()) && phase.isWave() && quantity.symbol() != Symbol.SENT;
        return !isBefore && !isOwn;
    }

    private String senders(Phase phase) {
        return RuleText.names(Stream.of(Group.values())
                .filter(group -> knowledge.canSend(phase, group))
                .map(RuleText::word));
    }

    private void checkSent(String place, Factor factor, int index, Phase phase, Group group) {
        if (factor instanceof Factor.Broadcast broadcast) {
            problems.add(place, broadcast.name(), "what the neuron itself knows: " + FactorCheck.neuronSymbols());
            return;
        }
        if (factor.trace().isPresent()) {
            if (group.isSource()) {
                problems.add(place, factor.toString(), FactorCheck.NO_TRACE);
            } else {
                factors.requireTrace(place, factor);
            }
            return;
        }
        factor.quantity().ifPresent(quantity -> {
            if (quantity.symbol().side() != Side.POSTSYNAPTIC) {
                problems.add(place, factor.toString(), "what the neuron itself knows: " + FactorCheck.neuronSymbols());
                return;
            }
            Optional<Integer> of = factors.phaseOf(place, quantity);
            if (of.isEmpty()) {
                return;
            }
            if (isLate(quantity, index, phase)) {
                problems.add(
                        place,
                        factor + ", which the neuron does not have yet as it sends",
                        "phases before " + phase.name() + ": who waits for what comes later waits for ever");
            } else if (!knowledge.knows(quantity.symbol(), phases.get(of.get()), group)) {
                factors.unknown(place, quantity, group);
            }
        });
    }
}
