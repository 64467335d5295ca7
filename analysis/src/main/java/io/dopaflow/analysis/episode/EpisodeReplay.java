package io.dopaflow.analysis.episode;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Episodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network in episodes has learnt, computed again from its spikes alone: of each episode the loss, the reward b - L, and the weights after it, w + rate (b - L) e. Another way than that of the engines: an episode
 * is evaluated as a pattern of spikes, by {@link EpisodeEligibilities}.
 *
 * <p>Goes on from episode to episode. For one thread.
 */
public final class EpisodeReplay {
    private final EpisodeReward reward;
    private final EpisodePlan.Order order;
    private final List<NetworkEpisode> samples = new ArrayList<>();
    private final List<EpisodeEligibilities> eligibilities = new ArrayList<>();
    private final double[] baselines;
    private final double[] rates;
    private final double[] weights;
    private final int trains;
    private final long unit;
    private long episode;

    /**
     * An episode, computed again.
     *
     * @param loss L
     * @param reward b - L
     * @param weights after the reward in mV, by the ids of their synapses
     */
    public record Step(double loss, double reward, double[] weights) {}

    /**
     * Before the first episode.
     *
     * @param network as {@link NetworkEpisode#of} wants it
     * @param reward that it is given
     * @throws IllegalArgumentException if the network is another
     */
    public EpisodeReplay(SpikingNetwork network, EpisodeReward reward) {
        this.reward = reward;
        this.order = reward.plan().order(reward.streams());
        for (int sample = 0; sample < reward.plan().samples().size(); sample++) {
            samples.add(NetworkEpisode.of(network, reward, sample));
            NetworkEpisode of = samples.get(sample);
            eligibilities.add(new EpisodeEligibilities(of.episode(), of.layers()));
        }
        this.baselines = new double[samples.size()];
        Arrays.fill(baselines, reward.baseline().initial());
        this.weights = samples.get(0).weights();
        this.rates = samples.get(0).rates();
        this.trains = network.groups().get(0).size();
        this.unit = network.time().unitPs();
    }

    /** The weights after the last episode, in mV. */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The next episode.
     *
     * @param timesPs when cells have spiked, at least those within this episode, in any order
     * @param cells which, by their numbers in the network
     */
    public Step next(long[] timesPs, int[] cells) {
        int sample = order.sampleAt(episode);
        NetworkEpisode of = samples.get(sample);
        Episodes episodes = reward.plan().episodes();
        boolean[][] pattern =
                new boolean[of.episode().steps()][of.episode().neurons().size()];
        for (int i = 0; i < timesPs.length; i++) {
            if (cells[i] >= trains && episodes.of(timesPs[i]) == episode && episodes.isWithin(timesPs[i])) {
                int step = Math.toIntExact((timesPs[i] - episodes.begin(episode)) / unit);
                pattern[step - 1][cells[i] - trains] = true;
            }
        }
        double[] eligibility = eligibilities.get(sample).of(weights, pattern);
        double loss = of.loss().of(of.episode().outputSpikesMs(pattern));
        int mine = reward.baseline().bySample() ? sample : 0;
        double amount = baselines[mine] - loss;
        baselines[mine] += reward.baseline().rate() * (loss - baselines[mine]);
        for (int w = 0; w < weights.length; w++) {
            weights[w] += rates[w] * amount * eligibility[w];
        }
        episode++;
        return new Step(loss, amount, weights.clone());
    }
}
