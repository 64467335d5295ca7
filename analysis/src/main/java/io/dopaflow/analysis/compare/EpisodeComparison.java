package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.episode.EpisodeLayer;
import io.dopaflow.analysis.episode.NetworkEpisode;
import io.dopaflow.analysis.episode.RunFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.plasticity.LearningProjection;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.SynapseList;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * The recorded weights of a run in episodes over the gradient flow of the expected loss.
 *
 * @param layers the projections that learn
 * @param names of the synapses, by weight
 * @param points in the order of time; the first is the start
 */
public record EpisodeComparison(List<EpisodeLayer> layers, List<String> names, List<Point> points) {
    /** More points would not be seen. */
    private static final int MOST_POINTS = 60;

    /** Copies the lists. */
    public EpisodeComparison {
        layers = List.copyOf(layers);
        names = List.copyOf(names);
        points = List.copyOf(points);
    }

    /**
     * A time at which all weights were recorded.
     *
     * @param episodes that had been rewarded by then
     * @param weights in mV
     * @param flow where the flow is, in mV
     * @param variances that are predicted about the flow, in mV^2
     * @param distance between weights and flow, in mV
     * @param predicted root mean square of that distance, in mV
     * @param path how far the flow has come from the start, in mV
     * @param angle between the changes of weights and flow since the start, in degrees; NaN at the start
     * @param loss E[L] of the weights
     * @param flowLoss E[L] on the flow
     */
    public record Point(
            long episodes,
            double[] weights,
            double[] flow,
            double[] variances,
            double distance,
            double predicted,
            double path,
            double angle,
            double loss,
            double flowLoss) {}

    /**
     * Compares.
     *
     * @param network of the run
     * @param progress told the share that is done
     * @throws IllegalArgumentException if the network cannot be described, has too many patterns, or weights were not recorded; says what is allowed
     */
    public static EpisodeComparison of(SpikingRunReader run, SpikingNetwork network, DoubleConsumer progress) {
        EpisodeReward reward = network.episodeReward()
                .orElseThrow(() -> new IllegalArgumentException("no reward of episodes; allowed: a network that learns"
                        + " from the rewards of episodes, or a learning cycle"));
        List<NetworkEpisode> samples = IntStream.range(
                        0, reward.plan().samples().size())
                .mapToObj(sample -> NetworkEpisode.of(network, reward, sample))
                .toList();
        RunFlow flow = new RunFlow(samples);
        NavigableMap<Long, double[]> recorded = recorded(run, network, reward);
        if (recorded.size() < 2) {
            throw new IllegalArgumentException("all weights that learn were recorded at " + recorded.size()
                    + " times; allowed: at least 2, see record.weights");
        }
        double[] start = recorded.firstEntry().getValue();
        long[] episodes = thinned(recorded.keySet());
        List<RunFlow.Point> path = flow.at(start, episodes, progress);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < episodes.length; i++) {
            double[] weights = Objects.requireNonNull(recorded.get(episodes[i]), "recorded then");
            points.add(point(flow, episodes[i], start, weights, path.get(i)));
        }
        return new EpisodeComparison(samples.get(0).layers(), names(network), points);
    }

    private static Point point(RunFlow flow, long episodes, double[] start, double[] weights, RunFlow.Point at) {
        double[] moved = difference(weights, start);
        double[] path = difference(at.weights(), start);
        double cosine = Vectors.dot(moved, path) / (Vectors.norm(moved) * Vectors.norm(path));
        return new Point(
                episodes,
                weights,
                at.weights(),
                at.variances(),
                Vectors.distance(weights, at.weights()),
                Math.sqrt(Arrays.stream(at.variances()).sum()),
                Vectors.norm(path),
                Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine)))),
                flow.loss(weights),
                flow.loss(at.weights()));
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        Arrays.setAll(difference, i -> difference[i] - b[i]);
        return difference;
    }

    /** Weights by the number of episodes that had been rewarded; of several times with one number the last. */
    private static NavigableMap<Long, double[]> recorded(
            SpikingRunReader run, SpikingNetwork network, EpisodeReward reward) {
        List<LearningProjection> learning = LearningProjection.of(network);
        int all = Math.toIntExact(
                learning.stream().mapToLong(LearningProjection::synapses).sum());
        NavigableMap<Long, double[]> byTime = new TreeMap<>();
        int first = 0;
        for (LearningProjection projection : learning) {
            int offset = first;
            run.weights()
                    .each(
                            projection.first(),
                            projection.end(),
                            (timePs, synapse, weight, eligibility) -> byTime.computeIfAbsent(
                                            timePs, at -> unknown(all))[offset + (int) (synapse - projection.first())] = weight);
            first += Math.toIntExact(projection.synapses());
        }
        NavigableMap<Long, double[]> byEpisode = new TreeMap<>();
        long lead = reward.plan().episodes().durationPs() + reward.delayPs();
        long period = reward.plan().episodes().periodPs();
        byTime.forEach((timePs, weights) -> {
            if (Arrays.stream(weights).noneMatch(Double::isNaN)) {
                byEpisode.put(timePs < lead ? 0 : (timePs - lead) / period + 1, weights);
            }
        });
        return byEpisode;
    }

    private static double[] unknown(int size) {
        double[] unknown = new double[size];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    private static long[] thinned(Iterable<Long> episodes) {
        List<Long> all = new ArrayList<>();
        episodes.forEach(all::add);
        int count = Math.min(MOST_POINTS, all.size());
        return IntStream.range(0, count)
                .mapToLong(i -> all.get((int) ((long) i * (all.size() - 1) / (count - 1))))
                .distinct()
                .toArray();
    }

    private static List<String> names(SpikingNetwork network) {
        List<String> names = new ArrayList<>();
        for (LearningProjection projection : LearningProjection.of(network)) {
            SynapseList.of(
                    network,
                    projection.projection(),
                    projection.first(),
                    (synapse, of, pre, post, delayPs, weight) ->
                            names.add(network.nameOf(pre) + " \u2192 " + network.nameOf(post)));
        }
        return names;
    }
}
