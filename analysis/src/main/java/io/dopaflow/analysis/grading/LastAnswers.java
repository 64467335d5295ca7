package io.dopaflow.analysis.grading;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import java.util.Optional;

/**
 * The last block of a learning curve, of a network that runs and of which nothing else is kept. Any number of threads may add spikes, in any order.
 */
public final class LastAnswers {
    private final EpisodeReward reward;
    private final long endPs;
    private final long size;
    private final OutputSpikes spikes;

    /**
     * No answers so far.
     *
     * @param network with a reward of episodes
     * @param blocks of the curve, as of {@link LearningCurve#of}
     */
    public LastAnswers(SpikingNetwork network, int blocks) {
        this.reward = network.episodeReward().orElseThrow();
        this.endPs = network.durationPs();
        long episodes = LearningCurve.episodes(reward.plan().episodes(), endPs);
        this.size = LearningCurve.size(episodes, blocks);
        this.spikes = new OutputSpikes(network, reward, Math.max(0, episodes - 1) / size * size);
    }

    /** Cells have spiked: the first {@code count} of these. Those that are no outputs do not count. */
    public void add(long[] timesPs, int[] cells, int count) {
        spikes.add(timesPs, cells, count);
    }

    /** The block, when the network has come to its end; empty if no episode has ended. */
    public Optional<LearningCurve.Block> block() {
        LearningCurve.Collector collector = new LearningCurve.Collector(new Grader(reward), size);
        spikes.answers(endPs, collector);
        return collector.blocks().stream().findFirst();
    }
}
