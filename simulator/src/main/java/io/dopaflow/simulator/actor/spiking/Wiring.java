package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.ArrayList;
import java.util.List;

/** The synapses of a network, projection by projection, and who hears whom. */
final class Wiring {
    private final List<List<Onto>> byTarget = new ArrayList<>();
    private final Hearers hearers;
    private final long window;
    private long longest;

    /** Draws all synapses. */
    Wiring(SpikingNetwork network) {
        network.groups().forEach(group -> byTarget.add(new ArrayList<>()));
        long shortest = Long.MAX_VALUE;
        // Synapses of drives come first.
        long number = network.drives().size();
        for (Projection projection : network.projections()) {
            int targets = network.groups().get(projection.to()).size();
            Afferents drawn = Afferents.of(network, projection, 0, targets).inOrderOfIds();
            byTarget.get(projection.to()).add(new Onto(drawn, network.first(projection.from()), number));
            number += drawn.incoming().size();
            shortest = Math.min(shortest, drawn.shortestDelayPs());
            longest = Math.max(longest, drawn.longestDelayPs());
        }
        window = network.windowPs(shortest);
        hearers = new Hearers(network, byTarget);
    }

    /** The length of windows, in ps. */
    long window() {
        return window;
    }

    /** The longest delay, in ps; 0 without synapses. */
    long longest() {
        return longest;
    }

    Hearers hearers() {
        return hearers;
    }

    /**
     * The synapses onto a cell.
     *
     * @param group of the cell
     * @param number within it
     * @param cell its number in the network
     */
    FanIn fanIn(int group, int number, int cell) {
        return new FanIn(byTarget.get(group), number, hearers.sources(cell));
    }
}
