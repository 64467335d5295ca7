package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.episode.PostStep;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.episode.ScoreSynapses;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.plasticity.Histories;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Synapses that learn from the rewards of episodes, on a grid. */
final class ScoredSynapses implements ChangingSynapses {
    private final SpikingNetwork network;
    private final int sourceCell;
    private final int firstTargetCell;
    private final Efferents efferents;
    private final ScoreRule rule;
    private final ScoreSynapses synapses;
    private final Histories histories;
    private final Deque<Reward> rewards = new ArrayDeque<>();

    private record Reward(long step, double amount) {}

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

    /** That is told with the step. */
    @Override
    public void spiked(int target, long now) {}

    @Override
    public void hear(int of, long step, double amount) {
        if (of == rule.modulator()) {
            rewards.add(new Reward(step, amount));
        }
    }

    @Override
    public void begin(long step) {
        while (!rewards.isEmpty() && rewards.element().step <= step) {
            Reward reward = rewards.remove();
            int broken = synapses.reward(reward.step, reward.amount);
            if (broken >= 0) {
                throw new PartFailure(nameOf(broken), new ArithmeticException("the weight is no finite number"));
            }
        }
    }

    private String nameOf(int place) {
        return "synapse " + network.nameOf(sourceCell + efferents.sourceOf(place)) + "->"
                + network.nameOf(firstTargetCell + efferents.targets[place]);
    }

    @Override
    public void arrive(int from, int to, int source, long emitted, int again, Transmission transmission) {
        for (int place = from; place < to; place++) {
            transmission.transmit(place, synapses.weightAt(place, emitted));
            synapses.arrive(place);
        }
    }

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

    /** On a grid windows end where synapses are looked at. */
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
                recorder.synapse(at * unit, firstId + number, synapses.weight(place), synapses.eligibility(place));
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
