package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.plasticity.DelaySpan;
import java.util.ArrayList;
import java.util.List;

/** The synapses of a network, projection by projection, and who hears whom. */
final class Wiring {
    private final List<List<Onto>> byTarget = new ArrayList<>();
    private final List<Changing> changing = new ArrayList<>();
    private final Hearers hearers;
    private final long window;
    private long longest;

    /**
     * The synapses of a projection that are actors.
     *
     * @param projection its place in the network
     * @param synapses in the order of their ids
     * @param firstOrder that of its first synapse among all
     * @param firstId the id of its first synapse
     * @param span of their dendritic delays, in units
     */
    record Changing(int projection, Onto synapses, long firstOrder, long firstId, DelaySpan span) {}

    /** Draws all synapses, as a run has them from its start on. */
    Wiring(SpikingSimulation simulation) {
        SpikingNetwork network = simulation.network();
        network.groups().forEach(group -> byTarget.add(new ArrayList<>()));
        long shortest = Long.MAX_VALUE;
        // Synapses of drives come first.
        long number = network.drives().size();
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            int targets = network.groups().get(projection.to()).size();
            Afferents made = simulation.afferents(p, 0, targets);
            Afferents drawn = projection.model().isStatic() ? made.inOrderOfIds() : made;
            Onto onto = new Onto(drawn, network.first(projection.from()), number, network.losses(projection.from()));
            if (projection.model().isStatic()) {
                byTarget.get(projection.to()).add(onto);
            } else {
                long id = network.synapsesOfDrives() + number - network.drives().size();
                changing.add(new Changing(p, onto, number, id, span(network, projection, drawn)));
            }
            number += drawn.incoming().size();
            shortest = Math.min(shortest, network.lookaheadPs(projection, drawn.shortestDelayPs()));
            longest = Math.max(longest, drawn.longestDelayPs());
        }
        window = network.windowPs(shortest);
        hearers = new Hearers(network, byTarget);
    }

    private static DelaySpan span(SpikingNetwork network, Projection projection, Afferents drawn) {
        long unit = network.time().unitPs();
        SynapseModel model = projection.model();
        DelaySpan span = model.span(drawn.shortestDelayPs() / unit, drawn.longestDelayPs() / unit, unit);
        if (span.learns() && span.shortest() == 0) {
            throw new IllegalArgumentException("the dendritic delay of projection " + projection.name()
                    + " is 0; allowed on actors: above 0, as a synapse must know what it transmits before its neuron"
                    + " answers");
        }
        return span;
    }

    /** The projections whose synapses are actors. */
    List<Changing> changing() {
        return changing;
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

    /** The projections of static synapses to a group. */
    List<Onto> onto(int group) {
        return byTarget.get(group);
    }
}
