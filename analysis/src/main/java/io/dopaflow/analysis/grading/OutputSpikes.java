package io.dopaflow.analysis.grading;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.Answers;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the spikes of the outputs of a network while it runs, and tells its answers afterwards. Any number of threads may add spikes, in any order.
 */
public final class OutputSpikes {
    private final EpisodeReward reward;
    private final int firstCell;
    private final long firstEpisode;
    private final List<Spike> all = new ArrayList<>();

    private record Spike(long timePs, int cell) {}

    /**
     * None so far.
     *
     * @param reward by which answers of the network are graded
     * @param firstEpisode from which on they are kept
     */
    public OutputSpikes(SpikingNetwork network, EpisodeReward reward, long firstEpisode) {
        this.reward = reward;
        this.firstCell = network.first(reward.outputs());
        this.firstEpisode = firstEpisode;
    }

    /** Cells have spiked: the first {@code count} of these. Those that are no outputs do not count. */
    public synchronized void add(long[] timesPs, int[] cells, int count) {
        long from = reward.plan().episodes().begin(firstEpisode);
        for (int i = 0; i < count; i++) {
            if (timesPs[i] >= from && cells[i] >= firstCell && cells[i] < firstCell + reward.size()) {
                all.add(new Spike(timesPs[i], cells[i]));
            }
        }
    }

    /**
     * Tells the answers in their order.
     *
     * @param endPs up to when all spikes are known, in ps
     */
    public synchronized void answers(long endPs, Answers.Taker taker) {
        Answers.Taker ofKept = (episode, spikesMs) -> {
            if (episode >= firstEpisode) {
                taker.answer(episode, spikesMs);
            }
        };
        Answers answers = new Answers(reward.plan().episodes(), reward.size());
        all.sort(Comparator.comparingLong(Spike::timePs));
        all.forEach(spike -> answers.spike(spike.timePs(), spike.cell() - firstCell, ofKept));
        answers.reached(endPs, ofKept);
    }
}
