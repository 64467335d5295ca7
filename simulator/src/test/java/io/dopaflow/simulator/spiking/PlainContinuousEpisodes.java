package io.dopaflow.simulator.spiking;

import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.Episodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a network in episodes learns in continuous time, computed again from its spikes alone. Each synapse follows its postsynaptic neuron over all the run by itself; integrals are sums by the rule
 * of Gauss and Legendre, over pieces.
 */
final class PlainContinuousEpisodes {
    private static final double MS = EpisodeNetworks.STEP;
    private static final int PIECES = 3;
    private static final double[] POINTS = {-Math.sqrt(0.6), 0, Math.sqrt(0.6)};
    private static final double[] SHARES = {5 / 9.0, 8 / 9.0, 5 / 9.0};

    private final EpisodeNetworks of;
    private final EpisodeNetworks.AfterSpike after;
    private final double tauE;
    private final long seed;
    private final Episodes episodes;
    private final List<List<Long>> spikes = new ArrayList<>();
    private final int learning;

    /** By synapse: its weight from a time on. */
    private final List<TreeMap<Long, Double>> weights = new ArrayList<>();

    final List<Double> rewards = new ArrayList<>();

    PlainContinuousEpisodes(EpisodeNetworks of, long seed, List<NetworkLog.Spike> recorded) {
        this.of = of;
        this.seed = seed;
        this.after = EpisodeNetworks.AfterSpike.of(seed);
        this.tauE = EpisodeNetworks.tauE(seed);
        this.episodes = of.task().plan().episodes();
        this.learning = of.edges().size() - EpisodeNetworks.OUTPUTS * EpisodeNetworks.HIDDEN;
        for (int cell = 0; cell < of.network().cells(); cell++) {
            spikes.add(new ArrayList<>());
        }
        recorded.forEach(spike -> spikes.get(spike.cell()).add(spike.timePs()));
        spikes.forEach(times -> times.sort(null));
        of.edges().forEach(edge -> weights.add(new TreeMap<>(Map.of(-1L, edge.weight()))));
    }

    double weightAt(int synapse, long timePs) {
        return weights.get(synapse).floorEntry(timePs).getValue();
    }

    private long delayPs(int synapse) {
        return of.edges().get(synapse).delay() * EpisodeNetworks.STEP;
    }

    /** What arrives at a synapse in an episode and its pause, in ms from its beginning, with the times of emission in ps behind. */
    private List<double[]> arrivals(int synapse, long begin) {
        int pre = of.edges().get(synapse).pre();
        boolean isGiven = pre < EpisodeNetworks.INPUTS;
        List<double[]> arrivals = new ArrayList<>();
        for (long emitted : spikes.get(pre)) {
            long arrival = emitted + delayPs(synapse);
            boolean isIn = arrival > begin && arrival <= begin + episodes.periodPs();
            boolean isLost = episodes.restarts() && (isGiven ? emitted < begin : emitted <= begin);
            if (isIn && !isLost) {
                arrivals.add(new double[] {(arrival - begin) / MS, emitted});
            }
        }
        return arrivals;
    }

    /** Episodes that begin from rest: all but the episode itself is of no matter. */
    void run() {
        EpisodePlan.Order order = of.task().plan().order(of.network().streams());
        double[] baselines = new double[3];
        Arrays.fill(baselines, of.task().baseline().initial());
        long rounds = of.network().durationPs() / episodes.periodPs();
        for (long round = 0; round < rounds; round++) {
            long begin = episodes.begin(round);
            double[] eligibilities = eligibilitiesAt(begin, episodes.durationPs());
            int sample = order.sampleAt(round);
            double loss = 0;
            for (int output = 0; output < EpisodeNetworks.OUTPUTS; output++) {
                long count = spikes.get(EpisodeNetworks.INPUTS + EpisodeNetworks.HIDDEN + output).stream()
                        .filter(at -> at > begin && at <= begin + episodes.durationPs())
                        .count();
                double off = count - of.task().plan().samples().get(sample).target()[output][0];
                loss += 0.5 * off * off;
            }
            int mine = of.task().baseline().bySample() ? sample : 0;
            double reward = baselines[mine] - loss;
            baselines[mine] += of.task().baseline().rate() * (loss - baselines[mine]);
            rewards.add(reward);
            long when = begin + episodes.durationPs() + of.task().delayPs();
            for (int k = 0; k < learning; k++) {
                weights.get(k).put(when, weightAt(k, when) + EpisodeNetworks.RATE * reward * eligibilities[k]);
            }
        }
    }

    /** Of all synapses that learn, so long after the beginning of an episode. */
    double[] eligibilitiesAt(long begin, long afterPs) {
        double[] all = new double[learning];
        for (int k = 0; k < learning; k++) {
            int first = EpisodeNetworks.INPUTS * EpisodeNetworks.HIDDEN;
            int second = first + EpisodeNetworks.HIDDEN * (EpisodeNetworks.HIDDEN - 1);
            int projection = k < first ? 0 : k < second ? 1 : 2;
            all[k] = EpisodeNetworks.isStdp(seed, projection)
                    ? stdp(k, begin, afterPs / MS)
                    : score(k, begin, afterPs / MS);
        }
        return all;
    }

    private List<Double> postSpikes(int post, long begin, double end) {
        return spikes.get(post).stream()
                .map(at -> (at - begin) / MS)
                .filter(at -> at > 0 && at <= end)
                .toList();
    }

    private double stdp(int synapse, long begin, double end) {
        double sum = 0;
        for (double spike : postSpikes(of.edges().get(synapse).post(), begin, end)) {
            for (double[] arrival : arrivals(synapse, begin)) {
                double later = Math.max(spike, arrival[0]);
                if (later > end) {
                    continue;
                }
                double forgotten = Math.exp(-(end - later) / tauE);
                if (spike > arrival[0]) {
                    sum += forgotten
                            * EpisodeNetworks.STDP.aPlus()
                            * Math.exp(-(spike - arrival[0]) / EpisodeNetworks.STDP.tauPlus());
                } else if (spike < arrival[0]) {
                    sum -= forgotten
                            * EpisodeNetworks.STDP.aMinus()
                            * Math.exp(-(arrival[0] - spike) / EpisodeNetworks.STDP.tauMinus());
                }
            }
        }
        return sum;
    }

    private double score(int synapse, long begin, double end) {
        int post = of.edges().get(synapse).post();
        List<Double> own = postSpikes(post, begin, end);
        List<double[]> mine = arrivals(synapse, begin);
        List<double[]> all = new ArrayList<>();
        for (int k = 0; k < of.edges().size(); k++) {
            if (of.edges().get(k).post() == post) {
                for (double[] arrival : arrivals(k, begin)) {
                    all.add(new double[] {arrival[0], weightAt(k, (long) arrival[1])});
                }
            }
        }
        List<Double> events = new ArrayList<>(own);
        all.forEach(arrival -> events.add(arrival[0]));
        own.forEach(spike -> events.add(spike + after.held()));
        events.add(0.0);
        events.add(end);
        List<Double> cuts =
                events.stream().filter(at -> at <= end).distinct().sorted().toList();
        double sum = 0;
        for (double spike : own) {
            sum += response(mine, own, spike) * Math.exp(-(end - spike) / tauE);
        }
        for (int i = 0; i + 1 < cuts.size(); i++) {
            double from = cuts.get(i);
            double half = (cuts.get(i + 1) - from) / (2 * PIECES);
            for (int p = 0; p < PIECES; p++) {
                for (int k = 0; k < POINTS.length; k++) {
                    double at = from + (2 * p + 1 + POINTS[k]) * half;
                    sum -= half
                            * SHARES[k]
                            * hazard(all, own, at)
                            * response(mine, own, at)
                            * Math.exp(-(end - at) / tauE);
                }
            }
        }
        return sum / EpisodeNetworks.DELTA_U;
    }

    /** When V was last set, and from when on it is free. */
    private double[] since(List<Double> own, double at) {
        double last = after.resets()
                ? own.stream()
                        .filter(spike -> spike < at)
                        .mapToDouble(x -> x)
                        .max()
                        .orElse(-1e9)
                : -1e9;
        return new double[] {last, last + after.held()};
    }

    private double response(List<double[]> arrivals, List<Double> own, double at) {
        double free = since(own, at)[1];
        return arrivals.stream()
                .filter(arrival -> arrival[0] <= at && arrival[0] >= free)
                .mapToDouble(arrival -> Math.exp(-(at - arrival[0]) / EpisodeNetworks.TAU))
                .sum();
    }

    private double hazard(List<double[]> arrivals, List<Double> own, double at) {
        double free = since(own, at)[1];
        if (at < free) {
            return 0;
        }
        double v = free > 0 ? -Math.exp(-(at - free) / EpisodeNetworks.TAU) : 0;
        for (double[] arrival : arrivals) {
            if (arrival[0] <= at && arrival[0] >= free) {
                v += arrival[1] * Math.exp(-(at - arrival[0]) / EpisodeNetworks.TAU);
            }
        }
        if (!after.resets()) {
            for (double spike : own) {
                v -= spike < at ? 2.5 * Math.exp(-(at - spike) / EpisodeNetworks.TAU) : 0;
            }
        }
        return EpisodeNetworks.RHO_0 * Math.exp((v - EpisodeNetworks.V_TH) / EpisodeNetworks.DELTA_U);
    }
}
