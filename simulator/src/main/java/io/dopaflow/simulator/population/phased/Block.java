package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.simulator.population.PartFailure;
import java.util.Arrays;
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

    private final double[] weights;
    private final double[] sums;
    private final double[] input;
    private final Optional<UpdateRows> update;
    private final boolean isPlain;

    /** What each synapse has of its own, noise or eligibility from timing, by phase and then row by row; empty without. */
    private final double[][] own;

    private final UniformRandomProvider[] noises;
    private final Optional<JitteredRows> jitter;

    Block(PhasedLearning model, int wiringIndex, int[] posts, Unit[] all, long wave) {
        this.model = model;
        this.circuit = model.circuit();
        this.wiringIndex = wiringIndex;
        this.wiring = circuit.wirings().get(wiringIndex);
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
        this.weights = new double[synapses.length];
        this.sums = new double[synapses.length];
        this.input = new double[columns];
        this.update = model.update(wiringIndex, first[0]).map(program -> new UpdateRows(program, circuit, columns));
        this.isPlain = wiringIndex > 0
                || (model.form() == WeightForm.SIGNED && circuit.rule().after().isEmpty());
        int[] noisy = Arrays.stream(circuit.phasesThrough(wiringIndex))
                .filter(phase -> circuit.synapticNoise(phase) > 0)
                .toArray();
        this.own = new double[circuit.phases()][0];
        for (int phase : circuit.phasesThrough(wiringIndex)) {
            if (circuit.synapticNoise(phase) > 0 || circuit.jitters(phase)) {
                own[phase] = new double[synapses.length];
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
                : model.window().map(window -> new JitteredRows(model, window, synapses, columns, wave));
    }

    int size() {
        return synapses.length;
    }

    /** The number of its projection. */
    int wiring() {
        return wiringIndex;
    }

    int[] pre() {
        return pre;
    }

    int[] posts() {
        return posts;
    }

    /** Takes sums of a batch that has begun. */
    void begin(double[] begun) {
        for (int i = 0; i < synapses.length; i++) {
            sums[i] = begun[synapses[i]];
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
        }
        if (jitters) {
            jitter.orElseThrow().readOut(input);
        }
        for (int column = 0; column < columns; column++) {
            receive(column, phase, power);
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
    void learn(double[][] sent, double[] broadcasts, double[] stored) {
        if (update.isEmpty()) {
            return;
        }
        UpdateRows rows = update.get();
        rows.begin(units);
        for (int row = 0; row < pre.length; row++) {
            if (rows.evaluate(sent, pre[row], broadcasts, own(row, stored), false)) {
                double[] values = rows.values();
                int from = row * columns;
                for (int column = 0; column < columns; column++) {
                    sums[from + column] += values[column];
                }
            }
        }
    }

    /** Tells the updates of the wave that {@link #learn} has just added. */
    void record(double[][] sent, double[] broadcasts, double[] stored, long opportunity, PhasedRecorder recorder) {
        if (update.isEmpty()) {
            return;
        }
        UpdateRows rows = update.get();
        for (int row = 0; row < pre.length; row++) {
            rows.evaluate(sent, pre[row], broadcasts, own(row, stored), true);
            for (int column = 0; column < columns; column++) {
                recorder.update(opportunity, synapses[row * columns + column], rows.values()[column]);
            }
        }
    }

    private UpdateRows.Own own(int row, double[] stored) {
        return new UpdateRows.Own(own, weights, stored, synapses, row * columns);
    }

    /** Ends a batch: changes what the synapses store. */
    void change(double[] stored, long updates) {
        if (update.isEmpty()) {
            return;
        }
        if (isPlain) {
            changePlainly(stored);
        } else {
            for (int i = 0; i < synapses.length; i++) {
                changeOne(i, stored, updates);
            }
        }
        Arrays.fill(sums, 0);
    }

    /** The same as {@link PhasedLearning#changed} where a weight is just added to. */
    private void changePlainly(double[] stored) {
        double rate = circuit.rate(wiringIndex, synapses[0] - wiring.first());
        int batch = model.batch();
        double finite = 0;
        for (int i = 0; i < synapses.length; i++) {
            double changed = stored[synapses[i]] + rate * (sums[i] / batch);
            stored[synapses[i]] = changed;
            finite += changed * 0;
        }
        if (finite != 0 || Double.isNaN(finite)) {
            throwDiverged(stored);
        }
    }

    private void throwDiverged(double[] stored) {
        for (int synapse : synapses) {
            if (!Double.isFinite(stored[synapse])) {
                throw new PartFailure(circuit.label(synapse), new PhasedDivergence("its weight", stored[synapse]));
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void changeOne(int i, double[] stored, long updates) {
        int synapse = synapses[i];
        try {
            stored[synapse] = model.changed(wiringIndex, synapse - wiring.first(), stored[synapse], sums[i], updates);
        } catch (Throwable e) {
            throw new PartFailure(circuit.label(synapse), e);
        }
    }
}
