package io.dopaflow.scenarios.exchange;

import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a current that is constant.
 *
 * @param fromPs its start, in ps
 * @param toPs its end, in ps
 * @param amplitude in the unit of the neuron's currents
 */
record CurrentSegment(long fromPs, long toPs, double amplitude) {

    /** The parts of a current up to the end of a run, from its first jump on. */
    static List<CurrentSegment> of(CurrentSource.Steps current, long endPs) {
        List<CurrentSegment> segments = new ArrayList<>();
        for (long from = current.nextJump(-1); from != SpikeSource.NEVER && from < endPs; ) {
            long next = current.nextJump(from);
            segments.add(new CurrentSegment(from, Math.min(next, endPs), current.at(from)));
            from = next;
        }
        return segments;
    }
}
