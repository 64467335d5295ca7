package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.connection.Incoming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The synapses of a network, for each cell. */
final class Wiring {
    private final SpikingNetwork network;
    private final List<Afferents> afferents = new ArrayList<>();
    private long shortest;
    private long longest;

    /** Draws all synapses. */
    Wiring(SpikingNetwork network) {
        this.network = network;
        long unit = network.time().unitPs();
        shortest = SpikingNetwork.LONGEST_WINDOW_PS / unit * unit;
        for (Projection projection : network.projections()) {
            int targets = network.groups().get(projection.to()).size();
            Afferents drawn = Afferents.of(network, projection, 0, targets);
            afferents.add(drawn);
            shortest = Math.min(shortest, drawn.shortestDelayPs());
            longest = Math.max(longest, drawn.longestDelayPs());
        }
        shortest = Math.max(shortest, unit);
    }

    /** The length of windows, in ps: the shortest delay. */
    long window() {
        return shortest;
    }

    /** The longest delay, in ps; 0 without synapses. */
    long longest() {
        return longest;
    }

    /** The synapses onto a cell. */
    FanIn fanIn(int group, int number) {
        List<Onto> all = new ArrayList<>();
        int size = 0;
        for (int p = 0; p < afferents.size(); p++) {
            Projection projection = network.projections().get(p);
            if (projection.to() == group) {
                Incoming incoming = afferents.get(p).incoming();
                all.add(new Onto(
                        afferents.get(p),
                        network.first(projection.from()),
                        inOrder(afferents.get(p), incoming.from(number), incoming.to(number))));
                size += incoming.to(number) - incoming.from(number);
            }
        }
        if (size == 0) {
            return FanIn.NONE;
        }
        int[] sources =
                all.stream().flatMapToInt(Onto::sources).sorted().distinct().toArray();
        return sorted(all, sources, size);
    }

    /**
     * The synapses of a projection onto a cell.
     *
     * @param drawn those onto all cells
     * @param first the first cell that it comes from
     * @param places in the order of ids
     */
    private record Onto(Afferents drawn, int first, Integer[] places) {
        int source(int i) {
            return first + drawn.incoming().source(places[i]);
        }

        IntStream sources() {
            return IntStream.range(0, places.length).map(this::source);
        }
    }

    /** Places in the order of the ids of synapses: by source, then by delay, then as drawn. */
    private static Integer[] inOrder(Afferents drawn, int from, int to) {
        Integer[] places = new Integer[to - from];
        Arrays.setAll(places, i -> from + i);
        Arrays.sort(
                places,
                Comparator.<Integer>comparingInt(place -> drawn.incoming().source(place))
                        .thenComparingLong(drawn::delayPs));
        return places;
    }

    /** Synapses of drives come first; the others are numbered through all projections, and stand by their sources. */
    private FanIn sorted(List<Onto> all, int[] sources, int size) {
        int[] offsets = new int[sources.length + 1];
        for (Onto onto : all) {
            onto.sources().forEach(source -> offsets[Arrays.binarySearch(sources, source) + 1]++);
        }
        for (int s = 0; s < sources.length; s++) {
            offsets[s + 1] += offsets[s];
        }
        int[] next = offsets.clone();
        FanIn fanIn = new FanIn(sources, offsets, new long[size], new double[size], new long[size]);
        long number = network.drives().size();
        for (Onto onto : all) {
            for (int i = 0; i < onto.places.length; i++) {
                int to = next[Arrays.binarySearch(sources, onto.source(i))]++;
                fanIn.synapses()[to] = number++;
                fanIn.weights()[to] = onto.drawn.weight(onto.places[i]);
                fanIn.delaysPs()[to] = onto.drawn.delayPs(onto.places[i]);
            }
        }
        return fanIn;
    }
}
