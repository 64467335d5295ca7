package io.dopaflow.models.rule;

import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection.Wiring;
import io.dopaflow.models.rule.Symbol.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what is wrong with a rule. A factor must be local: something that the synapse, or the neuron that sends, has heard
 * by then. What nobody sends never comes, and who waits for what comes only after him waits for ever.
 */
final class RuleCheck {
    private static final String NO_TRACE = "no trace here: only hidden and output neurons have them";

    private final int repetitions;
    private final List<Phase> phases;
    private final List<Projection> projections;
    private final List<Broadcast> broadcasts;
    private final Map<String, Expression> updates;
    private final double rate;
    private final Map<String, Double> rates;
    private final List<Trace> traces;
    private final List<RuleProblem> problems = new ArrayList<>();

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
    }

    List<RuleProblem> problems() {
        if (repetitions < 1) {
            problem("repetitions", Integer.toString(repetitions), "at least 1");
        } else if (repetitions > 1 && isInEnvironment()) {
            problem("repetitions", repetitions + " of a step in an environment", "1: a step is taken once");
        }
        checkPhases();
        checkProjections();
        checkBroadcasts();
        checkTraces();
        checkUpdates();
        checkRates();
        return problems;
    }

    /** Whether the rule is one for an environment, which goes on as the outputs have answered. */
    private boolean isInEnvironment() {
        return phases.stream().anyMatch(phase -> phase.noise() instanceof Disturbance.Chosen)
                || broadcasts.stream().anyMatch(told -> told.baseline() instanceof Baseline.TemporalDifference);
    }

    private void problem(String place, String found, String allowed) {
        problems.add(new RuleProblem(place, found, allowed));
    }

    private void checkPhases() {
        if (phases.stream().noneMatch(Phase::isAnswer)) {
            problem(
                    "phases",
                    "no phase in which the outputs answer the sample",
                    "at least one of kind forward, or settle without a nudge");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            String place = "phases[" + i + "]";
            if (!names.add(phase.name())) {
                problem(place + ".name", phase.name(), "a name of its own for each phase");
            }
            checkThrough(place + ".through", phase);
            checkNoise(place + ".noise", i, phase);
            checkSends(place + ".sends", i, phase);
            checkUnsaid(place, i, phase);
            checkSettling(place + ".settling", i, phase);
            if (phase.activated() && phase.isBasal()) {
                problem(
                        place + ".activated",
                        "true in a phase of kind " + word(phase.kind()),
                        "only where spikes go to apical compartments: feedback, reconstruct, lateral");
            }
        }
    }

    private void checkThrough(String place, Phase phase) {
        boolean forward = phase.through().equals(Projection.FORWARD);
        Optional<Projection> projection = projection(phase.through());
        if (phase.isBasal()) {
            if (!forward) {
                problem(
                        place,
                        phase.through(),
                        Projection.FORWARD + ", the network's own synapses, in a phase of kind " + word(phase.kind()));
            }
        } else if (forward || projection.isEmpty()) {
            problem(place, phase.through(), "a projection of the rule: " + names(projectionsFor(phase.kind())));
        } else if (!projection.get().carries(phase.kind())) {
            problem(
                    place,
                    phase.through() + ", which is wired "
                            + word(projection.get().wiring()),
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
            problem(
                    place,
                    "this noise in a phase of kind " + word(phase.kind()),
                    "neurons, synapses, mirror, spikes, choice or jitter in forward phases; three-valued or sign in feedback phases;"
                            + " neurons, inputs, mask or spikes in phases of kind inject; spikes in phases of kind reconstruct"
                            + " that are activated");
        } else if (noise instanceof Disturbance.Chosen
                && phases.stream().limit(index).anyMatch(Phase::isAnswer)) {
            problem(
                    place,
                    "a choice in " + phase.name() + ", after the outputs have answered",
                    "a choice in the first phase in which the outputs answer, and only there");
        } else if (noise instanceof Disturbance.Mirrored mirrored) {
            boolean found = phases.stream()
                    .limit(index)
                    .anyMatch(earlier -> earlier.name().equals(mirrored.phase())
                            && earlier.noise() instanceof Disturbance.OfNeurons);
            if (!found) {
                problem(place, "mirrors " + mirrored.phase(), "an earlier phase with noise of neurons");
            }
        }
    }

    private static boolean isFitting(Disturbance noise, Phase phase) {
        boolean ofInputs = noise instanceof Disturbance.OfInputs || noise instanceof Disturbance.Mask;
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
            problem(
                    place,
                    phase.settling().isPresent() ? "steps in a phase of kind " + word(phase.kind()) : "no steps",
                    "steps in phases of kind settle, and only there");
            return;
        }
        phase.settling().ifPresent(settling -> {
            boolean leadsBack = projection(settling.back())
                    .filter(p -> p.wiring() == Wiring.TRANSPOSE)
                    .isPresent();
            if (!leadsBack) {
                problem(place + ".back", settling.back(), "a projection of the rule that is wired transpose");
            }
            settling.start().ifPresent(start -> {
                boolean found = phases.stream()
                        .limit(index)
                        .anyMatch(earlier -> earlier.name().equals(start) && earlier.kind() == Kind.SETTLE);
                if (!found) {
                    problem(place + ".start", start, "an earlier phase of kind settle");
                }
            });
            settling.sign().ifPresent(sign -> {
                String coins =
                        names(broadcasts.stream().filter(Broadcast::isCoin).map(Broadcast::name));
                if (broadcasts.stream()
                        .noneMatch(told -> told.isCoin() && told.name().equals(sign))) {
                    problem(place + ".sign", sign, "a broadcast of the rule that is a coin: " + coins);
                } else if (settling.nudge() == 0) {
                    problem(place + ".sign", sign + " for a nudge of 0", "a nudge other than 0");
                }
            });
        });
    }

    private void checkSends(String place, int index, Phase phase) {
        boolean amplitudes = phase.kind() == Kind.FORWARD || phase.kind() == Kind.SETTLE;
        if (amplitudes && !phase.sends().isEmpty()) {
            problem(
                    place,
                    names(phase.sends().keySet().stream().sorted().map(RuleCheck::word)),
                    "nothing in a phase of kind " + word(phase.kind()) + ": neurons send their amplitude");
            return;
        }
        for (Group group : Group.values()) {
            Expression sent = phase.sends().get(group);
            if (sent == null) {
                continue;
            }
            String at = place + "." + word(group);
            if (!canSend(phase, group)) {
                problem(
                        at,
                        "sends in a phase of kind " + word(phase.kind()),
                        "groups that send in it: " + senders(phase));
                continue;
            }
            forEachFactor(at, sent, (where, factor) -> checkSent(where, factor, index, phase, group));
        }
        if (!phase.sends().containsKey(Group.BIAS)) {
            phase.sentBy(Group.BIAS).ifPresent(same -> forEachFactor(place + ".input", same, this::checkSentByBias));
        }
    }

    /** Bias neurons send what inputs send, where the rule says nothing else; but they hear of nobody. */
    private void checkSentByBias(String place, Factor factor) {
        boolean lacks = factor.quantity()
                .filter(quantity -> phases.stream()
                        .anyMatch(phase -> phase.name().equals(quantity.phase())
                                && knows(quantity.symbol(), phase, Group.INPUT)
                                && !knows(quantity.symbol(), phase, Group.BIAS)))
                .isPresent();
        if (lacks) {
            problem(place, factor + ", which bias neurons do not have", "sends for bias neurons, too; [] for nothing");
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
                    && canSend(phase, group)
                    && phase.sentBy(group).isEmpty()) {
                phase.sends(group, first.get().name())
                        .factors()
                        .filter(factor -> factor.quantity()
                                .filter(quantity -> isLate(quantity, index, phase))
                                .isPresent())
                        .forEach(factor -> {
                            groups.add(word(group));
                            missing.add(factor.toString());
                        });
            }
        }
        if (!missing.isEmpty()) {
            problem(
                    place,
                    "no sends for " + names(groups.stream()) + " neurons: they would send " + names(missing.stream())
                            + ", which they do not have yet as they send",
                    "sends for " + names(groups.stream()) + ", of phases before " + phase.name()
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
        return names(
                Stream.of(Group.values()).filter(group -> canSend(phase, group)).map(RuleCheck::word));
    }

    /** Whether neurons of the group have synapses through which they can send in the phase. */
    private boolean canSend(Phase phase, Group group) {
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

    private boolean isWired(Phase phase, Wiring wiring) {
        return projection(phase.through()).filter(p -> p.wiring() == wiring).isPresent();
    }

    private void checkSent(String place, Factor factor, int index, Phase phase, Group group) {
        if (factor instanceof Factor.Broadcast broadcast) {
            problem(place, broadcast.name(), "what the neuron itself knows: " + neuronSymbols());
            return;
        }
        if (factor.trace().isPresent()) {
            if (group.isSource()) {
                problem(place, factor.toString(), NO_TRACE);
            } else {
                requireTrace(place, factor);
            }
            return;
        }
        factor.quantity().ifPresent(quantity -> {
            if (quantity.symbol().side() != Side.POSTSYNAPTIC) {
                problem(place, factor.toString(), "what the neuron itself knows: " + neuronSymbols());
                return;
            }
            Optional<Integer> of = phaseOf(place, quantity);
            if (of.isEmpty()) {
                return;
            }
            if (isLate(quantity, index, phase)) {
                problem(
                        place,
                        factor + ", which the neuron does not have yet as it sends",
                        "phases before " + phase.name() + ": who waits for what comes later waits for ever");
            } else if (!knows(quantity.symbol(), phases.get(of.get()), group)) {
                unknown(place, quantity, group);
            }
        });
    }

    private static String neuronSymbols() {
        return names(Stream.of(Symbol.values())
                .filter(symbol -> symbol.side() == Side.POSTSYNAPTIC)
                .map(Symbol::word));
    }

    private void unknown(String place, Factor.Quantity quantity, Group group) {
        String where = names(phases.stream()
                .filter(phase -> knows(quantity.symbol(), phase, group))
                .map(phase -> quantity.symbol().word() + "@" + phase.name()));
        problem(
                place,
                quantity + ", which " + word(group) + " neurons do not have",
                where.equals("none") ? "no " + quantity.symbol().word() + " of any phase here" : where);
    }

    /** Whether a neuron of the group has the quantity once the phase is over. */
    private boolean knows(Symbol symbol, Phase phase, Group group) {
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
    private boolean hasApical(Phase phase, Group group) {
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

    /** The position of a quantity's phase; what is wrong with it is told. */
    private Optional<Integer> phaseOf(String place, Factor.Quantity quantity) {
        Symbol symbol = quantity.symbol();
        for (int i = 0; i < phases.size(); i++) {
            if (phases.get(i).name().equals(quantity.phase())) {
                return Optional.of(i);
            }
        }
        problem(
                place,
                quantity.phase().isEmpty() ? symbol.word() + " without a phase" : quantity.toString(),
                symbol.word() + "@ and one of the phases "
                        + names(phases.stream().map(Phase::name)));
        return Optional.empty();
    }

    private void checkProjections() {
        Set<String> names = new HashSet<>(Rule.OWN);
        names.add(Projection.FORWARD);
        for (Projection projection : projections) {
            String place = "projections." + projection.name();
            if (!names.add(projection.name())) {
                problem(
                        place,
                        projection.name(),
                        "a name of its own, and none of W, hidden, output, hidden-bias, output-bias");
            }
            if (phases.stream().noneMatch(phase -> sendsThrough(phase, projection.name()))) {
                problem(place, "no phase sends through it", "a phase with through: " + projection.name());
            }
            if (projection.isDerived() && !projection.isTranspose()) {
                problem(
                        place,
                        "weights of the forward synapses with wiring " + word(projection.wiring()),
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
                problem(place + ".name", broadcast.name(), "a name of its own that is no symbol and no number");
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
                problem(place + ".baseline", "other repetitions, of which there are none", "repetitions: 2 or more");
            }
        }
    }

    private void checkDifference(String place, String value, Baseline.TemporalDifference difference) {
        List<String> answers =
                phases.stream().filter(Phase::isAnswer).map(Phase::name).toList();
        if (answers.indexOf(value) != 0) {
            problem(
                    place + ".value",
                    value,
                    "the first phase in which the outputs answer: "
                            + names(answers.stream().limit(1)));
        }
        List<String> later = phases.stream()
                .dropWhile(phase -> !phase.name().equals(value))
                .skip(1)
                .filter(phase -> phase.kind() == Kind.FORWARD)
                .map(Phase::name)
                .toList();
        if (!later.contains(difference.next())) {
            problem(
                    place + ".next",
                    difference.next(),
                    "a forward phase after " + value + ", to which the next state is presented: "
                            + names(later.stream()));
        }
    }

    private void checkAnswer(String place, String name) {
        Set<String> forward =
                phases.stream().filter(Phase::isAnswer).map(Phase::name).collect(Collectors.toCollection(TreeSet::new));
        if (!forward.contains(name)) {
            problem(place, name, "a phase in which the outputs answer: " + names(forward.stream()));
        }
    }

    private void checkTraces() {
        Set<String> names = new HashSet<>();
        for (Trace trace : traces) {
            String place = "traces." + trace.name();
            if (!names.add(trace.name())) {
                problem(place, trace.name(), "a name of its own for each trace");
            }
            forEachFactor(place + ".change", trace.change(), (where, factor) -> {
                if (factor instanceof Factor.Broadcast broadcast) {
                    problem(where, broadcast.name(), "what the neuron itself knows: " + neuronSymbols());
                } else if (factor.trace().isPresent()) {
                    requireTrace(where, factor);
                } else if (factor.quantity()
                        .filter(quantity -> quantity.symbol().side() != Side.POSTSYNAPTIC)
                        .isPresent()) {
                    problem(where, factor.toString(), "what the neuron itself knows: " + neuronSymbols());
                } else {
                    checkFactor(where, factor, Projection.FORWARD, List.of(Group.HIDDEN));
                }
            });
        }
    }

    private void requireTrace(String place, Factor factor) {
        String wanted = factor.trace().map(Factor.OfTrace::name).orElseThrow();
        if (traces.stream().noneMatch(trace -> trace.name().equals(wanted))) {
            problem(
                    place,
                    factor.toString(),
                    "traces of the rule: " + names(traces.stream().map(Trace::name)));
        }
    }

    private void checkUpdates() {
        if (updates.isEmpty()) {
            problem("update", "nothing", "an update of hidden, output or a projection: nothing learns without");
        }
        for (Map.Entry<String, Expression> entry : new TreeMap<>(updates).entrySet()) {
            String name = entry.getKey();
            String place = "update." + name;
            boolean own = Rule.OWN.contains(name);
            Optional<Projection> projection = projection(name);
            if (!own && projection.isEmpty()) {
                problem(
                        place,
                        name,
                        names(Stream.concat(
                                Rule.OWN.stream(), projections.stream().map(Projection::name))));
                continue;
            }
            if (projection.filter(p -> p.isDerived() && !p.bias()).isPresent()) {
                problem(
                        place,
                        "an update of weights that are the forward synapses'",
                        "weights of its own, or bias: true, whose synapses are its own");
            }
            String through = own ? Projection.FORWARD : name;
            forEachFactor(
                    place,
                    entry.getValue(),
                    (where, factor) -> checkFactor(where, factor, through, postsynaptic(name)));
            checkExplainedToBias(place, name);
        }
    }

    /** The groups of neurons that the synapses of an update lead to. */
    private List<Group> postsynaptic(String update) {
        if (update.equals(Rule.OUTPUT) || update.equals(Rule.OUTPUT_BIAS)) {
            return List.of(Group.OUTPUT);
        }
        boolean inputs = projection(update)
                .filter(p -> p.wiring() == Wiring.TRANSPOSE_TO_INPUTS)
                .isPresent();
        return inputs ? List.of(Group.INPUT, Group.HIDDEN) : List.of(Group.HIDDEN);
    }

    private void checkFactor(String place, Factor factor, String through, List<Group> posts) {
        if (factor instanceof Factor.Broadcast broadcast) {
            if (broadcasts.stream().noneMatch(b -> b.name().equals(broadcast.name()))) {
                problem(place, broadcast.name(), alphabet());
            }
            return;
        }
        if (factor.trace().isPresent()) {
            if (posts.contains(Group.INPUT)) {
                problem(place, factor.toString(), NO_TRACE);
            } else {
                requireTrace(place, factor);
            }
            return;
        }
        factor.quantity().ifPresent(quantity -> {
            if (factor instanceof Factor.Inverse && quantity.symbol().side() == Side.SYNAPSE) {
                problem(
                        place,
                        factor.toString(),
                        "one over what a neuron sent or knows, not over what is the synapse's own");
            }
            if (!quantity.symbol().isOfPhase()) {
                if (!quantity.phase().isEmpty()) {
                    problem(place, factor + "@" + quantity.phase(), factor.toString());
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
                            .filter(post -> !knows(quantity.symbol(), phase, post))
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

    private static boolean sendsThrough(Phase phase, String projection) {
        return phase.through().equals(projection)
                || phase.settling().filter(own -> own.back().equals(projection)).isPresent();
    }

    private void requireThrough(
            String place, Factor.Quantity quantity, Phase phase, String through, Predicate<Phase> isHeard) {
        if (!sendsThrough(phase, through)) {
            String heard = names(phases.stream()
                    .filter(other -> sendsThrough(other, through) && isHeard.test(other))
                    .map(other -> quantity.symbol().word() + "@" + other.name()));
            problem(place, quantity + ", in which nobody sends through " + through, heard);
        }
    }

    private void checkOwn(String place, Factor.Quantity quantity, Phase phase, String through) {
        Predicate<Phase> has = quantity.symbol() == Symbol.TIMING
                ? other -> other.noise() instanceof Disturbance.Jitter || other.kind() == Kind.SETTLE
                : other -> other.noise() instanceof Disturbance.OfSynapses;
        if (!has.test(phase)) {
            problem(
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
        if (!own || !goesDownBackwards(phase)) {
            String down = names(phases.stream()
                    .filter(this::goesDownBackwards)
                    .map(other -> quantity.symbol().word() + "@" + other.name()));
            problem(
                    place,
                    quantity + ", which these synapses are not told",
                    own
                            ? down + ", of phases through a projection wired transpose-to-inputs with weights: shared"
                            : "only in the update of hidden");
        }
    }

    private boolean goesDownBackwards(Phase phase) {
        return projection(phase.through())
                .filter(p ->
                        p.wiring() == Wiring.TRANSPOSE_TO_INPUTS && p.weights() instanceof Projection.Weights.Shared)
                .isPresent();
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
            problem(
                    place,
                    Symbol.EXPLAINED.word() + ", which synapses from bias neurons are not told",
                    "an update of hidden-bias without it; [[0]] for none");
        }
    }

    private String alphabet() {
        return "a number, " + names(Stream.of(Symbol.values()).map(Symbol::word)) + ", or a broadcast: "
                + names(broadcasts.stream().map(Broadcast::name));
    }

    private void checkRates() {
        requireRate("rate", rate);
        rates.forEach((name, own) -> {
            requireRate("rates." + name, own);
            if (!updates.containsKey(name)) {
                problem(
                        "rates." + name,
                        name,
                        "updates of the rule: "
                                + names(updates.keySet().stream().sorted()));
            }
        });
    }

    private void requireRate(String place, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            problem(place, Double.toString(value), "finite, not negative");
        }
    }

    private interface Visitor {
        void visit(String place, Factor factor);
    }

    private static void forEachFactor(String place, Expression expression, Visitor visitor) {
        for (int product = 0; product < expression.products().size(); product++) {
            List<Factor> factors = expression.products().get(product);
            for (int i = 0; i < factors.size(); i++) {
                visitor.visit(place + "[" + product + "][" + i + "]", factors.get(i));
            }
        }
    }

    private Optional<Projection> projection(String name) {
        return projections.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    private static String names(Stream<String> names) {
        String all = names.collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
