package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.SampleOrder;
import java.util.List;

/**
 * What is presented in each episode. A learning opportunity presents one sample, in as many episodes as it has; every epoch goes through all samples once, in an order of its own.
 *
 * @param episodes when they are
 * @param perOpportunity episodes of a learning opportunity; from 1
 * @param samples at least one, of equal numbers of inputs, whose spikes are before the end of an episode
 */
public record EpisodePlan(Episodes episodes, int perOpportunity, List<Presentation> samples) {

    /** Validates the numbers; copies. */
    public EpisodePlan {
        samples = List.copyOf(samples);
        if (perOpportunity < 1) {
            throw new IllegalArgumentException(
                    "a learning opportunity has " + perOpportunity + " episodes; allowed: from 1");
        }
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("there are no samples; allowed: at least 1");
        }
        int inputs = samples.get(0).inputs().size();
        for (int s = 0; s < samples.size(); s++) {
            List<long[]> trains = samples.get(s).inputs();
            if (trains.size() != inputs) {
                throw new IllegalArgumentException(
                        "sample " + s + " has " + trains.size() + " inputs; allowed: as many as sample 0, " + inputs);
            }
            for (long[] train : trains) {
                if (train.length > 0 && train[train.length - 1] >= episodes.durationPs()) {
                    throw new IllegalArgumentException("a spike of sample " + s + " is at " + train[train.length - 1]
                            + " ps of an episode; allowed: before its end, " + episodes.durationPs() + " ps");
                }
            }
        }
    }

    /** Which sample an episode presents: asked in whatever order, fastest in that of time. For one thread. */
    public Order order(RandomStreams streams) {
        return new Order(new SampleOrder(streams, samples.size()));
    }

    /** The samples of a run in their order. */
    public final class Order {
        private final SampleOrder order;

        private Order(SampleOrder order) {
            this.order = order;
        }

        /** The number of the sample that an episode presents. */
        public int sampleAt(long episode) {
            return order.sampleAt(episode / perOpportunity);
        }
    }
}
