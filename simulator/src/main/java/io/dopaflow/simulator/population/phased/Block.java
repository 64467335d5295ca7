package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.SettlingTiming;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Synapses of a projection from the same presynaptic units onto some postsynaptic ones: a matrix with a row for each of the
 * former. Every sum goes row by row, and that is by ascending synapse. The loops over the columns of a row have no
 * dependencies, so that the compiler makes vectors of them.
 */
final class Block {
    private final PhasedLearning model;
    private final Circuit circuit;
    private final int wiringIndex;
    private final Wiring wiring;
    private final int[] pre;
    private final int[] posts;
    private final Unit[] units;
    private final int columns;

    /** Numbers of the synapses in the whole model, row by row. */
    private final int[] synapses;

    /** What they store, and the weights with which they work: the same array where the one is the other. */
    private final double[] stored;

    private final double[] weights;
    private final double[] sums;
    private final double[] input;

    /** The updates of its rows, each once, and which of them a row has; -1 for none. */
    private final UpdateRows[] updates;

    private final int[] updateOf;
    private final double[] rates;
    private final Change change;

    /** What each synapse has of its own: noise, eligibility from timing or what it is told, by phase, row by row; empty without. */
    private final double[][] own;

    private final Explanations explanations;
    private final UniformRandomProvider[] noises;
    private final Optional<JitteredRows> jitter;

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
        this.columns = posts.length;
        this.units = Arrays.stream(posts).mapToObj(post -> all[post]).toArray(Unit[]::new);
        int[] first = wiring.fanIn(posts[0]);
        this.pre = Arrays.stream(first).map(wiring::pre).toArray();
        this.synapses = new int[pre.length * columns];
        for (int column = 0; column < columns; column++) {
            int[] fanIn = wiring.fanIn(posts[column]);
            for (int row = 0; row < pre.length; row++) {
                synapses[row * columns + column] = wiring.first() + fanIn[row];
            }
        }
        this.change = change();
        this.stored = new double[synapses.length];
        this.weights = change == Change.WEIGHT ? stored : new double[synapses.length];
        this.sums = new double[synapses.length];
        this.input = new double[columns];
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
        this.updateOf = new int[pre.length];
        this.updates = updates(first);
        this.rates = Arrays.stream(first)
                .mapToDouble(synapse -> circuit.rate(wiringIndex, synapse))
                .toArray();
        this.noises = noisy.length == 0
                ? new UniformRandomProvider[0]
                : Arrays.stream(synapses)
                        .mapToObj(synapse -> model.streams().stream(
                                Purpose.SYNAPSE_NOISE, synapse, (long) Draws.NUMBERS * noisy.length * wave))
                        .toArray(UniformRandomProvider[]::new);
        this.jitter = wiringIndex > 0
                ? Optional.empty()
                : model.window().map(window -> new JitteredRows(model, window, synapses, columns, wave));
    }

    private UpdateRows[] updates(int[] first) {
        Arrays.fill(updateOf, -1);
        List<String> names = new ArrayList<>();
        List<UpdateRows> found = new ArrayList<>();
        for (int row = 0; row < first.length; row++) {
            if (!circuit.isPlastic(wiringIndex, first[row])) {
                continue;
            }
            String name = circuit.updateOf(wiringIndex, first[row]);
            if (!names.contains(name)) {
                names.add(name);
                SynapticUpdate program = model.update(wiringIndex, first[row]).orElseThrow();
                found.add(new UpdateRows(program, circuit, columns, new UpdateRows.Own(own, weights, stored)));
            }
            updateOf[row] = names.indexOf(name);
        }
        return found.toArray(new UpdateRows[0]);
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
     * @param working weights with which all synapses of the projection work
     */
    void begin(double[] all, double[] begun, double[] working) {
        for (int i = 0; i < synapses.length; i++) {
            stored[i] = all[synapses[i]];
            sums[i] = begun[synapses[i]];
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
        Arrays.fill(input, 0);
        for (int row = 0; row < pre.length; row++) {
            if (sent[pre[row]] != 0) {
                add(row * columns, sent[pre[row]]);
            }
        }
        for (int column = 0; column < columns; column++) {
            byUnit[posts[column]] = finite(column);
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
        for (int row = 0; row < pre.length; row++) {
            int from = row * columns;
            for (int column = 0; column < columns; column++) {
                timing[from + column] += SettlingTiming.ofStep(
                        before[pre[row]], after[pre[row]], before[posts[column]], after[posts[column]]);
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
        Arrays.fill(input, 0);
        double size = circuit.synapticNoise(phase);
        double power = 0;
        boolean isPowerAsked = circuit.isAsked(phase, Symbol.POWER);
        boolean jitters = circuit.jitters(phase);
        boolean tells = circuit.isExplainedAsked(phase);
        for (int row = 0; row < pre.length; row++) {
            double amplitude = sent[pre[row]];
            if (isPowerAsked) {
                power += amplitude * amplitude;
            }
            if (jitters) {
                jitter.orElseThrow().add(row, weights, amplitude, own[phase]);
            } else if (size > 0) {
                addNoisy(row, phase, amplitude, size);
            } else if (amplitude != 0) {
                // What is skipped would add a zero.
                add(row * columns, amplitude);
            }
            if (tells) {
                tell(row, phase);
            }
        }
        if (jitters) {
            jitter.orElseThrow().readOut(input);
        }
        for (int column = 0; column < columns; column++) {
            receive(column, phase, power);
        }
    }

    private void tell(int row, int phase) {
        for (int column = 0; column < columns; column++) {
            explanations.take(phase, synapses[row * columns + column] - wiring.first(), input[column]);
        }
    }

    private void add(int from, double amplitude) {
        for (int column = 0; column < columns; column++) {
            input[column] += weights[from + column] * amplitude;
        }
    }

    private void addNoisy(int row, int phase, double amplitude, double size) {
        double[] noise = own[phase];
        int from = row * columns;
        for (int column = 0; column < columns; column++) {
            int i = from + column;
            noise[i] = Draws.normal(noises[i]);
            input[column] += (weights[i] + size * noise[i]) * amplitude;
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
    void learn(double[][] sent, double[] broadcasts) {
        for (int phase = 0; phase < own.length; phase++) {
            for (int i = 0; isTold(phase) && i < synapses.length; i++) {
                own[phase][i] = explanations.of(phase, synapses[i]);
            }
        }
        for (UpdateRows rows : updates) {
            rows.begin(units);
        }
        for (int row = 0; row < pre.length; row++) {
            if (updateOf[row] < 0) {
                continue;
            }
            UpdateRows rows = updates[updateOf[row]];
            if (rows.evaluate(row, sent, pre[row], broadcasts, false)) {
                double[] values = rows.values();
                int from = row * columns;
                for (int column = 0; column < columns; column++) {
                    sums[from + column] += values[column];
                }
            }
        }
    }

    /** Tells the updates of the wave that {@link #learn} has just added. */
    void record(double[][] sent, double[] broadcasts, long opportunity, PhasedRecorder recorder) {
        for (int row = 0; row < pre.length; row++) {
            if (updateOf[row] < 0) {
                continue;
            }
            UpdateRows rows = updates[updateOf[row]];
            rows.evaluate(row, sent, pre[row], broadcasts, true);
            for (int column = 0; column < columns; column++) {
                recorder.update(opportunity, synapses[row * columns + column], rows.values()[column]);
            }
        }
    }

    /** Ends a batch: changes what the synapses store, and the weights with which they work. */
    void change(long batches) {
        if (updates.length == 0) {
            return;
        }
        switch (change) {
            case WEIGHT -> changeWeights();
            case LOG_WEIGHT -> changeLogWeights();
            case ONE_BY_ONE -> {
                for (int i = 0; i < synapses.length; i++) {
                    if (updateOf[i / columns] >= 0) {
                        changeOne(i, batches);
                    }
                }
            }
        }
        requireFinite();
        Arrays.fill(sums, 0);
    }

    /** The same as {@link PhasedLearning#changed} where a weight is just added to. */
    private void changeWeights() {
        int batch = model.batch();
        for (int row = 0; row < pre.length; row++) {
            if (updateOf[row] < 0) {
                continue;
            }
            double rate = rates[row];
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                stored[i] += rate * (sums[i] / batch);
            }
        }
    }

    /** The same where the synapses of a row have one sign and nothing but the form of weights has a say. */
    private void changeLogWeights() {
        WeightForm form = model.form();
        int batch = model.batch();
        for (int row = 0; row < pre.length; row++) {
            if (updateOf[row] < 0) {
                continue;
            }
            double rate = rates[row];
            double sign = circuit.network().neuron(pre[row]).sign().factor();
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                stored[i] = form.changed(stored[i], sign, rate * (sums[i] / batch));
                weights[i] = form.weight(stored[i], sign);
            }
        }
    }

    private void requireFinite() {
        for (int i = 0; i < stored.length; i++) {
            if (!(Math.abs(stored[i]) <= Double.MAX_VALUE)) {
                throw new PartFailure(circuit.label(synapses[i]), new PhasedDivergence("its weight", stored[i]));
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void changeOne(int i, long batches) {
        int synapse = synapses[i];
        try {
            stored[i] = model.changed(wiringIndex, synapse - wiring.first(), stored[i], sums[i], batches);
            if (wiringIndex == 0) {
                weights[i] = model.weight(synapse, stored[i]);
            }
        } catch (Throwable e) {
            throw new PartFailure(circuit.label(synapse), e);
        }
    }
}
