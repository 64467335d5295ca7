package io.dopaflow.simulator.cluster;

import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.population.spiking.PartState;

/** What a part of a network tells its coordinator. */
sealed interface FromPart extends Wire {

    /**
     * What it has recorded.
     *
     * @param untilPs all records up to this time have been told with these
     * @param spikes of its cells
     * @param states of its neurons; the entity is {@code cell << 32 | variable}
     * @param synapses weight and eligibility
     * @param released amounts
     * @param concentrations of modulators
     * @param spikeCount spikes of its cells since it started
     * @param synapticEvents arrivals at its synapses since it started
     */
    record Records(
            long untilPs,
            Rows spikes,
            Rows states,
            Rows synapses,
            Rows released,
            Rows concentrations,
            long spikeCount,
            long synapticEvents)
            implements FromPart {}

    /** Where it stood at the time of a wish. */
    record State(PartState state) implements FromPart {}

    /**
     * It has come to its end.
     *
     * @param cancelled whether it was ended early
     */
    record Ended(PartState state, boolean cancelled) implements FromPart {}

    /** It cannot go on. See {@link RunFailedException}. */
    record Failed(RunFailedException.Origin origin, String culprit, String when, String reason) implements FromPart {}
}
