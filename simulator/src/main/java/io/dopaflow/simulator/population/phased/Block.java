package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.SettlingTiming;
import io.dopaflow.models.phased.SynapticMemory;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.simulator.population.Exponentials;
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
    private static final int LONGEST_RANGE = 4096;

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

    /** What they store, and the weights with which they work: the same array where the one is the other. */
    private final double[] stored;

    private final double[] weights;
    private final double[] sums;
    private final double[] input;

    /** What was sent, by row. */
    private final double[] amplitudes;

    /** What synapses keep beside what they store, synapse by synapse. */
    private final SynapticMemory memory;

    private final double[] kept;

    /** The stretches of each line that learn, and the updates in them, each once. */
    private final Stretch[][] learning;

    private final List<UpdateLines> updates;
    private final Change change;

    /** The ranges of synapses that change at one rate. */
    private final List<Range> changing;

    /** The signs of the presynaptic units by synapse; empty for signed weights. */
    private final double[] signs;

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

    /**
     * Synapses that follow each other in the arrays.
     *
     * @param rate of learning
     * @param from the first
     * @param to behind the last
     */
    private record Range(double rate, int from, int to) {}

    /** How what is stored changes. */
    private enum Change {
        /** The step is added to the weight itself. */
        WEIGHT,
        /** As the form of log-weights says; nothing else is done to them. */
        LOG_WEIGHT,
        /** With regulators, or weights that are not the synapse's own: as the model says, one by one. */
        ONE_BY_ONE
    }

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
        this.change = change();
        this.stored = new double[synapses.length];
        this.weights = change == Change.WEIGHT ? stored : new double[synapses.length];
        this.sums = new double[synapses.length];
        this.input = new double[posts.length];
        this.amplitudes = new double[pre.count()];
        this.memory = wiringIndex == 0 ? model.memory() : SynapticMemory.none();
        this.kept = new double[synapses.length * memory.slots()];
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
        this.changing = changing();
        this.signs = new double[change == Change.LOG_WEIGHT ? lines.size() : 0];
        Arrays.setAll(
                signs,
                i -> circuit.network().neuron(pre.unit(lines.row(i))).sign().factor());
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
                        name -> new UpdateLines(program, circuit, lines, new UpdateLines.Own(own, weights, stored)));
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

    /** Of limited length, so that what is done to a range finds it in the cache. */
    private List<Range> changing() {
        List<Range> ranges = new ArrayList<>();
        for (int line = 0; line < learning.length; line++) {
            int first = line * lines.length();
            for (Stretch stretch : learning[line]) {
                Range next = new Range(stretch.rate(), first + stretch.from(), first + stretch.to());
                Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
                if (last != null
                        && last.rate() == next.rate()
                        && last.to() == next.from()
                        && next.to() - last.from() <= LONGEST_RANGE) {
                    ranges.set(ranges.size() - 1, new Range(last.rate(), last.from(), next.to()));
                } else {
                    ranges.add(next);
                }
            }
        }
        return ranges;
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

    private Change change() {
        if (isDerived()) {
            return Change.ONE_BY_ONE;
        }
        if (wiringIndex > 0) {
            return Change.WEIGHT;
        }
        if (model.form() != WeightForm.SIGNED) {
            return Change.LOG_WEIGHT;
        }
        return circuit.rule().after().isEmpty() ? Change.WEIGHT : Change.ONE_BY_ONE;
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

    /**
     * Begins where a state stands.
     *
     * @param all what all synapses of the model store
     * @param begun sums of a batch that has begun
     * @param remembered what all synapses of the network keep beside that
     * @param working weights with which all synapses of the projection work
     */
    void begin(double[] all, double[] begun, double[] remembered, double[] working) {
        int slots = memory.slots();
        for (int i = 0; i < synapses.length; i++) {
            stored[i] = all[synapses[i]];
            sums[i] = begun[synapses[i]];
            System.arraycopy(remembered, synapses[i] * slots, kept, i * slots, slots);
        }
        refresh(working);
    }

    /** Writes what its synapses store to where it belongs. */
    void writeStored(double[] into) {
        for (int i = 0; i < synapses.length; i++) {
            into[synapses[i]] = stored[i];
        }
    }

    /** Writes its sums to where they belong. */
    void writeSums(double[] into) {
        for (int i = 0; i < synapses.length; i++) {
            into[synapses[i]] = sums[i];
        }
    }

    /** Writes what its synapses keep beside what they store to where it belongs. */
    void writeMemory(double[] into) {
        int slots = memory.slots();
        for (int i = 0; slots > 0 && i < synapses.length; i++) {
            System.arraycopy(kept, i * slots, into, synapses[i] * slots, slots);
        }
    }

    /** A task has ended, and another follows. */
    void endTask() {
        int slots = memory.slots();
        for (int i = 0; slots > 0 && i < synapses.length; i++) {
            memory.endTask(stored[i], kept, i * slots);
        }
    }

    /**
     * Takes the weights that work.
     *
     * @param working of all synapses of the projection
     */
    void refresh(double[] working) {
        for (int i = 0; i < synapses.length; i++) {
            weights[i] = working[synapses[i] - wiring.first()];
        }
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
                    input[column] += weights[from + column] * amplitude;
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
                first += weights[one + row] * amplitude;
                second += weights[two + row] * amplitude;
                third += weights[three + row] * amplitude;
                fourth += weights[four + row] * amplitude;
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
                sum += weights[from + row] * amplitudes[row];
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
            jitter.orElseThrow().receive(weights, amplitudes, own[phase], input);
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
                sum += weights[i] * amplitudes[row];
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
                input[column] += (weights[i] + size * noise[i]) * amplitudes[row];
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
        boolean listens = memory.listens(opportunity);
        int slots = memory.slots();
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
                    double[] values = stretch.update().values();
                    for (int i = stretch.from(); i < stretch.to(); i++) {
                        sums[first + i] += values[i];
                    }
                    for (int i = stretch.from(); listens && i < stretch.to(); i++) {
                        memory.hear(values[i], kept, (first + i) * slots);
                    }
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

    /** Ends a batch: changes what the synapses store, and the weights with which they work. */
    void change(long batches) {
        if (updates.isEmpty()) {
            return;
        }
        for (Range range : changing) {
            switch (change) {
                case WEIGHT -> changeWeights(range);
                case LOG_WEIGHT -> changeLogWeights(range);
                case ONE_BY_ONE -> {
                    for (int i = range.from(); i < range.to(); i++) {
                        changeOne(i, batches);
                    }
                }
            }
            Arrays.fill(sums, range.from(), range.to(), 0);
        }
    }

    /** The same as {@link PhasedLearning#changed} where a weight is just added to. */
    private void changeWeights(Range range) {
        int batch = model.batch();
        double rate = range.rate();
        for (int i = range.from(); i < range.to(); i++) {
            stored[i] += rate * (sums[i] / batch);
        }
        requireFinite(range);
    }

    /** The same where nothing but the form of weights has a say. */
    private void changeLogWeights(Range range) {
        WeightForm form = model.form();
        int batch = model.batch();
        double rate = range.rate();
        for (int i = range.from(); i < range.to(); i++) {
            stored[i] = form.changed(stored[i], weights[i], signs[i], rate * (sums[i] / batch));
        }
        if (!Exponentials.of(stored, weights, range.from(), range.to())) {
            requireFinite(range);
        }
        for (int i = range.from(); i < range.to(); i++) {
            weights[i] *= signs[i];
        }
    }

    private void requireFinite(Range range) {
        for (int i = range.from(); i < range.to(); i++) {
            if (!(Math.abs(stored[i]) <= Double.MAX_VALUE)) {
                throw new PartFailure(circuit.label(synapses[i]), new PhasedDivergence("its weight", stored[i]));
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void changeOne(int i, long batches) {
        int synapse = synapses[i];
        try {
            double changed = model.changed(wiringIndex, synapse - wiring.first(), stored[i], sums[i], batches);
            stored[i] = memory.changed(synapse, stored[i], changed, sums[i] / model.batch(), kept, i * memory.slots());
            if (wiringIndex == 0) {
                weights[i] = model.weight(synapse, stored[i]);
            }
        } catch (Throwable e) {
            throw new PartFailure(circuit.label(synapse), e);
        }
    }
}
