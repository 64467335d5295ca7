package io.dopaflow.models.phased;

import io.dopaflow.models.environment.Choice;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Regulator.Sparse;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.models.rule.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rule on a network: which unit hears of which in each phase, and what each of them is asked for. All of it is known
 * before the first spike, so that every unit and synapse knows what it waits for.
 *
 * <p>A unit is a neuron of the network, by its id, or a label, numbered after them. What a unit knows stands in an array with
 * a slot for each quantity of each phase. The forward projection is number 0.
 */
public final class Circuit {
    /** Quantities of a phase that a unit knows. */
    private static final List<Symbol> KNOWN = Stream.of(Symbol.values())
            .filter(s -> s.side() == Symbol.Side.POSTSYNAPTIC)
            .toList();

    private static final int[] POSITION = positions();
    private static final int NOT_BACK = -1;
    private static final int NO_COIN = -1;

    private final Network network;
    private final Rule rule;
    private final Phase[] phases;
    private final int units;
    private final List<Wiring> wirings = new ArrayList<>();
    private final List<Weights> weights = new ArrayList<>();
    private final Group[] groups;
    private final int[] through;
    private final int[] back;
    private final int[][] order;
    private final boolean[] asked;
    private final boolean[] lossAsked;
    private final boolean[] next;
    private final boolean[] read;
    private final boolean[] timingAsked;
    private final boolean[] explainedAsked;
    private final int[] coin;
    private final double[] rates;
    private final int[] sparse;
    private final int working;

    /** The rule's repetitions become phases. */
    public Circuit(Network network, Rule given) {
        this.network = network;
        this.rule = given.unrolled();
        this.phases = rule.phases().toArray(Phase[]::new);
        boolean labels = rule.projections().stream()
                .anyMatch(projection -> projection.wiring() == Projection.Wiring.LATERAL_AND_LABELS);
        this.units = network.neuronCount() + (labels ? network.outputCount() : 0);
        wirings.add(Wiring.forward(network, units));
        weights.add(new Weights.Own(1));
        int first = network.synapseCount();
        for (Projection projection : rule.projections()) {
            Wiring wiring = Wiring.of(projection, network, first, units);
            wirings.add(wiring);
            weights.add(projection.weights());
            first += wiring.size();
        }
        this.groups = IntStream.range(0, units).mapToObj(this::groupOf).toArray(Group[]::new);
        this.through = rule.phases().stream()
                .mapToInt(phase -> indexOf(phase.through()))
                .toArray();
        this.back = rule.phases().stream()
                .mapToInt(phase ->
                        phase.settling().map(own -> indexOf(own.back())).orElse(NOT_BACK))
                .toArray();
        this.order = rule.phases().stream().map(this::orderOf).toArray(int[][]::new);
        this.asked = new boolean[rule.phases().size() * KNOWN.size()];
        this.lossAsked = new boolean[rule.phases().size()];
        this.next = new boolean[rule.phases().size()];
        this.read = new boolean[rule.phases().size()];
        this.timingAsked = new boolean[rule.phases().size()];
        this.explainedAsked = new boolean[rule.phases().size()];
        this.coin = rule.phases().stream()
                .mapToInt(phase -> phase.settling()
                        .flatMap(Phase.Settling::sign)
                        .map(this::broadcast)
                        .orElse(NO_COIN))
                .toArray();
        this.rates = new double[synapses()];
        for (int i = 0; i < wirings.size(); i++) {
            for (int synapse = 0; synapse < wirings.get(i).size(); synapse++) {
                rates[wirings.get(i).first() + synapse] = rule.rateOf(updateOf(i, synapse));
            }
        }
        Optional<Sparse> silence =
                rule.remembering().filter(Sparse.class::isInstance).map(Sparse.class::cast);
        this.sparse = silence.isPresent() ? ofInputs() : new int[0];
        this.working = silence.map(share -> (int) Math.round(share.density() * sparse.length))
                .orElse(0);
        ask();
    }

    /** Synapses of the network from inputs onto hidden neurons. */
    private int[] ofInputs() {
        return IntStream.range(0, network.synapseCount())
                .filter(synapse ->
                        groups[network.pre(synapse)] == Group.INPUT && groups[network.post(synapse)].isHidden())
                .toArray();
    }

    private static int[] positions() {
        int[] positions = new int[Symbol.values().length];
        Arrays.fill(positions, -1);
        for (int i = 0; i < KNOWN.size(); i++) {
            positions[KNOWN.get(i).ordinal()] = i;
        }
        return positions;
    }

    private Group groupOf(int unit) {
        if (unit >= network.neuronCount() || network.neuron(unit).role() instanceof NeuronRole.Bias) {
            return Group.BIAS;
        }
        if (network.neuron(unit).role() instanceof NeuronRole.Input) {
            return Group.INPUT;
        }
        if (network.neuron(unit).role() instanceof NeuronRole.Output) {
            return Group.OUTPUT;
        }
        boolean last = Arrays.stream(network.fanOut(unit))
                .anyMatch(s -> network.neuron(network.post(s)).role() instanceof NeuronRole.Output);
        return last ? Group.LAST : Group.HIDDEN;
    }

    private int broadcast(String name) {
        return rule.broadcasts().stream().map(Broadcast::name).toList().indexOf(name);
    }

    private int indexOf(String projection) {
        for (int i = 0; i < wirings.size(); i++) {
            if (wirings.get(i).name().equals(projection)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no projection " + projection);
    }

    /** Units that take part in a phase, each after those that it waits for. */
    private int[] orderOf(Phase phase) {
        Wiring wiring = wirings.get(indexOf(phase.through()));
        int[] upward = network.topologicalOrder();
        Stream<Integer> all = Stream.concat(
                Arrays.stream(upward).boxed(),
                IntStream.range(network.neuronCount(), units).boxed());
        if (phase.kind() == Kind.FEEDBACK) {
            List<Integer> downward = new ArrayList<>(all.toList());
            Collections.reverse(downward);
            // A bias neuron sends in a feedback wave as well, and it waits for nobody.
            downward.sort(Comparator.comparing(unit -> wiring.fanIn(unit).length > 0));
            all = downward.stream();
        }
        return all.filter(unit -> takesPart(unit, wiring))
                .mapToInt(unit -> unit)
                .toArray();
    }

    private static boolean takesPart(int unit, Wiring wiring) {
        return wiring.fanIn(unit).length > 0 || wiring.fanOut(unit).length > 0;
    }

    private void ask() {
        for (int phase = 0; phase < rule.phases().size(); phase++) {
            for (Group group : EnumSet.allOf(Group.class)) {
                sends(phase, group).factors().forEach(this::ask);
            }
        }
        rule.updates().values().stream().flatMap(Expression::factors).forEach(this::ask);
        rule.traces().stream().flatMap(trace -> trace.change().factors()).forEach(this::ask);
        for (Broadcast broadcast : rule.broadcasts()) {
            if (broadcast.isCoin()) {
                continue;
            }
            if (broadcast.baseline() instanceof Baseline.TemporalDifference difference) {
                next[rule.indexOf(difference.next())] = true;
            } else if (broadcast.baseline() instanceof Baseline.Gain) {
                read[rule.indexOf(broadcast.phase())] = true;
            } else {
                askForLosses(broadcast);
            }
        }
        lossAsked[firstAnswer()] = true;
        for (int phase = 0; phase < read.length; phase++) {
            read[phase] |= next[phase] || lossAsked[phase] || isAsked(phase, Symbol.ERROR);
        }
    }

    private void askForLosses(Broadcast broadcast) {
        lossAsked[rule.indexOf(broadcast.phase())] = true;
        if (broadcast.baseline() instanceof Baseline.OfPhase other) {
            lossAsked[rule.indexOf(other.phase())] = true;
        } else if (broadcast.baseline() instanceof Baseline.OfPhases others) {
            others.phases().forEach(name -> lossAsked[rule.indexOf(name)] = true);
        }
    }

    private void ask(Factor factor) {
        ask(factor, Symbol.TIMING, timingAsked);
        ask(factor, Symbol.EXPLAINED, explainedAsked);
        factor.quantity()
                .filter(quantity -> POSITION[quantity.symbol().ordinal()] >= 0)
                .ifPresent(quantity -> asked[slot(rule.indexOf(quantity.phase()), quantity.symbol())] = true);
    }

    private void ask(Factor factor, Symbol symbol, boolean[] askedInPhase) {
        factor.quantity()
                .filter(quantity -> quantity.symbol() == symbol)
                .ifPresent(quantity -> askedInPhase[rule.indexOf(quantity.phase())] = true);
    }

    /** The graph. */
    public Network network() {
        return network;
    }

    /** The rule, without repetitions. */
    public Rule rule() {
        return rule;
    }

    /** Neurons and labels. */
    public int units() {
        return units;
    }

    /** Which group the unit is of; labels are of that of bias neurons. */
    public Group group(int unit) {
        return groups[unit];
    }

    /** A unit as users know it: the name of a neuron, or {@code label} and what it stands for by position. */
    public String unitName(int unit) {
        return unit < network.neuronCount() ? network.neuron(unit).name() : "label " + (unit - network.neuronCount());
    }

    /** A synapse, numbered in the whole model, as users know it: its number, its projection and its units. */
    public String label(int synapse) {
        int i = wirings.size() - 1;
        while (wirings.get(i).first() > synapse) {
            i--;
        }
        Wiring wiring = wirings.get(i);
        int own = synapse - wiring.first();
        return "synapse " + synapse + (i == 0 ? "" : " of " + wiring.name()) + " (" + unitName(wiring.pre(own)) + " -> "
                + unitName(wiring.post(own)) + ")";
    }

    /** The projections: first the network's own synapses, then those of the rule in its order. */
    public List<Wiring> wirings() {
        return List.copyOf(wirings);
    }

    /** Where the weights of a projection come from. */
    public Weights weights(int wiring) {
        return weights.get(wiring);
    }

    /** Synapses of all projections. */
    public int synapses() {
        Wiring last = wirings.get(wirings.size() - 1);
        return last.first() + last.size();
    }

    /** Number of phases. */
    public int phases() {
        return order.length;
    }

    /** A phase. */
    public Phase phase(int phase) {
        return phases[phase];
    }

    /** The number of the projection that a phase goes through. */
    public int through(int phase) {
        return through[phase];
    }

    /** Whether a phase goes back as well, through a projection of its own. */
    public boolean goesBack(int phase) {
        return back[phase] != NOT_BACK;
    }

    /** The number of the projection through which a phase goes back. */
    public int back(int phase) {
        return back[phase];
    }

    /** Spikes that arrive at synapses in a phase: one at each for every time that neurons send. */
    public int arrivals(int phase) {
        return times(phase, wiring -> wirings.get(wiring).size() - silent(wiring));
    }

    /** Spikes of a wave that end at synapses which are silent. */
    public int silenced() {
        return IntStream.range(0, phases())
                .map(phase -> times(phase, this::silent))
                .sum();
    }

    /** Synapses by which a phase goes, as often as it does. */
    private int times(int phase, IntUnaryOperator synapses) {
        int once = synapses.applyAsInt(through[phase]);
        return phase(phase)
                .settling()
                .map(own -> (own.steps() + 1) * (once + synapses.applyAsInt(back[phase])))
                .orElse(once);
    }

    /** Synapses of a projection that are silent: of the network's own, and of those that work with their weights. */
    private int silent(int wiring) {
        boolean some = wiring == 0
                || IntStream.range(0, wirings.get(wiring).size())
                        .anyMatch(synapse -> isDerived(wiring, synapse)
                                && Arrays.binarySearch(
                                                sparse, wirings.get(wiring).partner(synapse))
                                        >= 0);
        return some ? sparse.length - working : 0;
    }

    /** Synapses of the network that may be silent, ascending; none in most rules. The array is the circuit's own. */
    public int[] sparse() {
        return sparse;
    }

    /** How many of them work. */
    public int working() {
        return working;
    }

    /** Units that take part in a phase, each after those that it waits for. The array is the circuit's own. */
    public int[] order(int phase) {
        return order[phase];
    }

    /**
     * Whether a unit only says what it presents, the same in all phases of a wave: a source that takes part in forward waves
     * alone, and sends its amplitude.
     */
    public boolean isRelay(int unit) {
        return groups[unit].isSource()
                && !presentsNext()
                && IntStream.range(0, phases())
                        .filter(phase -> takesPart(unit, wirings.get(through[phase])))
                        .allMatch(phase -> phase(phase).kind() == Kind.FORWARD
                                && phase(phase).sentBy(groups[unit]).isEmpty());
    }

    /** Slots for what a unit knows: the quantities of each phase, then its traces. */
    public int slots() {
        return rule.phases().size() * KNOWN.size() + rule.traces().size();
    }

    /** The slot of the first trace; the others follow in the order of the rule. */
    int firstTrace() {
        return rule.phases().size() * KNOWN.size();
    }

    /** The slot of a trace. */
    int slotOfTrace(String name) {
        List<String> names = rule.traces().stream().map(Trace::name).toList();
        return firstTrace() + names.indexOf(name);
    }

    /** What a unit's traces are before the first wave, in the order of the rule. */
    public double[] initialTraces() {
        return rule.traces().stream().mapToDouble(Trace::initial).toArray();
    }

    /** Whether the unit has traces. */
    public boolean keepsTraces(int unit) {
        return !rule.traces().isEmpty() && !groups[unit].isSource();
    }

    /** The slot of a quantity of a phase. */
    public int slot(int phase, Symbol symbol) {
        return phase * KNOWN.size() + POSITION[symbol.ordinal()];
    }

    /** Whether anything asks for the quantity. */
    public boolean isAsked(int phase, Symbol symbol) {
        return asked[slot(phase, symbol)];
    }

    /** Whether synapses ask for the timing of spikes while neurons settle in a phase, see {@link SettlingTiming}. */
    public boolean isSettlingTimed(int phase) {
        return timingAsked[phase] && phase(phase).settling().isPresent();
    }

    /**
     * Whether a unit tells each forward synapse from it, beside which a synapse of the phase leads to it, the sum of what has
     * arrived up to that one, in the order of synapses, see {@link Symbol#EXPLAINED}.
     */
    public boolean isExplainedAsked(int phase) {
        return explainedAsked[phase];
    }

    /** Whether the sign of the nudge in a phase is a coin's. */
    boolean hasCoin(int phase) {
        return coin[phase] != NO_COIN;
    }

    /** The number of the broadcast that decides the sign of the nudge in a phase. */
    int coin(int phase) {
        return coin[phase];
    }

    /** Whether the loss of a phase is asked for. */
    public boolean isLossAsked(int phase) {
        return lossAsked[phase];
    }

    /** The number of the first phase in which the outputs answer. */
    public int firstAnswer() {
        return rule.indexOf(rule.firstAnswer().name());
    }

    /** Whether anybody wants to know what the outputs read in a phase. */
    public boolean isRead(int phase) {
        return read[phase];
    }

    /** Whether an environment presents its next state, from this phase of a wave on. */
    public boolean presentsNext(int phase) {
        return next[phase];
    }

    /** Whether an environment presents its next state within a wave. */
    public boolean presentsNext() {
        return IntStream.range(0, next.length).anyMatch(this::presentsNext);
    }

    /** How an output is chosen in the first answer; empty if none is. */
    public Optional<Choice> choice() {
        return rule.firstAnswer().noise() instanceof Disturbance.Chosen chosen
                ? Optional.of(chosen.choice())
                : Optional.empty();
    }

    /** Whether the unit is one of those of which one is chosen in the phase; it spikes once it is. */
    public boolean isChosenFrom(int phase, int unit) {
        return phase(phase).noise() instanceof Disturbance.Chosen && groups[unit] == Group.OUTPUT;
    }

    /** Whether outputs ask for their targets: whether they are nudged in some phase. */
    public boolean isTargetAsked() {
        return rule.phases().stream()
                .flatMap(phase -> phase.settling().stream())
                .anyMatch(settling -> settling.nudge() != 0);
    }

    /** What units of a group send in a phase. */
    Expression sends(int phase, Group group) {
        return phase(phase).sends(group, rule.firstAnswer().name());
    }

    /** Numbers that a unit draws in a wave. */
    int draws(int unit) {
        return (int) IntStream.range(0, phases()).filter(p -> draws(p, unit)).count();
    }

    /** Whether a unit that takes part in the phase draws a number in it. */
    boolean draws(int phase, int unit) {
        Disturbance noise = phase(phase).noise();
        Kind kind = phase(phase).kind();
        Group group = groups[unit];
        if (noise instanceof Disturbance.OfInputs
                || noise instanceof Disturbance.Mask
                || noise instanceof Disturbance.SaltAndPepper) {
            return group == Group.INPUT;
        }
        if (noise instanceof Disturbance.OfNeurons) {
            return kind == Kind.INJECT ? group.isHidden() : !group.isSource();
        }
        boolean spikes =
                kind == Kind.RECONSTRUCT ? wirings.get(through[phase]).fanIn(unit).length > 0 : group.isHidden();
        return noise instanceof Disturbance.Spikes && spikes;
    }

    /** Phases in which the unit sends three values by chance; a source has nothing else to send than its amplitude. */
    int errorDraws(int unit) {
        return (int) IntStream.range(0, phases())
                .filter(p -> phase(p).noise() instanceof Disturbance.ThreeValued values && values.stochastic())
                .filter(p -> !groups[unit].isSource() && Arrays.stream(order[p]).anyMatch(taking -> taking == unit))
                .count();
    }

    /** The size of the noise that synapses add in a phase; 0 for none. */
    public double synapticNoise(int phase) {
        return phase(phase).noise() instanceof Disturbance.OfSynapses noise ? noise.size() : 0;
    }

    /** Whether spikes arrive at synapses with jitter in a phase. */
    public boolean jitters(int phase) {
        return phase(phase).noise() instanceof Disturbance.Jitter;
    }

    /** Number of phases with jitter. */
    public int jitters() {
        return (int) IntStream.range(0, phases()).filter(this::jitters).count();
    }

    /** The name of the update that changes a synapse of the projection. */
    public String updateOf(int wiring, int synapse) {
        if (wiring > 0) {
            return wirings.get(wiring).name();
        }
        boolean output = groups[network.post(synapse)] == Group.OUTPUT;
        if (isBias(synapse)) {
            String bias = output ? Rule.OUTPUT_BIAS : Rule.HIDDEN_BIAS;
            if (rule.updates().containsKey(bias)) {
                return bias;
            }
        }
        return output ? Rule.OUTPUT : Rule.HIDDEN;
    }

    private boolean isBias(int synapse) {
        return network.neuron(network.pre(synapse)).role() instanceof NeuronRole.Bias;
    }

    /** Whether a synapse of the network leads from a bias neuron to a hidden neuron. */
    boolean isHiddenBias(int synapse) {
        return isBias(synapse) && groups[network.post(synapse)] != Group.OUTPUT;
    }

    /** The learning rate of a synapse of the projection, if it changes. */
    public double rate(int wiring, int synapse) {
        return rates[wirings.get(wiring).first() + synapse];
    }

    /** Whether a synapse of the projection changes: there is an update for it, and its weight is not that of another. */
    public boolean isPlastic(int wiring, int synapse) {
        return rule.updates().containsKey(updateOf(wiring, synapse)) && !isDerived(wiring, synapse);
    }

    /** Whether a synapse of the projection works with the weight of a forward synapse. */
    public boolean isDerived(int wiring, int synapse) {
        return !(weights.get(wiring) instanceof Weights.Own)
                && wirings.get(wiring).hasPartner(synapse);
    }

    /** The phases that go through a projection, ascending. */
    public int[] phasesThrough(int wiring) {
        return IntStream.range(0, phases())
                .filter(p -> through[p] == wiring || back[p] == wiring)
                .toArray();
    }
}
