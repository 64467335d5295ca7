package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.connection.Incoming;
import io.dopaflow.models.spiking.episode.Losses;

/**
 * The synapses of a projection, as the cells see them that it leads to.
 *
 * @param synapses onto all of these, in the order of their ids
 * @param firstSource the first cell that it comes from
 * @param firstNumber that of its first synapse; numbers are in the order of ids
 * @param losses which spikes never arrive
 */
record Onto(Afferents synapses, int firstSource, long firstNumber, Losses losses) {

    /**
     * Adds what arrives of the spikes of a source.
     *
     * @param target that hears them, numbered within its population
     * @param source any cell
     * @param after in ps; what arrives up to it is left out
     */
    void add(int target, int source, long[] timesPs, long after, Arrivals into) {
        int from = firstPlace(target, source - firstSource);
        int to = endOfSource(from, synapses.incoming().to(target), source - firstSource);
        for (long time : timesPs) {
            for (int place = from; place < to; place++) {
                long arrival = time + synapses.delayPs(place);
                if (arrival > after && !losses.include(time, arrival)) {
                    into.add(arrival, firstNumber + place, synapses.weight(place));
                }
            }
        }
    }

    /** Adds what arrives of spikes that are under way. */
    void add(int target, LateSpikes late, long after, Arrivals into) {
        Incoming incoming = synapses.incoming();
        int end = incoming.to(target);
        for (int place = incoming.from(target); place < end; ) {
            int source = incoming.source(place);
            add(target, firstSource + source, late.of(firstSource + source), after, into);
            place = endOfSource(place, end, source);
        }
    }

    private int firstPlace(int target, int source) {
        int from = synapses.incoming().from(target);
        int to = synapses.incoming().to(target);
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (synapses.incoming().source(middle) < source) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int endOfSource(int place, int end, int source) {
        int to = place;
        while (to < end && synapses.incoming().source(to) == source) {
            to++;
        }
        return to;
    }
}
