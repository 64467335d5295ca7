package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.PostStep;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.episode.ScoreSynapses;
import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.episode.Stretches;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.plasticity.Histories;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Synapses that learn from the rewards of episodes. */
final class ScoredSynapses implements ChangingSynapses {
    private final SpikingNetwork network;
    private final int sourceCell;
    private final int firstTargetCell;
    private final Efferents efferents;
    private final ScoreRule rule;
    private final ScoreSynapses synapses;
    private final Histories histories;
    private final Deque<Reward> rewards = new ArrayDeque<>();

    /** In continuous time: places by target, and where those of each target begin. */
    private final int[] byTarget;

    private final int[] offsets;

    /** In continuous time: what arrives in the window, by target. */
    private final Waiting[] waiting;

    /** In continuous time: eligibilities when they were looked at in the window, by time and place. */
    private final Map<Long, double[]> looked = new HashMap<>();

    private record Reward(long at, double amount) {}

    /** Spikes that arrive at a target in a window, in the order of time. */
    private static final class Waiting {
        private long[] timesPs = new long[2];
        private int[] places = new int[2];
        private int count;

        void add(long timePs, int place) {
            if (count == timesPs.length) {
                timesPs = Arrays.copyOf(timesPs, 2 * count);
                places = Arrays.copyOf(places, 2 * count);
            }
            timesPs[count] = timePs;
            places[count++] = place;
        }
    }

    /** Synapses that have not changed yet. */
    ScoredSynapses(Division division, Projection projection, ScoreRule rule, Efferents efferents) {
        this.network = division.network();
        this.sourceCell = network.first(projection.from());
        this.firstTargetCell = division.firstCell(projection.to());
        this.efferents = efferents;
        this.rule = rule;
        this.histories = Histories.of(Optional.empty(), Optional.empty(), network.synapticTime(), 0, 0);
        this.synapses = new ScoreSynapses(
                rule, network.episodes().orElseThrow(), network.time().unitPs(), efferents.takeWeights());
        int targets = division.to(projection.to()) - division.from(projection.to());
        boolean isContinuous = network.time() instanceof TimeMode.Precise;
        this.waiting = new Waiting[isContinuous ? targets : 0];
        Arrays.setAll(waiting, target -> new Waiting());
        this.byTarget = new int[isContinuous ? efferents.targets.length : 0];
        this.offsets = new int[targets + 1];
        for (int k = 0; k < byTarget.length; k++) {
            offsets[efferents.targets[k] + 1]++;
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        int[] next = offsets.clone();
        for (int place = 0; place < byTarget.length; place++) {
            byTarget[next[efferents.targets[place]]++] = place;
        }
    }

    @Override
    public Efferents efferents() {
        return efferents;
    }

    @Override
    public void restore(PlasticityState state, int firstSynapse, int firstTarget, long now) {
        for (int place = 0; place < efferents.targets.length; place++) {
            int synapse = firstSynapse + efferents.synapse(place);
            synapses.restore(place, state.weights()[synapse], state.own(), synapse * ScoreSynapses.kept(rule));
        }
    }

    /** What arrives is known from the steps. */
    @Override
    public void take(SpikeBatch spikes, long unit) {}

    /** That is told with the step, or the stretch. */
    @Override
    public void spiked(int target, long now) {}

    @Override
    public void hear(int of, long at, double amount) {
        if (of == rule.modulator()) {
            rewards.add(new Reward(at, amount));
        }
    }

    @Override
    public void begin(long until) {
        looked.clear();
        while (!rewards.isEmpty() && rewards.element().at <= until) {
            Reward reward = rewards.remove();
            int broken = synapses.reward(reward.at, reward.amount);
            if (broken >= 0) {
                throw new PartFailure(nameOf(broken), new ArithmeticException("the weight is no finite number"));
            }
        }
    }

    private String nameOf(int place) {
        return "synapse " + network.nameOf(sourceCell + efferents.sourceOf(place)) + "->"
                + network.nameOf(firstTargetCell + efferents.targets[place]);
    }

    /** In continuous time: synapses take it when the target has gone there. */
    @Override
    public void arrive(int from, int to, int source, long emitted, int again, Transmission transmission) {
        for (int place = from; place < to; place++) {
            transmission.transmit(place, synapses.weightAt(place, emitted));
            waiting[efferents.targets[place]].add(emitted + efferents.delay(place), place);
        }
    }

    /** A target has gone through a window of continuous time: its synapses follow, and take what has arrived. */
    void follow(int target, Stretches of) {
        Waiting mine = waiting[target];
        int next = 0;
        for (int stretch = 0; stretch < of.count(); stretch++) {
            if (of.end(stretch) == StretchEnd.LOOK) {
                look(target, of, stretch);
            }
            synapses.goThrough(of, stretch, byTarget, offsets[target], offsets[target + 1]);
            for (; next < mine.count && mine.timesPs[next] == of.endPs(stretch); next++) {
                synapses.arriveAt(mine.places[next], of.endPs(stretch));
            }
        }
        mine.count = 0;
    }

    private void look(int target, Stretches of, int stretch) {
        double[] all = looked.computeIfAbsent(of.endPs(stretch), at -> new double[efferents.targets.length]);
        for (int k = offsets[target]; k < offsets[target + 1]; k++) {
            all[byTarget[k]] = synapses.eligibilityAt(byTarget[k], of, stretch);
        }
    }

    /** On a grid. */
    @Override
    public void add(int from, int to, int source, long emitted, int again, Arriving arriving) {
        double[] weights = synapses.weightsAt(emitted);
        for (int place = from; place < to; place++) {
            double weight = weights[place];
            arriving.sums(weight)[efferents.targets[place]] += weight;
            synapses.arrive(place);
        }
    }

    /** The targets have gone through a step: see {@link ScoreSynapses#step}. */
    void step(long timePs, PostStep post) {
        synapses.step(timePs, efferents.targets, post);
    }

    /** Whether the targets must tell their score. */
    boolean needsScore() {
        return rule.eligibility().needsScore();
    }

    /** There is nothing to settle. */
    @Override
    public void reach(long now) {}

    /** On a grid windows end where synapses are looked at; in continuous time eligibilities were kept on the way. */
    @Override
    public void look(
            SynapseProbe probe,
            int firstSynapse,
            long firstId,
            long arrived,
            long at,
            long unit,
            SpikingRecorder recorder) {
        for (int place = 0; place < efferents.targets.length; place++) {
            int number = firstSynapse + efferents.synapse(place);
            if (probe.looksAt(number)) {
                double eligibility = waiting.length == 0
                        ? synapses.eligibility(place)
                        : Objects.requireNonNull(looked.get(at))[place];
                recorder.synapse(at * unit, firstId + number, synapses.weightAt(place, at), eligibility);
            }
        }
    }

    @Override
    public void write(double[] weights, double[] own, int firstSynapse) {
        for (int place = 0; place < efferents.targets.length; place++) {
            int synapse = firstSynapse + efferents.synapse(place);
            weights[synapse] = synapses.weight(place);
            synapses.write(place, own, synapse * ScoreSynapses.kept(rule));
        }
    }

    /** Nothing: all is in the traces of the synapses. */
    @Override
    public Histories histories() {
        return histories;
    }
}
