package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.cycle.ArrivalOffsets;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.plasticity.StdpWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A synapse. In each cycle it delays the presynaptic spike by an axonal delay of its own, passes it on, and changes its
 * weight by the timing of what it has seen (pre arrival, post onset, post readout) and the reward.
 *
 * <p>Messages may come in any order. A spike of the next cycle that overtakes the reward of this one waits, so that it
 * meets the changed weight; no message can be further ahead than that, because the next cycle completes at no output
 * without this synapse.
 */
final class SynapseActor extends CycleActor<SynapseActor.Message> {

    /** What a synapse is told. */
    sealed interface Message permits PresynapticSpike, PresynapticSilence, PostsynapticSpikes, RewardBroadcast {

        /** The cycle that the message belongs to. */
        long runCycle();
    }

    /** The presynaptic neuron spikes. */
    record PresynapticSpike(long runCycle, long timePs, double amplitude) implements Message {}

    /**
     * The presynaptic neuron has not spiked in this cycle: a null message, by which a target that waits for its fan-in
     * learns that nothing will come (Chandy and Misra 1979).
     */
    record PresynapticSilence(long runCycle) implements Message {}

    /** The postsynaptic neuron's spikes around its window, told once both have happened. */
    record PostsynapticSpikes(long runCycle, long onsetPs, long readoutPs) implements Message {}

    /** The synapses from one neuron. */
    static final class FanOut {
        private final ActorRef<Message>[] synapses;

        @SuppressWarnings({"unchecked", "rawtypes"})
        FanOut(List<ActorRef<Message>> synapses) {
            this.synapses = synapses.toArray(new ActorRef[0]);
        }

        int size() {
            return synapses.length;
        }

        void tell(Message message) {
            for (ActorRef<Message> synapse : synapses) {
                synapse.tell(message);
            }
        }
    }

    private final Synapse synapse;
    private final int slot;
    private final ActorRef<NeuronActor.Message> target;
    private final ActorRef<Message> self;
    private final ArrivalOffsets jitter;
    private final StdpWindow window;
    private final long toWindowCentrePs;
    private final double sign;

    private double weight;
    private double signedWeight;

    private boolean passed;
    private boolean silent;
    private boolean paired;
    private long arrivalPs;
    private double eligibility;
    private double remembered;
    private @Nullable RewardBroadcast earlyReward;
    private @Nullable Message earlySpike;

    private SynapseActor(
            RunContext run, ActorRef<Message> self, Synapse synapse, int slot, ActorRef<NeuronActor.Message> target) {
        super(run);
        Network network = run.model().network();
        CycleTiming timing = run.model().timing();
        this.self = self;
        this.synapse = synapse;
        this.slot = slot;
        this.target = target;
        this.jitter = new ArrivalOffsets(run.model(), synapse.id(), run.start().cycles());
        this.window = run.model().plasticity().window();
        this.remembered = window.remembered(jitter.lastDrawn(), -timing.halfWindowPs(), timing.halfWindowPs());
        this.toWindowCentrePs = timing.onsetPs(0, network.depthOf(synapse.post()))
                + timing.halfWindowPs()
                - timing.readoutPs(0, network.depthOf(synapse.pre()));
        this.sign = network.neuron(synapse.pre()).sign().factor();
        setWeight(run.start().weights()[synapse.id()]);
    }

    /** A synapse whose spikes fill the given slot of its target's fan-in. */
    static Behavior<Message> create(RunContext run, Synapse synapse, int slot, ActorRef<NeuronActor.Message> target) {
        return starting(
                run,
                () -> run.label(synapse),
                context -> new SynapseActor(run, context.getSelf(), synapse, slot, target));
    }

    @Override
    protected String label() {
        return run.label(synapse);
    }

    @Override
    protected void on(Message message) {
        if (message instanceof PostsynapticSpikes spikes) {
            requireCycle(runCycle(), spikes.runCycle(), spikes);
            pair(spikes);
        } else if (message instanceof RewardBroadcast reward) {
            requireCycle(runCycle(), reward.runCycle(), reward);
            if (paired) {
                learn(reward);
            } else {
                earlyReward = reward;
            }
        } else if (passed && earlySpike == null) {
            requireCycle(runCycle() + 1, message.runCycle(), message);
            earlySpike = message;
        } else {
            requireCycle(runCycle(), message.runCycle(), message);
            pass(message);
        }
    }

    /** Passes a presynaptic spike on, delayed, or says that there is none. One jitter is drawn in either case. */
    private void pass(Message message) {
        if (cycle() == 0 && run.plan().weightsAtStart(opportunity())) {
            record(run.model().timing().startPs(runCycle()), -1);
        }
        long offsetPs = jitter.next(cycle());
        passed = true;
        if (message instanceof PresynapticSpike spike) {
            silent = false;
            arrivalPs = spike.timePs() + toWindowCentrePs + offsetPs;
            if (run.plan().arrivals().keeps(opportunity())) {
                run.recorder().arrival(arrivalPs, synapse.id(), opportunity(), cycle());
            }
            target.tell(new NeuronActor.Arrival(runCycle(), slot, arrivalPs, signedWeight * spike.amplitude(), self));
        } else {
            silent = true;
            target.tell(new NeuronActor.NoArrival(runCycle(), slot, self));
        }
    }

    /** Pairs the spike that has passed with the postsynaptic ones. What comes of it waits for the reward. */
    private void pair(PostsynapticSpikes spikes) {
        if (!silent) {
            eligibility = window.eligibility(arrivalPs, spikes.onsetPs(), spikes.readoutPs(), remembered);
            remembered = window.remembered(arrivalPs, spikes.onsetPs(), spikes.readoutPs());
        }
        paired = true;
        if (earlyReward != null) {
            RewardBroadcast reward = earlyReward;
            earlyReward = null;
            learn(reward);
        }
    }

    /** Changes the weight and begins the next cycle. */
    private void learn(RewardBroadcast reward) {
        if (!silent) {
            setWeight(run.model().plasticity().updated(weight, eligibility, reward.reward()));
        }
        if (reward.last() || run.plan().weightsAfter(opportunity(), cycle(), lastCycle())) {
            record(reward.timePs(), cycle());
        }
        if (reward.isReported()) {
            run.guardian().tell(new RunGuardian.Weight(runCycle(), synapse.id(), weight));
        }
        passed = false;
        paired = false;
        advance();
        if (earlySpike != null) {
            Message spike = earlySpike;
            earlySpike = null;
            pass(spike);
        }
    }

    private void setWeight(double value) {
        weight = DivergedException.requireWeight(value);
        signedWeight = sign * weight;
    }

    private void record(long timePs, int cycle) {
        run.recorder().weight(timePs, opportunity(), cycle, synapse.id(), weight);
    }
}
