package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Incoming;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The synapses of a network, for each cell. */
final class Wiring {
    /** No window is longer, in ps, so that progress is told and a wish to end is heard. */
    private static final long LONGEST_WINDOW = 10 * VirtualTime.PICOSECONDS_PER_MILLISECOND;

    private final SpikingNetwork network;
    private final List<Afferents> afferents = new ArrayList<>();
    private long shortest;
    private long longest;

    /** Draws all synapses. */
    Wiring(SpikingNetwork network) {
        this.network = network;
        long unit = network.time().unitPs();
        shortest = LONGEST_WINDOW / unit * unit;
        for (Projection projection : network.projections()) {
            int targets = network.groups().get(projection.to()).size();
            Afferents drawn = Afferents.of(network, projection, 0, targets);
            afferents.add(drawn);
            for (int place = 0;
                    place
                            < (drawn.hasOneDelay()
                                    ? Math.min(1, drawn.incoming().size())
                                    : drawn.incoming().size());
                    place++) {
                shortest = Math.min(shortest, drawn.delayPs(place));
                longest = Math.max(longest, drawn.delayPs(place));
            }
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

    private record Synapse(int source, long number, double weight, long delayPs) {}

    /** The synapses onto a cell. */
    FanIn fanIn(int group, int number) {
        List<Synapse> all = new ArrayList<>();
        // Synapses of drives come first.
        long rank = network.drives().size();
        for (int p = 0; p < afferents.size(); p++) {
            Projection projection = network.projections().get(p);
            if (projection.to() == group) {
                List<Synapse> ofProjection = synapses(afferents.get(p), projection, number);
                for (Synapse synapse : ofProjection) {
                    all.add(new Synapse(synapse.source, rank++, synapse.weight, synapse.delayPs));
                }
            }
        }
        if (all.isEmpty()) {
            return FanIn.NONE;
        }
        all.sort(Comparator.comparingInt(Synapse::source));
        int[] sources = all.stream().mapToInt(Synapse::source).distinct().toArray();
        int[] offsets = new int[sources.length + 1];
        for (Synapse synapse : all) {
            offsets[Arrays.binarySearch(sources, synapse.source) + 1]++;
        }
        for (int s = 0; s < sources.length; s++) {
            offsets[s + 1] += offsets[s];
        }
        return new FanIn(
                sources,
                offsets,
                all.stream().mapToLong(Synapse::number).toArray(),
                all.stream().mapToDouble(Synapse::weight).toArray(),
                all.stream().mapToLong(Synapse::delayPs).toArray());
    }

    /** Those of a projection in the order of their ids: by source, then by delay, then as drawn. */
    private List<Synapse> synapses(Afferents drawn, Projection projection, int target) {
        Incoming incoming = drawn.incoming();
        int first = network.first(projection.from());
        List<Synapse> synapses = new ArrayList<>();
        for (int place = incoming.from(target); place < incoming.to(target); place++) {
            synapses.add(new Synapse(first + incoming.source(place), 0, drawn.weight(place), drawn.delayPs(place)));
        }
        synapses.sort(Comparator.comparingInt(Synapse::source).thenComparingLong(Synapse::delayPs));
        return synapses;
    }
}
