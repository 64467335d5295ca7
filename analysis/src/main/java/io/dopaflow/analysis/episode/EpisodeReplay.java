package io.dopaflow.analysis.episode;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network in episodes has learnt, computed again from its spikes alone: of each episode the loss, the reward b - L, and the weights after it, w + rate (b - L) e. Another way than that of the engines: on a grid an episode
 * is evaluated as a pattern of spikes, by {@link EpisodeEligibilities}; in continuous time integrals are computed by quadrature.
 *
 * <p>Goes on from episode to episode. For one thread.
 */
public final class EpisodeReplay {
    private final EpisodeReward reward;
    private final EpisodePlan.Order order;
    private final List<Evaluation> samples = new ArrayList<>();
    private final double[] baselines;
    private final double[] rates;
    private final double[] weights;
    private final int trains;
    private final int neurons;
    private final int firstOutput;
    private long episode;

    /** What an episode with a sample is, given its spikes. */
    interface Evaluation {
        /**
         * The eligibility of each weight that learns.
         *
         * @param spikesPs of each neuron, in ps from the beginning of the episode, ascending, within it
         */
        double[] eligibility(double[] weights, List<List<Long>> spikesPs);
    }

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
     * @param network as {@link NetworkEpisode#of} wants it, or the same in continuous time
     * @param reward that it is given
     * @throws IllegalArgumentException if the network is another
     */
    public EpisodeReplay(SpikingNetwork network, EpisodeReward reward) {
        this.reward = reward;
        this.order = reward.plan().order(reward.streams());
        EpisodeWiring wiring = new EpisodeWiring(network);
        for (int sample = 0; sample < reward.plan().samples().size(); sample++) {
            samples.add(
                    network.time() instanceof TimeMode.Precise
                            ? new ContinuousEpisode(
                                    wiring,
                                    reward.plan().samples().get(sample).inputs(),
                                    reward.plan().episodes().durationPs())
                            : onGrid(NetworkEpisode.of(network, reward, sample)));
        }
        this.baselines = new double[samples.size()];
        Arrays.fill(baselines, reward.baseline().initial());
        this.weights = wiring.learning();
        this.rates = EpisodeLayer.rates(wiring.layers());
        this.trains = wiring.trains();
        this.neurons = wiring.neurons().size();
        this.firstOutput = network.first(reward.outputs()) - trains;
    }

    private static Evaluation onGrid(NetworkEpisode of) {
        EpisodeEligibilities eligibilities = new EpisodeEligibilities(of.episode(), of.layers());
        long unit = VirtualTime.fromMilliseconds(of.episode().stepMs());
        return (weights, spikesPs) -> {
            boolean[][] pattern = new boolean[of.episode().steps()][spikesPs.size()];
            for (int neuron = 0; neuron < spikesPs.size(); neuron++) {
                for (long at : spikesPs.get(neuron)) {
                    pattern[Math.toIntExact(at / unit) - 1][neuron] = true;
                }
            }
            return eligibilities.of(weights, pattern);
        };
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
        Episodes episodes = reward.plan().episodes();
        List<List<Long>> spikesPs = new ArrayList<>();
        for (int neuron = 0; neuron < neurons; neuron++) {
            spikesPs.add(new ArrayList<>());
        }
        for (int i = 0; i < timesPs.length; i++) {
            if (cells[i] >= trains && episodes.of(timesPs[i]) == episode && episodes.isWithin(timesPs[i])) {
                spikesPs.get(cells[i] - trains).add(timesPs[i] - episodes.begin(episode));
            }
        }
        spikesPs.forEach(times -> times.sort(null));
        double[] eligibility = samples.get(sample).eligibility(weights, spikesPs);
        double[][] answer = spikesPs.subList(firstOutput, firstOutput + reward.size()).stream()
                .map(times ->
                        times.stream().mapToDouble(VirtualTime::toMilliseconds).toArray())
                .toArray(double[][]::new);
        double loss =
                reward.loss().of(answer, reward.plan().samples().get(sample).target());
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
