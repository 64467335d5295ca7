package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Arrivals;
import java.util.List;

/**
 * The synapses onto a cell.
 *
 * @param projections of static synapses to its population
 * @param number of the cell within it
 * @param cells how many cells project to it through static synapses
 * @param learning its synapses that are actors of their own
 */
record FanIn(List<Onto> projections, int number, int cells, List<Learning> learning) {

    /**
     * A synapse that is an actor of its own.
     *
     * @param id the actor's number
     * @param order of what it transmits among what arrives
     * @param isModulated whether a modulator tells it something in every window
     */
    record Learning(int id, LearningSynapse synapse, long order, boolean isModulated) {}

    /** Copies. */
    FanIn {
        learning = List.copyOf(learning);
    }

    /** How many actors tell it something in every window. */
    int sources() {
        return cells + learning.size();
    }

    /** The actors of those that hear what the neuron goes through. */
    int[] scored() {
        return learning.stream()
                .filter(one -> one.synapse.hearsCourse())
                .mapToInt(Learning::id)
                .toArray();
    }

    /** How many messages a window are sent by its synapses and to them by modulators. */
    int messages() {
        int messages = learning.size();
        for (Learning synapse : learning) {
            messages += synapse.isModulated ? 1 : 0;
        }
        return messages;
    }

    /** Adds what arrives of the spikes of a source after some time. */
    void add(int source, long[] timesPs, long after, Arrivals into) {
        for (int p = 0; p < projections.size(); p++) {
            projections.get(p).add(number, source, timesPs, after, into);
        }
    }

    /** Adds what arrives, after some time, of spikes that are under way. */
    void add(LateSpikes late, long after, Arrivals into) {
        for (Onto projection : projections) {
            projection.add(number, late, after, into);
        }
    }
}
