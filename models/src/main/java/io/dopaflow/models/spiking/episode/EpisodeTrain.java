package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.Arrays;

/** The spikes of one input in all episodes. */
public final class EpisodeTrain implements SpikeSource {
    private final EpisodePlan plan;
    private final EpisodePlan.Order order;
    private final int input;
    private final boolean isSilent;

    /**
     * A train.
     *
     * @param streams of the run, which order the samples
     * @param input its number
     */
    public EpisodeTrain(EpisodePlan plan, RandomStreams streams, int input) {
        this.plan = plan;
        this.order = plan.order(streams);
        this.input = input;
        this.isSilent =
                plan.samples().stream().allMatch(sample -> sample.inputs().get(input).length == 0);
    }

    @Override
    public long next(long after) {
        if (after == NEVER || isSilent) {
            return NEVER;
        }
        long from = after + 1;
        for (long episode = plan.episodes().ofGiven(from); ; episode++) {
            long begin = plan.episodes().begin(episode);
            long[] spikes = plan.samples().get(order.sampleAt(episode)).inputs().get(input);
            int place = Arrays.binarySearch(spikes, from - begin);
            int next = place < 0 ? -place - 1 : place;
            if (next < spikes.length) {
                return begin + spikes[next];
            }
        }
    }
}
