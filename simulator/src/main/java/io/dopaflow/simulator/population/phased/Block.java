package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.SettlingTiming;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Synapses of a projection from the same presynaptic units onto some postsynaptic ones: a matrix with a row for each of the
 * former. Every sum goes row by row, and that is by ascending synapse.
 */
final class Block {
    private final PhasedLearning model;
    private final Circuit circuit;
    private final int wiringIndex;
    private final Wiring wiring;
    private final Senders pre;
    private final int[] posts;
    private final Unit[] units;
    private final Lines lines;

    /** Numbers of the synapses in the whole model, line by line, as all arrays of synapses have them. */
    private final int[] synapses;

    private final BlockWeights weights;

    /** The weights with which the synapses work. */
    private final double[] working;

    private final double[] input;

    /** What was sent, by row. */
    private final double[] amplitudes;

    /** The stretches of each line that learn, and the updates in them, each once. */
    private final Stretch[][] learning;

    private final List<UpdateLines> updates;

    /** What each synapse has of its own: noise, eligibility from timing or what it is told, by phase, line by line; empty without. */
    private final double[][] own;

    private final Explanations explanations;
    private final UniformRandomProvider[] noises;
    private final Optional<JitteredColumns> jitter;

    /**
     * Synapses of a line with the same update.
     *
     * @param rate of learning
     * @param from the first place in the line
     * @param to the place after the last
     */
    private record Stretch(UpdateLines update, double rate, int from, int to) {}

    Block(PhasedLearning model, int wiringIndex, int[] posts, Unit[] all, Explanations explanations, long wave) {
        this.model = model;
        this.circuit = model.circuit();
        this.wiringIndex = wiringIndex;
        this.wiring = circuit.wirings().get(wiringIndex);
        this.explanations = explanations;
        this.posts = posts;
        this.units = Arrays.stream(posts).mapToObj(post -> all[post]).toArray(Unit[]::new);
        int[] first = wiring.fanIn(posts[0]);
        this.pre = new Senders(Arrays.stream(first).map(wiring::pre).toArray());
        this.lines = wiringIndex == 0 && model.window().isPresent()
                ? new Lines(pre.count(), posts.length, true)
                : Lines.of(pre.count(), posts.length);
        this.synapses = new int[lines.size()];
        for (int column = 0; column < posts.length; column++) {
            int[] fanIn = wiring.fanIn(posts[column]);
            for (int row = 0; row < pre.count(); row++) {
                synapses[lines.index(row, column)] = wiring.first() + fanIn[row];
            }
        }
        this.weights = new BlockWeights(model, wiringIndex, synapses);
        this.working = weights.working();
        this.input = new double[posts.length];
        this.amplitudes = new double[pre.count()];
        int[] noisy = Arrays.stream(circuit.phasesThrough(wiringIndex))
                .filter(phase -> circuit.synapticNoise(phase) > 0)
                .toArray();
        this.own = new double[circuit.phases()][0];
        for (int phase : circuit.phasesThrough(wiringIndex)) {
            boolean timed = circuit.isSettlingTimed(phase) && !isDerived();
            if (circuit.synapticNoise(phase) > 0 || circuit.jitters(phase) || timed) {
                own[phase] = new double[synapses.length];
            }
        }
        for (int phase = 0; phase < own.length; phase++) {
            if (isTold(phase)) {
                own[phase] = new double[synapses.length];
            }
        }
        this.updates = new ArrayList<>();
        this.learning = learning(first);
        for (int line = 0; line < learning.length; line++) {
            for (Stretch stretch : learning[line]) {
                int from = line * lines.length();
                weights.learn(stretch.rate(), from + stretch.from(), from + stretch.to());
            }
        }
        this.noises = noisy.length == 0
                ? new UniformRandomProvider[0]
                : Arrays.stream(synapses)
                        .mapToObj(synapse -> model.streams().stream(
                                Purpose.SYNAPSE_NOISE, synapse, (long) Draws.NUMBERS * noisy.length * wave))
                        .toArray(UniformRandomProvider[]::new);
        this.jitter = wiringIndex > 0
                ? Optional.empty()
                : model.window().map(window -> new JitteredColumns(model, window, synapses, lines.rows(), wave));
    }

    private Stretch[][] learning(int[] first) {
        Map<String, UpdateLines> known = new HashMap<>();
        List<Stretch> byRow = new ArrayList<>();
        for (int row = 0; row < first.length; row++) {
            if (circuit.isPlastic(wiringIndex, first[row])) {
                SynapticUpdate program = model.update(wiringIndex, first[row]).orElseThrow();
                UpdateLines update = known.computeIfAbsent(
                        circuit.updateOf(wiringIndex, first[row]),
                        name -> new UpdateLines(
                                program, circuit, lines, new UpdateLines.Own(own, working, weights.stored())));
                byRow.add(new Stretch(update, circuit.rate(wiringIndex, first[row]), row, row + 1));
            }
        }
        updates.addAll(known.values());
        Stretch[][] byLine = new Stretch[lines.count()][0];
        if (lines.areColumns()) {
            Arrays.fill(byLine, joined(byRow));
        } else {
            for (Stretch one : byRow) {
                byLine[one.from()] = new Stretch[] {new Stretch(one.update(), one.rate(), 0, posts.length)};
            }
        }
        return byLine;
    }

    /** Neighbours that learn alike as one stretch. */
    private static Stretch[] joined(List<Stretch> single) {
        List<Stretch> joined = new ArrayList<>();
        for (Stretch next : single) {
            Stretch last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null
                    && last.update() == next.update()
                    && last.rate() == next.rate()
                    && last.to() == next.from()) {
                joined.set(joined.size() - 1, new Stretch(last.update(), last.rate(), last.from(), next.to()));
            } else {
                joined.add(next);
            }
        }
        return joined.toArray(new Stretch[0]);
    }

    /** Whether its weights come from those of the forward synapses. */
    boolean isDerived() {
        return !(circuit.weights(wiringIndex) instanceof Weights.Own);
    }

    /** The number of its projection. */
    int wiring() {
        return wiringIndex;
    }

    int[] posts() {
        return posts;
    }

    /** What its synapses store, and how that changes. */
    BlockWeights weights() {
        return weights;
    }

    /** Writes the sum of what was sent to where it belongs to each postsynaptic unit. */
    void sum(double[] sent, double[] byUnit) {
        pre.read(sent, amplitudes);
        add();
        for (int column = 0; column < posts.length; column++) {
            byUnit[posts[column]] = finite(column);
        }
    }

    /** Sums what arrives by column, each sum row by row. */
    private void add() {
        Arrays.fill(input, 0);
        if (lines.areColumns()) {
            addColumns();
            return;
        }
        for (int row = 0; row < pre.count(); row++) {
            double amplitude = amplitudes[row];
            // What is skipped would add a zero.
            if (amplitude != 0) {
                int from = lines.index(row, 0);
                for (int column = 0; column < input.length; column++) {
                    input[column] += working[from + column] * amplitude;
                }
            }
        }
    }

    /** Four columns side by side, as each sum waits for its last addition. */
    private void addColumns() {
        int rows = pre.count();
        int column = 0;
        for (; column + 4 <= input.length; column += 4) {
            int one = column * rows;
            int two = one + rows;
            int three = two + rows;
            int four = three + rows;
            double first = 0;
            double second = 0;
            double third = 0;
            double fourth = 0;
            for (int row = 0; row < rows; row++) {
                double amplitude = amplitudes[row];
                first += working[one + row] * amplitude;
                second += working[two + row] * amplitude;
                third += working[three + row] * amplitude;
                fourth += working[four + row] * amplitude;
            }
            input[column] = first;
            input[column + 1] = second;
            input[column + 2] = third;
            input[column + 3] = fourth;
        }
        for (; column < input.length; column++) {
            int from = column * rows;
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += working[from + row] * amplitudes[row];
            }
            input[column] = sum;
        }
    }

    /** Neurons are about to settle in a phase: what synapses have of its timing begins at 0. */
    void beginTiming(int phase) {
        Arrays.fill(own[phase], 0);
    }

    /**
     * Adds the share of a step to the timing of a phase.
     *
     * @param before what units sent before the step
     * @param after what they sent after it
     */
    void time(int phase, double[] before, double[] after) {
        double[] timing = own[phase];
        if (timing.length == 0) {
            return;
        }
        for (int row = 0; row < pre.count(); row++) {
            for (int column = 0; column < posts.length; column++) {
                timing[lines.index(row, column)] += SettlingTiming.ofStep(
                        before[pre.unit(row)], after[pre.unit(row)], before[posts[column]], after[posts[column]]);
            }
        }
    }

    /** Whether its synapses are told what had arrived at their presynaptic units. */
    private boolean isTold(int phase) {
        return wiringIndex == 0 && circuit.isExplainedAsked(phase);
    }

    private double finite(int column) {
        if (!Double.isFinite(input[column])) {
            throw new PartFailure(
                    circuit.unitName(posts[column]), new PhasedDivergence("its potential", input[column]));
        }
        return input[column];
    }

    /** Lets all postsynaptic units receive what was sent in the phase. */
    void receive(int phase, double[] sent) {
        pre.read(sent, amplitudes);
        if (circuit.jitters(phase)) {
            jitter.orElseThrow().receive(working, amplitudes, own[phase], input);
        } else if (circuit.synapticNoise(phase) > 0) {
            addNoisy(own[phase], circuit.synapticNoise(phase));
        } else {
            add();
        }
        if (circuit.isExplainedAsked(phase)) {
            explain(phase);
        }
        double power = 0;
        if (circuit.isAsked(phase, Symbol.POWER)) {
            for (double amplitude : amplitudes) {
                power += amplitude * amplitude;
            }
        }
        for (int column = 0; column < posts.length; column++) {
            receive(column, phase, power);
        }
    }

    /** Writes for each synapse what has arrived up to it: the sums of its column, row by row. */
    private void explain(int phase) {
        for (int column = 0; column < posts.length; column++) {
            double sum = 0;
            for (int row = 0; row < pre.count(); row++) {
                int i = lines.index(row, column);
                sum += working[i] * amplitudes[row];
                explanations.take(phase, synapses[i] - wiring.first(), sum);
            }
        }
    }

    private void addNoisy(double[] noise, double size) {
        Arrays.fill(input, 0);
        for (int row = 0; row < pre.count(); row++) {
            for (int column = 0; column < posts.length; column++) {
                int i = lines.index(row, column);
                noise[i] = Draws.normal(noises[i]);
                input[column] += (working[i] + size * noise[i]) * amplitudes[row];
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void receive(int column, int phase, double power) {
        double sum = finite(column);
        try {
            units[column].receive(phase, sum, power);
        } catch (Throwable e) {
            throw new PartFailure(circuit.unitName(posts[column]), e);
        }
    }

    /** Adds the updates of a wave to the sums. */
    void learn(double[][] sent, double[] broadcasts, long opportunity) {
        for (int phase = 0; phase < own.length; phase++) {
            for (int i = 0; isTold(phase) && i < synapses.length; i++) {
                own[phase][i] = explanations.of(phase, synapses[i]);
            }
        }
        for (UpdateLines update : updates) {
            update.begin(sent, pre, units);
        }
        for (int line = 0; line < learning.length; line++) {
            int first = line * lines.length();
            for (Stretch stretch : learning[line]) {
                if (stretch.update().evaluate(line, stretch.from(), stretch.to(), broadcasts, false)) {
                    weights.add(stretch.update().values(), first, stretch.from(), stretch.to(), opportunity);
                }
            }
        }
    }

    /** Tells the updates of the wave that {@link #learn} has just added. */
    void record(double[] broadcasts, long opportunity, PhasedRecorder recorder) {
        for (int line = 0; line < learning.length; line++) {
            for (Stretch stretch : learning[line]) {
                stretch.update().evaluate(line, stretch.from(), stretch.to(), broadcasts, true);
                for (int i = stretch.from(); i < stretch.to(); i++) {
                    recorder.update(
                            opportunity,
                            synapses[line * lines.length() + i],
                            stretch.update().values()[i]);
                }
            }
        }
    }
}
