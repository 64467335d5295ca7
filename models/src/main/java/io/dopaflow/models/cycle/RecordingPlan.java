package io.dopaflow.models.cycle;

import io.dopaflow.models.record.Thinning;

/**
 * What an engine records, and when.
 *
 * @param spikes learning opportunities whose spikes are recorded
 * @param arrivals those whose arrivals are recorded
 * @param rewards those whose losses and rewards are recorded
 * @param weights those whose weights are recorded as they start and end
 * @param withinCycles in these, the weights after every so many cycles too; 0 for none between start and end
 * @param epoch learning opportunities in an epoch, or in several, after each of which weights are recorded; at least 1
 */
public record RecordingPlan(
        Thinning spikes, Thinning arrivals, Thinning rewards, Thinning weights, int withinCycles, long epoch) {

    /** Validates the ranges given for each component. */
    public RecordingPlan {
        if (withinCycles < 0) {
            throw new IllegalArgumentException("weights within every " + withinCycles + " cycles; allowed: from 0");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("an epoch has " + epoch + " opportunities; allowed: at least 1");
        }
    }

    /** Everything: spikes, arrivals, rewards, and weights after every cycle. */
    public static RecordingPlan full(long epoch) {
        Thinning all = new Thinning.All();
        return new RecordingPlan(all, all, all, all, 1, epoch);
    }

    /** Nothing but the weights at the start, after each epoch and at the end. */
    public static RecordingPlan weightsOnly(long epoch) {
        Thinning none = new Thinning.None();
        return new RecordingPlan(none, none, none, none, 0, epoch);
    }

    /** Whether weights are recorded as the learning opportunity starts. */
    public boolean weightsAtStart(long opportunity) {
        return opportunity == 0 || keepsWeights(opportunity);
    }

    /** Whether weights are recorded after the cycle, numbered from 0, of an opportunity that ends with the last. */
    public boolean weightsAfter(long opportunity, int cycle, int lastCycle) {
        return cycle == lastCycle
                ? keepsWeights(opportunity) || endsEpoch(opportunity)
                : withinCycles > 0 && cycle % withinCycles == 0 && weights.keeps(opportunity);
    }

    /** Whether an epoch ends with the learning opportunity. */
    public boolean endsEpoch(long opportunity) {
        return (opportunity + 1) % epoch == 0;
    }

    /** Where arrivals are kept, so are the weights that they explain. */
    private boolean keepsWeights(long opportunity) {
        return weights.keeps(opportunity) || arrivals.keeps(opportunity);
    }
}
