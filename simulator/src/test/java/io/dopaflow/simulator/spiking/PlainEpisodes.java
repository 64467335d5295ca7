package io.dopaflow.simulator.spiking;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.Episodes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a network in episodes learns, computed again from its spikes alone, with loops over all steps and synapses. */
final class PlainEpisodes {
    private final EpisodeNetworks of;
    private final EpisodeNetworks.AfterSpike after;
    private final double tauE;
    private final long seed;
    private final Set<Long> spikes = new HashSet<>();
    private final int cells;
    private final int learning;
    final double[] weights;
    private final double[] eligibilities;

    /** By step and synapse, at its end. */
    final Map<Long, double[]> eligibilitiesAt = new HashMap<>();

    final Map<Long, double[]> weightsAt = new HashMap<>();
    final Map<Long, Double> rewards = new HashMap<>();

    PlainEpisodes(EpisodeNetworks of, long seed, List<NetworkLog.Spike> recorded) {
        this.of = of;
        this.seed = seed;
        this.after = EpisodeNetworks.AfterSpike.of(seed);
        this.tauE = EpisodeNetworks.tauE(seed);
        this.cells = of.network().cells();
        this.learning = of.edges().size() - EpisodeNetworks.OUTPUTS * EpisodeNetworks.HIDDEN;
        this.weights =
                of.edges().stream().mapToDouble(EpisodeNetworks.Edge::weight).toArray();
        this.eligibilities = new double[weights.length];
        recorded.forEach(spike -> spikes.add(spike.timePs() / EpisodeNetworks.STEP * cells + spike.cell()));
    }

    private boolean hasSpike(long step, int cell) {
        return step >= 0 && spikes.contains(step * cells + cell);
    }

    private boolean isStdp(int synapse) {
        int first = EpisodeNetworks.INPUTS * EpisodeNetworks.HIDDEN;
        int second = first + EpisodeNetworks.HIDDEN * (EpisodeNetworks.HIDDEN - 1);
        int projection = synapse < first ? 0 : 1;
        return EpisodeNetworks.isStdp(seed, synapse < second ? projection : 2);
    }

    void run() {
        Episodes episodes = of.task().plan().episodes();
        int duration = (int) (episodes.durationPs() / EpisodeNetworks.STEP);
        int period = (int) (episodes.periodPs() / EpisodeNetworks.STEP);
        int delay = (int) (of.task().delayPs() / EpisodeNetworks.STEP);
        int rounds = (int) (of.network().durationPs() / EpisodeNetworks.STEP / period);
        EpisodePlan.Order order = of.task().plan().order(of.network().streams());
        double[] baselines = new double[3];
        Arrays.fill(baselines, of.task().baseline().initial());
        double decay = Exponential.exp(-1 / EpisodeNetworks.TAU);
        double kept = StrictMath.exp(-1 / tauE);
        double[] v = new double[cells];
        int[] held = new int[cells];
        double[] e = new double[weights.length];
        double[] x = new double[weights.length];
        double[] y = new double[weights.length];
        double plus = StrictMath.exp(-1 / EpisodeNetworks.STDP.tauPlus());
        double minus = StrictMath.exp(-1 / EpisodeNetworks.STDP.tauMinus());
        double[][] history = new double[rounds * period + 1][];
        history[0] = weights.clone();
        weightsAt.put(0L, weights.clone());
        eligibilitiesAt.put(0L, eligibilities.clone());
        for (int round = 0; round < rounds; round++) {
            int begin = round * period;
            if (episodes.restarts()) {
                Arrays.fill(v, 0);
                Arrays.fill(held, 0);
                Arrays.fill(e, 0);
                Arrays.fill(x, 0);
                Arrays.fill(y, 0);
            }
            double reward = 0;
            double[] judged = {};
            for (int step = begin + 1; step <= begin + period; step++) {
                if (step == begin + duration + delay) {
                    for (int k = 0; k < learning; k++) {
                        weights[k] += EpisodeNetworks.RATE * reward * judged[k];
                    }
                    rewards.put((long) step, reward);
                }
                history[step] = weights.clone();
                int[] arrives = new int[weights.length];
                double[] excitatory = new double[cells];
                double[] inhibitory = new double[cells];
                for (int k = 0; k < weights.length; k++) {
                    EpisodeNetworks.Edge edge = of.edges().get(k);
                    int emitted = step - edge.delay();
                    boolean isGiven = edge.pre() < EpisodeNetworks.INPUTS;
                    boolean isLost = episodes.restarts() && (isGiven ? emitted < begin : emitted <= begin);
                    e[k] *= decay;
                    if (hasSpike(emitted, edge.pre()) && !isLost) {
                        double weight = history[emitted][k];
                        (weight >= 0 ? excitatory : inhibitory)[edge.post()] += weight;
                        e[k] += 1;
                        arrives[k] = 1;
                    }
                }
                boolean[] forgets = new boolean[cells];
                double[] g = new double[cells];
                for (int cell = EpisodeNetworks.INPUTS; !EpisodeNetworks.hasThreshold(seed) && cell < cells; cell++) {
                    v[cell] = v[cell] * decay + (excitatory[cell] + inhibitory[cell]);
                    boolean isSpike = hasSpike(step, cell);
                    if (held[cell] > 0) {
                        if (isSpike) {
                            throw new AssertionError("a neuron spikes that is held");
                        }
                        v[cell] = -1;
                        held[cell]--;
                        forgets[cell] = true;
                        continue;
                    }
                    double expected = EpisodeNetworks.RHO_0
                            * Exponential.exp((v[cell] - EpisodeNetworks.V_TH) / EpisodeNetworks.DELTA_U);
                    double silent = Exponential.exp(-expected);
                    g[cell] = (isSpike ? expected * silent / (1 - silent) : -expected) / EpisodeNetworks.DELTA_U;
                    if (isSpike && after.resets()) {
                        v[cell] = -1;
                        held[cell] = after.held();
                        forgets[cell] = true;
                    } else if (isSpike) {
                        v[cell] -= 2.5;
                    }
                }
                for (int k = 0; k < learning; k++) {
                    int post = of.edges().get(k).post();
                    boolean isSpike = hasSpike(step, post);
                    double added = g[post] * e[k];
                    if (isStdp(k)) {
                        added = (isSpike ? EpisodeNetworks.STDP.aPlus() * x[k] : 0)
                                - (arrives[k] > 0 ? EpisodeNetworks.STDP.aMinus() * y[k] : 0);
                    }
                    if (step <= begin + duration) {
                        eligibilities[k] = eligibilities[k] * kept + added;
                    }
                    x[k] = (x[k] + arrives[k]) * plus;
                    y[k] = (y[k] + (isSpike ? 1 : 0)) * minus;
                    if (forgets[post]) {
                        e[k] = 0;
                    }
                }
                if (step == begin + duration) {
                    judged = eligibilities.clone();
                    Arrays.fill(eligibilities, 0);
                    int sample = order.sampleAt(round);
                    double loss = 0;
                    for (int output = 0; output < EpisodeNetworks.OUTPUTS; output++) {
                        int cell = EpisodeNetworks.INPUTS + EpisodeNetworks.HIDDEN + output;
                        int count = 0;
                        for (int s = begin + 1; s <= step; s++) {
                            count += hasSpike(s, cell) ? 1 : 0;
                        }
                        double off =
                                count - of.task().plan().samples().get(sample).target()[output][0];
                        loss += off * off;
                    }
                    loss *= 0.5;
                    int mine = of.task().baseline().bySample() ? sample : 0;
                    reward = baselines[mine] - loss;
                    baselines[mine] += of.task().baseline().rate() * (loss - baselines[mine]);
                }
                eligibilitiesAt.put((long) step, eligibilities.clone());
                weightsAt.put((long) step, weights.clone());
            }
        }
    }
}
