package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Arrivals;
import java.util.List;

/**
 * The synapses onto a cell.
 *
 * @param projections to its population
 * @param number of the cell within it
 * @param sources how many cells project to it
 */
record FanIn(List<Onto> projections, int number, int sources) {

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
