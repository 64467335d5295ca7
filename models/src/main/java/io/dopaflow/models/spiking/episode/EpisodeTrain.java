package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.source.SpikeSource;

/** The spikes of one input in all episodes: asked in whatever order, fastest in that of time. For one thread. */
public final class EpisodeTrain implements SpikeSource {
    private final EpisodePlan plan;
    private final EpisodePlan.Order order;
    private final int input;
    private final boolean isSilent;

    // The episode that was asked for last, and which of its spikes are past.
    private long episode;
    private long begin;
    private long end;
    private long[] spikes = {};
    private int past;

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
        if (from < begin || from >= end) {
            turnTo(plan.episodes().ofGiven(from));
        }
        if (past > 0 && spikes[past - 1] >= from - begin) {
            past = 0;
        }
        while (true) {
            while (past < spikes.length && spikes[past] < from - begin) {
                past++;
            }
            if (past < spikes.length) {
                return begin + spikes[past];
            }
            turnTo(episode + 1);
        }
    }

    private void turnTo(long wanted) {
        episode = wanted;
        begin = plan.episodes().begin(wanted);
        end = begin + plan.episodes().periodPs();
        spikes = plan.samples().get(order.sampleAt(wanted)).inputs().get(input);
        past = 0;
    }
}
