package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.connection.Incoming;
import java.util.Arrays;
import java.util.List;

/** Who hears whom: each pair of cells once, however many synapses lead from one to the other. */
final class Hearers {
    private final SpikingNetwork network;
    private final int[] sources;
    private final int[] offsets;
    private final int[] hearers;

    private interface Pair {
        void take(int source, int hearer);
    }

    /**
     * All pairs of a network.
     *
     * @param projections to each group
     */
    Hearers(SpikingNetwork network, List<List<Onto>> projections) {
        this.network = network;
        int cells = network.cells();
        this.sources = new int[cells];
        this.offsets = new int[cells + 1];
        forEachPair(projections, (source, hearer) -> {
            sources[hearer]++;
            offsets[source + 1]++;
        });
        for (int cell = 0; cell < cells; cell++) {
            offsets[cell + 1] = Math.addExact(offsets[cell], offsets[cell + 1]);
        }
        this.hearers = new int[offsets[cells]];
        int[] next = Arrays.copyOf(offsets, cells);
        forEachPair(projections, (source, hearer) -> hearers[next[source]++] = hearer);
    }

    private void forEachPair(List<List<Onto>> projections, Pair pair) {
        int[] lastHearer = new int[network.cells()];
        Arrays.fill(lastHearer, -1);
        for (int group = 0; group < projections.size(); group++) {
            int first = network.first(group);
            int size = network.groups().get(group).size();
            for (int number = 0; number < size; number++) {
                for (Onto projection : projections.get(group)) {
                    forEachSource(projection, number, first + number, lastHearer, pair);
                }
            }
        }
    }

    private static void forEachSource(Onto projection, int number, int hearer, int[] lastHearer, Pair pair) {
        Incoming incoming = projection.synapses().incoming();
        int end = incoming.to(number);
        for (int place = incoming.from(number); place < end; place++) {
            int source = projection.firstSource() + incoming.source(place);
            if (lastHearer[source] != hearer) {
                lastHearer[source] = hearer;
                pair.take(source, hearer);
            }
        }
    }

    /** How many cells a cell hears. */
    int sources(int cell) {
        return sources[cell];
    }

    /** The place of the first one that hears a cell; that behind the last for the cell behind the last. */
    int from(int cell) {
        return offsets[cell];
    }

    /** The cell at a place; those that hear one cell are in ascending order. */
    int at(int place) {
        return hearers[place];
    }
}
