package io.dopaflow.scenarios.follow;

import io.dopaflow.analysis.follow.Following;
import io.dopaflow.analysis.follow.UpdateCost;
import java.util.List;
import java.util.Optional;

/**
 * What came of a rule along one training.
 *
 * @param stops by epoch that was asked for, the layers: all together, then one by one
 * @param cost of an update, with the spikes at the last of the epochs
 * @param training how well the rule learnt by itself; empty along another training, or without held-out classes
 */
public record Followed(List<List<Following>> stops, UpdateCost cost, Optional<Training> training) {

    /** Copies the lists. */
    public Followed {
        stops = stops.stream().map(List::copyOf).toList();
    }

    /**
     * How well a rule learnt.
     *
     * @param accuracy the fraction of held-out samples told right at the end
     * @param reached when that was nine tenths for the first time, after a whole epoch; empty if never
     */
    public record Training(double accuracy, Optional<Effort> reached) {}

    /**
     * What training took.
     *
     * @param updates each for one sample
     * @param spikes of neurons
     */
    public record Effort(long updates, long spikes) {}

    /** Arrivals until the mean update at the last epoch is within 45 degrees of what it tends to. */
    public double arrivalsTo45() {
        return cost.arrivalsTo45(stops.get(stops.size() - 1).get(0).n45().value());
    }
}
