package io.dopaflow.analysis.verify;

import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.PostStep;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.episode.ScoreSynapses;
import io.dopaflow.models.spiking.episode.Stretches;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The synapses of a projection onto one neuron that is solved again, which learn from the rewards of episodes. They go through each step or stretch after the neuron, and a spike transmits the weight
 * of when it was emitted.
 */
final class ScoredInputs {
    private final List<ChangingInputs.Input> inputs;
    private final ScoreSynapses synapses;
    private final int[] target;
    private final int[] places;
    private final ReleasedAmounts rewards;
    private final long unit;
    private final Deque<Heard> waiting = new ArrayDeque<>();
    private final Deque<Heard> underWay = new ArrayDeque<>();
    private int nextReward;

    private record Heard(int place, long emittedPs, long arrivesPs) {}

    /**
     * Synapses at time 0.
     *
     * @param inputs by their places
     * @param rewards what was released of their modulator
     */
    ScoredInputs(SpikingNetwork network, ScoreRule rule, List<ChangingInputs.Input> inputs, ReleasedAmounts rewards) {
        this.inputs = inputs;
        this.unit = network.time().unitPs();
        this.synapses = new ScoreSynapses(
                rule,
                network.episodes().orElseThrow(),
                unit,
                inputs.stream().mapToDouble(ChangingInputs.Input::weight).toArray());
        this.target = new int[inputs.size()];
        this.places = IntStream.range(0, inputs.size()).toArray();
        this.rewards = rewards;
    }

    /** The presynaptic cell of a synapse has spiked; the spike arrives. */
    void heard(int place, long emittedPs) {
        waiting.add(new Heard(place, emittedPs, emittedPs + inputs.get(place).delayPs()));
    }

    /** Tells what is on its way before the neuron goes through the step that ends at a time. */
    void tell(long timePs, Arrivals arrivals) {
        take(timePs - unit);
        tellEmitted(timePs, arrivals);
    }

    private void tellEmitted(long timePs, Arrivals arrivals) {
        while (!waiting.isEmpty() && waiting.getFirst().emittedPs < timePs) {
            Heard next = waiting.removeFirst();
            underWay.add(next);
            arrivals.add(
                    next.arrivesPs,
                    inputs.get(next.place).number(),
                    synapses.weightAt(next.place, next.emittedPs / unit));
        }
    }

    /** Goes through the step after the neuron. */
    void step(long timePs, PostStep post) {
        take(timePs);
        underWay.removeIf(heard -> {
            boolean arrives = heard.arrivesPs == timePs;
            if (arrives) {
                synapses.arrive(heard.place);
            }
            return arrives;
        });
        synapses.step(timePs, target, post);
    }

    /** In continuous time: tells what was emitted before the next reward, when that comes. */
    long tellUpToReward(Arrivals arrivals) {
        long reward = rewards.timePs(nextReward);
        tellEmitted(reward, arrivals);
        return reward;
    }

    /** In continuous time: goes through stretches after the neuron. */
    void follow(Stretches stretches) {
        for (int stretch = 0; stretch < stretches.count(); stretch++) {
            synapses.goThrough(stretches, stretch, places, 0, places.length);
            long at = stretches.endPs(stretch);
            underWay.removeIf(heard -> {
                boolean arrives = heard.arrivesPs == at;
                if (arrives) {
                    synapses.arriveAt(heard.place, at);
                }
                return arrives;
            });
        }
    }

    /** Takes the rewards up to a time. */
    void take(long untilPs) {
        while (rewards.timePs(nextReward) <= untilPs) {
            synapses.reward(rewards.timePs(nextReward) / unit, rewards.amount(nextReward));
            nextReward++;
        }
    }
}
