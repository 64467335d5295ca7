package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.numerics.FixedOrderSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each synapse lies in the arrays. A neuron's fan-in is a row of consecutive slots, ascending by synapse id and
 * filled up to a multiple of {@link FixedOrderSum#LANES}; rows follow one another by depth. Rows with the same presynaptic
 * neurons share one list of their amplitudes, so that a row is computed from consecutive numbers alone.
 */
final class Layout {

    /**
     * The fan-in of one neuron.
     *
     * @param neuron postsynaptic neuron
     * @param from first slot
     * @param size synapses, without the filling
     * @param afferents whose amplitudes it receives
     * @param firstSynapse id of the synapse in the first slot, where ids are consecutive; else -1
     * @param synapses ids by slot from the first one, filled up, where they are not; else empty
     */
    record Row(Neuron neuron, int from, int size, Afferents afferents, int firstSynapse, int[] synapses) {

        /** Slots with the filling. */
        int padded() {
            return padded(size);
        }

        static int padded(int size) {
            return (size + FixedOrderSum.LANES - 1) / FixedOrderSum.LANES * FixedOrderSum.LANES;
        }

        /** Whether ids follow one another. */
        boolean isConsecutive() {
            return firstSynapse >= 0;
        }

        /** The id of the synapse at a position in the row; any number in the filling. */
        int synapse(int position) {
            return isConsecutive() ? firstSynapse + position : synapses[position];
        }

        private void copyBySynapse(double[] bySlot, double[] bySynapse) {
            if (isConsecutive()) {
                System.arraycopy(bySlot, from, bySynapse, firstSynapse, size);
            } else {
                for (int i = 0; i < size; i++) {
                    bySynapse[synapses[i]] = bySlot[from + i];
                }
            }
        }

        private int slot(int synapse) {
            return from + (isConsecutive() ? synapse - firstSynapse : Arrays.binarySearch(synapses, 0, size, synapse));
        }
    }

    /** Rows of one depth and the lists of amplitudes that they need; they depend on no other of the same depth. */
    record Level(List<Row> rows, List<Afferents> afferents) {
        /** Slots of its rows. */
        int slots() {
            return rows.stream().mapToInt(Row::padded).sum();
        }
    }

    private final Network network;
    private final List<Level> levels = new ArrayList<>();
    private final Row[] rowOfNeuron;
    private final int slots;

    Layout(Network network) {
        this.network = network;
        this.rowOfNeuron = new Row[network.neuronCount()];
        Map<Key, Afferents> known = new HashMap<>();
        long next = 0;
        for (int depth = 1; depth <= network.depth(); depth++) {
            List<Row> rows = new ArrayList<>();
            Set<Afferents> afferents = new LinkedHashSet<>();
            for (Neuron neuron : network.neurons()) {
                if (network.depthOf(neuron.id()) == depth) {
                    Row row = row(neuron, Math.toIntExact(next), known);
                    rows.add(row);
                    rowOfNeuron[neuron.id()] = row;
                    afferents.add(row.afferents());
                    next += row.padded();
                }
            }
            levels.add(new Level(List.copyOf(rows), List.copyOf(afferents)));
        }
        slots = Math.toIntExact(next);
    }

    /** Presynaptic neurons, equal where they are the same in the same order. */
    private record Key(int[] neurons) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(neurons, key.neurons);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(neurons);
        }
    }

    private Row row(Neuron neuron, int from, Map<Key, Afferents> known) {
        int[] synapses = network.fanIn(neuron.id());
        int[] pre = new int[synapses.length];
        for (int i = 0; i < synapses.length; i++) {
            pre[i] = network.pre(synapses[i]);
        }
        Afferents afferents = known.computeIfAbsent(new Key(pre), key -> new Afferents(network, pre));
        boolean consecutive = synapses[synapses.length - 1] - synapses[0] == synapses.length - 1;
        return new Row(
                neuron,
                from,
                synapses.length,
                afferents,
                consecutive ? synapses[0] : -1,
                consecutive ? new int[0] : Arrays.copyOf(synapses, Row.padded(synapses.length)));
    }

    List<Level> levels() {
        return levels;
    }

    /** Slots in all, with the filling. */
    int slots() {
        return slots;
    }

    int slot(int synapse) {
        return rowOfNeuron[network.post(synapse)].slot(synapse);
    }

    /** Copies numbers by slot to numbers by synapse id. */
    void copyBySynapse(double[] bySlot, double[] bySynapse) {
        for (Level level : levels) {
            for (Row row : level.rows()) {
                row.copyBySynapse(bySlot, bySynapse);
            }
        }
    }
}
