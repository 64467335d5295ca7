package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.episode.ScoreSynapses;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The synapses of a projection onto the neurons of a shard that learn from reward times score. */
final class ScoredSynapses {
    private final SpikingNetwork network;
    private final int sourceCell;
    private final int firstTargetCell;
    private final Efferents efferents;
    private final int modulator;
    private final ScoreSynapses synapses;
    private final Deque<Reward> rewards = new ArrayDeque<>();

    private record Reward(long step, double amount) {}

    /** Synapses that have not changed yet. */
    ScoredSynapses(Division division, Projection projection, ScoreRule rule, Efferents efferents) {
        this.network = division.network();
        this.sourceCell = network.first(projection.from());
        this.firstTargetCell = division.firstCell(projection.to());
        this.efferents = efferents;
        this.modulator = rule.modulator();
        double stepMs = VirtualTime.toMilliseconds(network.time().unitPs());
        this.synapses = new ScoreSynapses(rule, stepMs, efferents.takeWeights());
    }

    Efferents efferents() {
        return efferents;
    }

    /** Goes on from a state instead. */
    void restore(PlasticityState state, int firstSynapse) {
        for (int place = 0; place < efferents.targets.length; place++) {
            int synapse = firstSynapse + efferents.synapse(place);
            synapses.restore(place, state.weights()[synapse], state.own(), synapse * ScoreSynapses.kept());
        }
    }

    /** The modulator arrives in a step to come. */
    void hear(int of, long step, double amount) {
        if (of == modulator) {
            rewards.add(new Reward(step, amount));
        }
    }

    /** A step begins. */
    void begin(long step) {
        while (!rewards.isEmpty() && rewards.element().step <= step) {
            Reward reward = rewards.remove();
            int broken = synapses.reward(reward.step, reward.amount);
            if (broken >= 0) {
                throw new PartFailure(nameOf(broken), new ArithmeticException("the weight is no finite number"));
            }
        }
    }

    private String nameOf(int place) {
        int at = Arrays.binarySearch(efferents.offsets, place);
        int source = at < 0 ? -at - 2 : at;
        while (efferents.offsets[source + 1] == place) {
            source++;
        }
        return "synapse " + network.nameOf(sourceCell + source) + "->"
                + network.nameOf(firstTargetCell + efferents.targets[place]);
    }

    /** Adds what arrives to the sums of the targets. */
    void add(int from, int to, long emitted, Arriving arriving) {
        for (int place = from; place < to; place++) {
            double weight = synapses.weightAt(place, emitted);
            arriving.sums(weight)[efferents.targets[place]] += weight;
            synapses.arrive(place);
        }
    }

    /** The targets have gone through a step: see {@link ScoreSynapses#step}. */
    void step(double[] factors, double[] decays) {
        synapses.step(efferents.targets, factors, decays);
    }

    /** An episode has ended. */
    void endEpisode() {
        synapses.endEpisode();
    }

    /** The neurons have begun anew. */
    void restart() {
        synapses.restart();
    }

    /** Tells of synapses as they are now. */
    void look(SynapseProbe probe, int firstSynapse, long firstId, long atPs, SpikingRecorder recorder) {
        for (int place = 0; place < efferents.targets.length; place++) {
            int number = firstSynapse + efferents.synapse(place);
            if (probe.looksAt(number)) {
                recorder.synapse(atPs, firstId + number, synapses.weight(place), synapses.score(place));
            }
        }
    }

    /** The state of the synapses of the shard, written to their places among those of the projection. */
    void write(double[] weights, double[] own, int firstSynapse) {
        for (int place = 0; place < efferents.targets.length; place++) {
            int synapse = firstSynapse + efferents.synapse(place);
            weights[synapse] = synapses.weight(place);
            synapses.write(place, own, synapse * ScoreSynapses.kept());
        }
    }
}
