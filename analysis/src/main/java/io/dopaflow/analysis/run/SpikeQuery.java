package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.SpikeKind;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which spikes to look at; a filter that is empty lets everything pass. Start from {@link #everything()} and narrow.
 *
 * @param neurons names or ids of neurons
 * @param depths depths of neurons, 0 for the sources
 * @param fromPs earliest time, in picoseconds
 * @param beforePs the first time that is too late, in picoseconds
 * @param firstOpportunity first learning opportunity, from 0
 * @param lastOpportunity last learning opportunity, inclusive
 * @param kind onset or readout
 * @param limit how many spikes at most, at least 1
 */
public record SpikeQuery(
        Set<String> neurons,
        Set<Integer> depths,
        OptionalLong fromPs,
        OptionalLong beforePs,
        OptionalLong firstOpportunity,
        OptionalLong lastOpportunity,
        Optional<SpikeKind> kind,
        OptionalLong limit) {

    /** Rejects a limit below 1. */
    public SpikeQuery {
        neurons = Set.copyOf(neurons);
        depths = Set.copyOf(depths);
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit.getAsLong());
        }
    }

    /** Every spike. */
    public static SpikeQuery everything() {
        OptionalLong any = OptionalLong.empty();
        return new SpikeQuery(Set.of(), Set.of(), any, any, any, any, Optional.empty(), any);
    }

    /** Only of these neurons, by name or id. */
    public SpikeQuery ofNeurons(Set<String> namesOrIds) {
        return new SpikeQuery(namesOrIds, depths, fromPs, beforePs, firstOpportunity, lastOpportunity, kind, limit);
    }

    /** Only of neurons of these depths. */
    public SpikeQuery ofDepths(Set<Integer> depths) {
        return new SpikeQuery(neurons, depths, fromPs, beforePs, firstOpportunity, lastOpportunity, kind, limit);
    }

    /** Only at this time or later. */
    public SpikeQuery from(long timePs) {
        return new SpikeQuery(
                neurons, depths, OptionalLong.of(timePs), beforePs, firstOpportunity, lastOpportunity, kind, limit);
    }

    /** Only earlier than this time. */
    public SpikeQuery before(long timePs) {
        return new SpikeQuery(
                neurons, depths, fromPs, OptionalLong.of(timePs), firstOpportunity, lastOpportunity, kind, limit);
    }

    /** Only in this opportunity or later ones. */
    public SpikeQuery fromOpportunity(long first) {
        return new SpikeQuery(neurons, depths, fromPs, beforePs, OptionalLong.of(first), lastOpportunity, kind, limit);
    }

    /** Only in this opportunity or earlier ones. */
    public SpikeQuery toOpportunity(long last) {
        return new SpikeQuery(neurons, depths, fromPs, beforePs, firstOpportunity, OptionalLong.of(last), kind, limit);
    }

    /** Only of this kind. */
    public SpikeQuery ofKind(SpikeKind only) {
        return new SpikeQuery(
                neurons, depths, fromPs, beforePs, firstOpportunity, lastOpportunity, Optional.of(only), limit);
    }

    /** No more than so many, the earliest ones. */
    public SpikeQuery atMost(long rows) {
        return new SpikeQuery(
                neurons, depths, fromPs, beforePs, firstOpportunity, lastOpportunity, kind, OptionalLong.of(rows));
    }
}
