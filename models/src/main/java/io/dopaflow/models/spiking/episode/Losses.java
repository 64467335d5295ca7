package io.dopaflow.models.spiking.episode;

import java.util.Optional;

/**
 * Which spikes of a group never arrive.
 *
 * @param episodes if the run is divided into them
 * @param isGiven whether the group are given trains
 */
public record Losses(Optional<Episodes> episodes, boolean isGiven) {

    /** Whether they include what is emitted at a time and would arrive at another, in ps. */
    public boolean include(long emittedPs, long arrivalPs) {
        return episodes.isPresent() && episodes.get().isLost(emittedPs, isGiven, arrivalPs);
    }
}
