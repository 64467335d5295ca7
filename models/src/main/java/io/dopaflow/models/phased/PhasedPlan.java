package io.dopaflow.models.phased;

import io.dopaflow.models.record.Thinning;

/**
 * What an engine records, and when.
 *
 * @param spikes learning opportunities whose spikes are recorded
 * @param losses those whose losses and broadcasts are recorded
 * @param weights those after which weights are recorded
 * @param updates those whose updates are recorded
 * @param epoch learning opportunities in an epoch, after each of which weights are recorded; at least 1
 */
public record PhasedPlan(Thinning spikes, Thinning losses, Thinning weights, Thinning updates, long epoch) {

    /** Validates the epoch. */
    public PhasedPlan {
        if (epoch < 1) {
            throw new IllegalArgumentException("an epoch has " + epoch + " opportunities; allowed: at least 1");
        }
    }

    /** Nothing but the weights at the start, after each epoch and at the end. */
    public static PhasedPlan weightsOnly(long epoch) {
        Thinning none = new Thinning.None();
        return new PhasedPlan(none, none, none, none, epoch);
    }

    /** The same, with losses, broadcasts and steps of the environment in each opportunity. */
    public PhasedPlan withLosses() {
        return new PhasedPlan(spikes, new Thinning.All(), weights, updates, epoch);
    }

    /** Everything. */
    public static PhasedPlan full(long epoch) {
        Thinning all = new Thinning.All();
        return new PhasedPlan(all, all, all, all, epoch);
    }

    /** Whether weights are recorded after the opportunity, unless it is the last: then they are in any case. */
    public boolean weightsAfter(long opportunity) {
        return weights.keeps(opportunity) || endsEpoch(opportunity);
    }

    /** Whether an epoch ends with the learning opportunity. */
    public boolean endsEpoch(long opportunity) {
        return (opportunity + 1) % epoch == 0;
    }
}
