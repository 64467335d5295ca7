package io.dopaflow.simulator.population;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.numerics.FixedOrderSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * @param sources whose amplitudes it receives
     * @param firstSynapse id of the synapse in the first slot, where ids are consecutive; else -1
     * @param synapses ids by slot from the first one, where they are not; else empty
     */
    record Row(int neuron, int from, int size, Afferents sources, int firstSynapse, int[] synapses) {

        /** Slots with the filling. */
        int padded() {
            return padded(size);
        }

        private static int padded(int size) {
            return (size + FixedOrderSum.LANES - 1) / FixedOrderSum.LANES * FixedOrderSum.LANES;
        }

        /** The id of the synapse at a position in the row. */
        int synapse(int position) {
            return firstSynapse >= 0 ? firstSynapse + position : synapses[position];
        }
    }

    /** Presynaptic neurons of a row, and what they emit in the present cycle: signed amplitudes, 0 behind the last. */
    static final class Afferents {
        private final int[] neurons;
        private final boolean maySilence;
        private final double[] amplitudes;

        private Afferents(Network network, int[] neurons) {
            this.neurons = neurons;
            this.amplitudes = new double[Row.padded(neurons.length)];
            this.maySilence =
                    Arrays.stream(neurons).anyMatch(n -> network.neuron(n).coding() == SpikeCoding.ALL_OR_NONE);
        }

        /** Takes what the neurons emit. */
        void gather(double[] signedAmplitudes) {
            for (int i = 0; i < neurons.length; i++) {
                amplitudes[i] = signedAmplitudes[neurons[i]];
            }
        }

        double[] amplitudes() {
            return amplitudes;
        }

        /** The neuron at a position. */
        int neuron(int position) {
            return neurons[position];
        }

        /** Whether some of the neurons can be silent. */
        boolean maySilence() {
            return maySilence;
        }
    }

    /** Rows of one depth and the lists of amplitudes that they need; they depend on no other of the same depth. */
    record Level(List<Row> rows, List<Afferents> sources) {}

    private final List<Level> levels = new ArrayList<>();
    private final int[] slotOfSynapse;
    private final int slots;

    Layout(Network network) {
        slotOfSynapse = new int[network.synapseCount()];
        Map<List<Integer>, Afferents> known = new HashMap<>();
        long next = 0;
        for (int depth = 1; depth <= network.depth(); depth++) {
            List<Row> rows = new ArrayList<>();
            List<Afferents> sources = new ArrayList<>();
            for (Neuron neuron : network.neurons()) {
                if (network.depthOf(neuron.id()) == depth) {
                    Row row = row(network, neuron.id(), Math.toIntExact(next), known);
                    rows.add(row);
                    if (!sources.contains(row.sources())) {
                        sources.add(row.sources());
                    }
                    next += row.padded();
                }
            }
            levels.add(new Level(rows, sources));
        }
        slots = Math.toIntExact(next);
    }

    private Row row(Network network, int neuron, int from, Map<List<Integer>, Afferents> known) {
        int[] synapses = network.fanIn(neuron);
        int[] pre = new int[synapses.length];
        boolean consecutive = true;
        for (int i = 0; i < synapses.length; i++) {
            pre[i] = network.pre(synapses[i]);
            slotOfSynapse[synapses[i]] = from + i;
            consecutive &= synapses[i] == synapses[0] + i;
        }
        Afferents sources =
                known.computeIfAbsent(Arrays.stream(pre).boxed().toList(), neurons -> new Afferents(network, pre));
        return new Row(
                neuron,
                from,
                synapses.length,
                sources,
                consecutive ? synapses[0] : -1,
                consecutive ? new int[0] : synapses);
    }

    List<Level> levels() {
        return levels;
    }

    /** Slots in all, with the filling. */
    int slots() {
        return slots;
    }

    int slot(int synapse) {
        return slotOfSynapse[synapse];
    }
}
