package io.dopaflow.scenarios.converge;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Neurons;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.connection.OwnValues;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.EpisodeTrain;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A grid point of a study of a network in episodes: one learning opportunity of n episodes, which all replicates begin with the same neurons, synapses and weights, and the same sample.
 *
 * @param number from 0
 * @param episodes n
 * @param network with everything drawn that does not depend on the run's course, so that other streams are other noise and nothing else
 * @param reward that ends its episodes; its plan has the one sample
 * @param time T in mV^2: each episode has the rate T / n
 */
public record EpisodePoint(int number, int episodes, SpikingNetwork network, EpisodeReward reward, double time) {

    /**
     * Of a whole run, its first learning opportunity.
     *
     * @param whole in episodes, rewarded by {@code reward} alone
     */
    static EpisodePoint of(int number, int episodes, SpikingNetwork whole, EpisodeReward reward, double time) {
        int first = reward.plan().order(reward.streams()).sampleAt(0);
        EpisodePlan plan = new EpisodePlan(
                reward.plan().episodes(),
                episodes,
                List.of(reward.plan().samples().get(first)));
        EpisodeReward ofPoint = with(reward, plan, whole.streams());
        return new EpisodePoint(number, episodes, drawn(whole), ofPoint, time).with(whole.streams());
    }

    /**
     * A replicate, with noise of its own. It depends on the scenario's seed, n and the replicate's number only: points that differ in anything but n have common random numbers, and no point depends
     * on which others there are.
     */
    SpikingNetwork replicate(int replicate) {
        return with(network.streams().derived(episodes, replicate)).network;
    }

    private EpisodePoint with(RandomStreams streams) {
        EpisodeReward own = with(reward, reward.plan(), streams);
        List<CellGroup> groups = network.groups().stream()
                .map(group -> group instanceof CellGroup.Trains trains ? presenting(trains, streams) : group)
                .toList();
        SpikingNetwork with = new SpikingNetwork(
                network.time(),
                Math.multiplyExact(episodes, reward.plan().episodes().periodPs()),
                streams,
                groups,
                network.drives(),
                network.projections().stream().map(this::learning).toList(),
                network.modulators().stream()
                        .map(modulator -> rewarded(modulator, own))
                        .toList(),
                network.episodes(),
                network.largestRate());
        return new EpisodePoint(number, episodes, with, own, time);
    }

    private CellGroup presenting(CellGroup.Trains trains, RandomStreams streams) {
        return new CellGroup.Trains(
                trains.name(),
                IntStream.range(0, trains.size())
                        .<SpikeSource>mapToObj(input -> new EpisodeTrain(reward.plan(), streams, input))
                        .toList());
    }

    private Projection learning(Projection projection) {
        return projection
                .model()
                .score()
                .map(rule -> new Projection(
                        projection.name(),
                        projection.id(),
                        projection.from(),
                        projection.to(),
                        projection.rule(),
                        projection.weight(),
                        projection.delay(),
                        SynapseModel.of(
                                new ScoreRule(rule.modulator(), time / episodes, rule.tauE(), rule.eligibility()))))
                .orElse(projection);
    }

    private static Modulator rewarded(Modulator modulator, EpisodeReward reward) {
        boolean isRewarded = modulator.releases().stream().anyMatch(release -> release instanceof Release.ByReward);
        return isRewarded
                ? new Modulator(modulator.name(), modulator.tauN(), List.of(new Release.ByReward(reward)))
                : modulator;
    }

    private static EpisodeReward with(EpisodeReward reward, EpisodePlan plan, RandomStreams streams) {
        return new EpisodeReward(
                plan, streams, reward.outputs(), reward.size(), reward.loss(), reward.baseline(), reward.delayPs());
    }

    /** The same network, of which all that is drawn before a run is given instead. */
    private static SpikingNetwork drawn(SpikingNetwork network) {
        return new SpikingNetwork(
                network.time(),
                network.durationPs(),
                network.streams(),
                network.groups().stream()
                        .map(group -> group instanceof CellGroup.Population population && !population.isUniform()
                                ? drawn(network, population)
                                : group)
                        .toList(),
                network.drives(),
                network.projections().stream()
                        .map(projection -> drawn(network, projection))
                        .toList(),
                network.modulators(),
                network.episodes(),
                network.largestRate());
    }

    private static CellGroup drawn(SpikingNetwork network, CellGroup.Population population) {
        Map<String, double[]> values = Neurons.values(network, population);
        List<Distribution> parameters = population.model().parameters().stream()
                .<Distribution>map(parameter ->
                        new OwnValues(Objects.requireNonNull(values.get(parameter.name()), parameter.name())))
                .toList();
        return new CellGroup.Population(
                population.name(),
                population.size(),
                population.model(),
                parameters,
                population.start(),
                population.sign());
    }

    private static Projection drawn(SpikingNetwork network, Projection projection) {
        int size = network.groups().get(projection.to()).size();
        Afferents afferents = Afferents.of(network, projection, 0, size);
        List<Integer> sources = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        List<Long> delays = new ArrayList<>();
        for (int target = 0; target < size; target++) {
            for (int place = afferents.incoming().from(target);
                    place < afferents.incoming().to(target);
                    place++) {
                sources.add(afferents.incoming().source(place));
                targets.add(target);
                weights.add(afferents.weight(place));
                delays.add(afferents.delayPs(place));
            }
        }
        return new Projection(
                projection.name(),
                projection.id(),
                projection.from(),
                projection.to(),
                new ExplicitList(
                        sources.stream().mapToInt(Integer::intValue).toArray(),
                        targets.stream().mapToInt(Integer::intValue).toArray(),
                        weights.stream().mapToDouble(Double::doubleValue).toArray(),
                        delays.stream().mapToLong(Long::longValue).toArray()),
                projection.weight(),
                projection.delay(),
                projection.model());
    }
}
