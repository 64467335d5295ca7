package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.SynapticMemory;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.simulator.population.Exponentials;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the synapses of a block store, the weights with which they work, and how both change. */
final class BlockWeights {
    /** Of limited length, so that what is done to a range finds it in the cache. */
    private static final int LONGEST_RANGE = 4096;

    private final PhasedLearning model;
    private final Circuit circuit;
    private final int wiringIndex;

    /** The number of the first synapse of the projection. */
    private final int first;

    /** Numbers of the synapses in the whole model. */
    private final int[] synapses;

    private final Change change;

    /** What they store, and the weights with which they work: the same array where the one is the other. */
    private final double[] stored;

    private final double[] weights;
    private final double[] sums;

    /** The signs of the presynaptic units by synapse; empty for signed weights. */
    private final double[] signs;

    /** What synapses keep beside what they store, synapse by synapse. */
    private final SynapticMemory memory;

    private final double[] kept;

    /** The ranges of synapses that change at one rate. */
    private final List<Range> changing = new ArrayList<>();

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

    /**
     * Weights that do not change yet.
     *
     * @param synapses their numbers in the whole model, as all arrays of synapses of the block have them
     */
    BlockWeights(PhasedLearning model, int wiringIndex, int[] synapses) {
        this.model = model;
        this.circuit = model.circuit();
        this.wiringIndex = wiringIndex;
        this.synapses = synapses;
        Wiring wiring = circuit.wirings().get(wiringIndex);
        this.first = wiring.first();
        this.change = change();
        this.stored = new double[synapses.length];
        this.weights = change == Change.WEIGHT ? stored : new double[synapses.length];
        this.sums = new double[synapses.length];
        this.signs = new double[change == Change.LOG_WEIGHT ? synapses.length : 0];
        Arrays.setAll(
                signs,
                i -> circuit.network()
                        .neuron(wiring.pre(synapses[i] - first))
                        .sign()
                        .factor());
        this.memory = wiringIndex == 0 ? model.memory() : SynapticMemory.none();
        this.kept = new double[synapses.length * memory.slots()];
    }

    private Change change() {
        if (!(circuit.weights(wiringIndex) instanceof Weights.Own)) {
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

    /** From now on, synapses learn at a rate: those from a place to the one before another. Places ascend from call to call. */
    void learn(double rate, int from, int to) {
        Range last = changing.isEmpty() ? null : changing.get(changing.size() - 1);
        if (last != null && last.rate() == rate && last.to() == from && to - last.from() <= LONGEST_RANGE) {
            changing.set(changing.size() - 1, new Range(rate, last.from(), to));
        } else {
            changing.add(new Range(rate, from, to));
        }
    }

    /** What the synapses store; its own array. */
    double[] stored() {
        return stored;
    }

    /** The weights with which they work; its own array. */
    double[] working() {
        return weights;
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
            weights[i] = working[synapses[i] - first];
        }
    }

    /**
     * Adds the updates of a wave to the sums.
     *
     * @param values by place in a line
     * @param line where the line begins
     * @param from the first place
     * @param to the place after the last
     */
    void add(double[] values, int line, int from, int to, long opportunity) {
        for (int i = from; i < to; i++) {
            sums[line + i] += values[i];
        }
        if (memory.listens(opportunity)) {
            for (int i = from; i < to; i++) {
                memory.hear(values[i], kept, (line + i) * memory.slots());
            }
        }
    }

    /** Ends a batch: changes what the synapses store, and the weights with which they work. */
    void change(long batches) {
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
            double changed = model.changed(wiringIndex, synapse - first, stored[i], sums[i], batches);
            stored[i] = memory.changed(synapse, stored[i], changed, sums[i] / model.batch(), kept, i * memory.slots());
            if (wiringIndex == 0) {
                weights[i] = model.weight(synapse, stored[i]);
            }
        } catch (Throwable e) {
            throw new PartFailure(circuit.label(synapse), e);
        }
    }
}
