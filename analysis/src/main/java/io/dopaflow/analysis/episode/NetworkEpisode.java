package io.dopaflow.analysis.episode;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An episode of a network that spikes freely, as its expected loss is computed.
 *
 * <p>Neurons are numbered through the populations. Weights that learn come first, in the order of the ids of their synapses.
 *
 * @param episode what happens in it
 * @param loss of it
 * @param weights that learn, as the network has them at first, in mV
 * @param layers the projections that learn, in the order of their weights
 */
public record NetworkEpisode(Episode episode, OutputLoss loss, double[] weights, List<EpisodeLayer> layers) {

    /** The rewards of episodes in a network: its expected loss is defined where there is one. */
    public static List<EpisodeReward> rewards(SpikingNetwork network) {
        return network.modulators().stream()
                .flatMap(modulator -> modulator.releases().stream())
                .flatMap(release ->
                        release instanceof Release.ByReward reward && reward.rule() instanceof EpisodeReward ofEpisodes
                                ? Stream.of(ofEpisodes)
                                : Stream.empty())
                .toList();
    }

    /**
     * The first episode of a run.
     *
     * @param network as {@link #of} wants it
     */
    public static NetworkEpisode first(SpikingNetwork network, EpisodeReward reward) {
        return of(network, reward, reward.plan().order(reward.streams()).sampleAt(0));
    }

    /**
     * An episode that presents a sample.
     *
     * @param network in episodes that begin from rest, on a grid: one group of trains, and populations of neurons with escape noise and delta synapses without other input
     * @param reward which it is given
     * @param sample its number
     * @throws IllegalArgumentException if the network is another; says what of it
     */
    public static NetworkEpisode of(SpikingNetwork network, EpisodeReward reward, int sample) {
        EpisodeWiring wiring = new EpisodeWiring(network);
        if (!(network.time() instanceof TimeMode.Grid)) {
            throw EpisodeWiring.refused(
                    "time: precise",
                    "a grid, such as time: {grid: 1 ms}, as the expected loss of an episode is a sum over what spikes in each step");
        }
        Episodes episodes = reward.plan().episodes();
        double[][] target = reward.plan().samples().get(sample).target();
        long unit = network.time().unitPs();
        List<List<Integer>> inputs = reward.plan().samples().get(sample).inputs().stream()
                .map(train -> Arrays.stream(train)
                        .mapToObj(at -> Math.toIntExact(at / unit))
                        .toList())
                .toList();
        int firstOutput = network.first(reward.outputs()) - wiring.trains();
        Episode episode = new Episode(
                VirtualTime.toMilliseconds(unit),
                Math.toIntExact(episodes.durationPs() / unit),
                wiring.neurons(),
                wiring.synapses(),
                inputs,
                IntStream.range(firstOutput, firstOutput + reward.size())
                        .boxed()
                        .toList(),
                wiring.fixed());
        return new NetworkEpisode(
                episode, spikesMs -> reward.loss().of(spikesMs, target), wiring.learning(), wiring.layers());
    }
}
