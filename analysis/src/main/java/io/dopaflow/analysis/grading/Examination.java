package io.dopaflow.analysis.grading;

import io.dopaflow.analysis.plasticity.LearningProjection;
import io.dopaflow.analysis.run.SynapseList;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.EpisodeTrain;
import io.dopaflow.models.spiking.episode.Presentation;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A network that has learnt is examined: its weights stay what they are, and it is presented samples, each in one episode.
 *
 * @param network that answers
 * @param reward by which its answers are graded; nobody receives it
 */
public record Examination(SpikingNetwork network, EpisodeReward reward) {

    /**
     * An examination.
     *
     * @param learnt with a reward of episodes, whose inputs are its first group
     * @param weights of the synapses that learn, by their ids
     * @param samples at least one, as the network is presented them
     * @param number of the examination: each has random numbers of its own
     */
    public static Examination of(
            SpikingNetwork learnt, LongToDoubleFunction weights, List<Presentation> samples, int number) {
        EpisodeReward reward = learnt.episodeReward().orElseThrow();
        RandomStreams streams = learnt.streams().derived(Integer.MAX_VALUE, number);
        EpisodePlan plan = new EpisodePlan(reward.plan().episodes(), 1, samples);
        List<CellGroup> groups = new ArrayList<>(learnt.groups());
        groups.set(
                0,
                new CellGroup.Trains(
                        groups.get(0).name(),
                        IntStream.range(0, groups.get(0).size())
                                .<SpikeSource>mapToObj(input -> new EpisodeTrain(plan, streams, input))
                                .toList()));
        long[] firsts = SynapseList.firsts(learnt);
        List<Projection> projections = new ArrayList<>();
        for (int p = 0; p < firsts.length - 1; p++) {
            Projection projection = learnt.projections().get(p);
            projections.add(
                    projection.model().learns()
                            ? fixed(learnt, projection, firsts[p], firsts[p + 1], weights)
                            : projection);
        }
        SpikingNetwork network = new SpikingNetwork(
                learnt.time(),
                samples.size() * plan.episodes().periodPs(),
                streams,
                groups,
                learnt.drives(),
                projections,
                List.of(),
                learnt.episodes(),
                learnt.largestRate());
        return new Examination(
                network,
                new EpisodeReward(
                        plan,
                        streams,
                        reward.outputs(),
                        reward.size(),
                        reward.loss(),
                        reward.baseline(),
                        reward.delayPs()));
    }

    /** How many synapses of a network learn. */
    public static long learning(SpikingNetwork network) {
        return LearningProjection.of(network).stream()
                .mapToLong(LearningProjection::synapses)
                .sum();
    }

    private static Projection fixed(
            SpikingNetwork learnt, Projection projection, long first, long end, LongToDoubleFunction weights) {
        int size = Math.toIntExact(end - first);
        int[] sources = new int[size];
        int[] targets = new int[size];
        double[] values = new double[size];
        long[] delays = new long[size];
        SynapseList.of(learnt, projection, first, (synapse, name, pre, post, delayPs, weight) -> {
            int place = (int) (synapse - first);
            sources[place] = pre - learnt.first(projection.from());
            targets[place] = post - learnt.first(projection.to());
            values[place] = weights.applyAsDouble(synapse);
            delays[place] = delayPs;
        });
        return new Projection(
                projection.name(),
                projection.id(),
                projection.from(),
                projection.to(),
                new ExplicitList(sources, targets, values, delays),
                projection.weight(),
                projection.delay(),
                SynapseModel.STATIC);
    }
}
