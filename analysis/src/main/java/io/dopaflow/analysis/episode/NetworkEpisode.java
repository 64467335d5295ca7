package io.dopaflow.analysis.episode;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Neurons;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.neuron.Escape;
import io.dopaflow.models.spiking.neuron.NeuronType;
import io.dopaflow.models.spiking.neuron.Srm;
import io.dopaflow.models.spiking.neuron.SynapseShape;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
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
        Builder builder = new Builder(network);
        Episodes episodes = reward.plan().episodes();
        double[][] target = reward.plan().samples().get(sample).target();
        long unit = network.time().unitPs();
        List<List<Integer>> inputs = reward.plan().samples().get(sample).inputs().stream()
                .map(train -> Arrays.stream(train)
                        .mapToObj(at -> Math.toIntExact(at / unit))
                        .toList())
                .toList();
        int firstOutput = network.first(reward.outputs()) - builder.trains;
        Episode episode = new Episode(
                VirtualTime.toMilliseconds(unit),
                Math.toIntExact(episodes.durationPs() / unit),
                builder.neurons,
                builder.synapses,
                inputs,
                IntStream.range(firstOutput, firstOutput + reward.size())
                        .boxed()
                        .toList(),
                builder.fixed);
        return new NetworkEpisode(
                episode,
                spikesMs -> reward.loss().of(spikesMs, target),
                builder.learning.stream().mapToDouble(Double::doubleValue).toArray(),
                builder.layers);
    }

    /** The rate of learning of each weight, in mV^2. */
    double[] rates() {
        double[] rates = new double[weights.length];
        for (EpisodeLayer layer : layers) {
            Arrays.fill(rates, layer.from(), layer.to(), layer.rule().rate());
        }
        return rates;
    }

    private static final class Builder {
        private final SpikingNetwork network;
        private final List<EpisodeNeuron> neurons = new ArrayList<>();
        private final List<EpisodeSynapse> synapses = new ArrayList<>();
        private final List<Double> learning = new ArrayList<>();
        private final List<Double> fixed = new ArrayList<>();
        private final List<EpisodeLayer> layers = new ArrayList<>();
        private final int trains;

        Builder(SpikingNetwork network) {
            this.network = network;
            if (network.episodes().isEmpty()
                    || !network.episodes().get().restarts()
                    || !(network.time() instanceof TimeMode.Grid)) {
                throw refused("the network has no episodes that begin from rest", "episodes that do, on a grid");
            }
            if (!network.drives().isEmpty()) {
                throw refused("the network has other input than its samples", "none");
            }
            if (!(network.groups().get(0) instanceof CellGroup.Trains)) {
                throw refused("group " + network.groups().get(0).name() + " is first", "the trains of the samples");
            }
            this.trains = network.groups().get(0).size();
            for (int g = 1; g < network.groups().size(); g++) {
                if (!(network.groups().get(g) instanceof CellGroup.Population population)) {
                    throw refused("group " + network.groups().get(g).name() + " is another group of trains", "one");
                }
                add(population);
            }
            add(true);
            add(false);
        }

        private static IllegalArgumentException refused(String found, String allowed) {
            return new IllegalArgumentException(found + "; allowed, for the expected loss of an episode: " + allowed);
        }

        private void add(CellGroup.Population population) {
            for (NeuronType type :
                    Neurons.of(network, population, 0, population.size()).types()) {
                boolean isPlain = population.start().isEmpty();
                if (isPlain
                        && type instanceof Escape escape
                        && escape.membrane().iE() == 0
                        && isDelta(escape.membrane().shape())) {
                    int held = Math.toIntExact(
                            escape.membrane().refractoryPs() / network.time().unitPs());
                    neurons.add(new EpisodeNeuron(
                            escape.membrane().tauM(),
                            escape.membrane().eL(),
                            escape.rho0(),
                            escape.membrane().vTh(),
                            escape.deltaU(),
                            new Reset.Hard(escape.membrane().vReset(), held)));
                } else if (isPlain && type instanceof Srm srm && srm.iE() == 0 && isDelta(srm.shape())) {
                    neurons.add(new EpisodeNeuron(
                            srm.tauM(), srm.eL(), srm.rho0(), srm.vTh(), srm.deltaU(), new Reset.Soft(srm.eta())));
                } else {
                    throw refused(
                            "population " + population.name() + " has other neurons",
                            "neurons with escape noise and delta synapses that start at E_L, without a current");
                }
            }
        }

        private static boolean isDelta(SynapseShape shape) {
            return shape == SynapseShape.DELTA;
        }

        /** Adds the synapses that learn, or the others. */
        private void add(boolean learns) {
            long unit = network.time().unitPs();
            for (Projection projection : network.projections()) {
                if (projection.model().score().isPresent() != learns) {
                    continue;
                }
                if (!learns && !projection.model().isStatic()) {
                    throw refused(
                            "the synapses of projection " + projection.name() + " change by timing",
                            "by rewards of episodes, or not at all");
                }
                int firstWeight = synapses.size();
                int targets = network.groups().get(projection.to()).size();
                int post = network.first(projection.to()) - trains;
                int pre = network.first(projection.from()) - (projection.from() == 0 ? 0 : trains);
                Afferents afferents =
                        Afferents.of(network, projection, 0, targets).inOrderOfIds();
                for (int target = 0; target < targets; target++) {
                    for (int place = afferents.incoming().from(target);
                            place < afferents.incoming().to(target);
                            place++) {
                        synapses.add(new EpisodeSynapse(
                                projection.from() == 0 ? EpisodeSynapse.Origin.INPUT : EpisodeSynapse.Origin.NEURON,
                                pre + afferents.incoming().source(place),
                                post + target,
                                Math.toIntExact(afferents.delayPs(place) / unit),
                                synapses.size()));
                        (learns ? learning : fixed).add(afferents.weight(place));
                    }
                }
                if (learns && synapses.size() > firstWeight) {
                    layers.add(new EpisodeLayer(
                            projection.name(),
                            firstWeight,
                            synapses.size(),
                            projection.model().score().get()));
                }
            }
        }
    }
}
