package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.LeakyMembrane;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.random.Purpose;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A hidden or output neuron. It reads out when the spikes of its whole fan-in for a cycle have arrived, in whatever
 * order, and sums them by synapse. Then it tells the synapses onto it when its window began and ended, those from it
 * what it emits, and, if it is an output, the reward system what it reads.
 */
final class NeuronActor extends CycleActor<NeuronActor.Message> {

    /** What a neuron is told. */
    sealed interface Message permits Arrival, NoArrival {}

    /**
     * A spike arrives and makes the potential jump.
     *
     * @param runCycle the cycle that it belongs to
     * @param slot the synapse's place in the fan-in
     * @param timePs time of the arrival
     * @param jump of the potential, signed
     * @param replyTo the synapse, to which the postsynaptic spikes are told
     */
    record Arrival(long runCycle, int slot, long timePs, double jump, ActorRef<SynapseActor.Message> replyTo)
            implements Message {}

    /** No spike arrives in this cycle. */
    record NoArrival(long runCycle, int slot, ActorRef<SynapseActor.Message> replyTo) implements Message {}

    private final Neuron neuron;
    private final int depth;
    private final CycleTiming timing;
    private final LeakyMembrane membrane;
    private final UniformRandomProvider firing;
    private final SynapseActor.FanOut fanOut;
    private final ActorRef<RewardActor.Message> rewardSystem;

    private final double[] jumps;
    private final long[] arrivalsPs;
    private final ActorRef<SynapseActor.Message>[] fanIn;
    private int received;
    private int spikesReceived;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private NeuronActor(
            RunContext run,
            Neuron neuron,
            List<ActorRef<SynapseActor.Message>> fanOut,
            ActorRef<RewardActor.Message> rewardSystem) {
        super(run);
        this.neuron = neuron;
        this.depth = run.model().network().depthOf(neuron.id());
        this.timing = run.model().timing();
        this.membrane = new LeakyMembrane(
                run.model().plasticity().window().window(),
                run.model().plasticity().readoutGain());
        this.firing = run.model().streams().stream(
                Purpose.SPIKING, neuron.id(), 2 * run.start().cycles());
        this.fanOut = new SynapseActor.FanOut(fanOut);
        this.rewardSystem = rewardSystem;
        int size = run.model().network().fanIn(neuron.id()).length;
        this.jumps = new double[size];
        this.arrivalsPs = new long[size];
        this.fanIn = new ActorRef[size];
    }

    /** A neuron with the given synapses from it. */
    static Behavior<Message> create(
            RunContext run,
            Neuron neuron,
            List<ActorRef<SynapseActor.Message>> fanOut,
            ActorRef<RewardActor.Message> rewardSystem) {
        return starting(run, () -> run.label(neuron), context -> new NeuronActor(run, neuron, fanOut, rewardSystem));
    }

    @Override
    protected String label() {
        return run.label(neuron);
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Arrival arrival) {
            requireCycle(runCycle(), arrival.runCycle(), arrival);
            spikesReceived++;
            gather(arrival.slot(), arrival.jump(), arrival.timePs(), arrival.replyTo());
        } else if (message instanceof NoArrival none) {
            requireCycle(runCycle(), none.runCycle(), none);
            gather(none.slot(), 0.0, timing.readoutPs(runCycle(), depth), none.replyTo());
        }
    }

    private void gather(int slot, double jump, long timePs, ActorRef<SynapseActor.Message> synapse) {
        jumps[slot] = jump;
        arrivalsPs[slot] = timePs;
        if (fanIn[slot] != synapse) {
            fanIn[slot] = synapse;
        }
        if (++received == jumps.length) {
            readOut();
        }
    }

    private void readOut() {
        long onsetPs = timing.onsetPs(runCycle(), depth);
        long readoutPs = timing.readoutPs(runCycle(), depth);
        double potential =
                DivergedException.requireFinite("its potential", membrane.potential(jumps, arrivalsPs, readoutPs));
        double amplitude = amplitude(neuron.activation().value(potential));
        boolean silent = neuron.coding() == SpikeCoding.ALL_OR_NONE && amplitude == 0.0;
        if (run.plan().spikes().keeps(opportunity())) {
            run.recorder().spike(onsetPs, neuron.id(), SpikeKind.ONSET, 1.0, opportunity(), cycle());
            run.recorder().spike(readoutPs, neuron.id(), SpikeKind.READOUT, amplitude, opportunity(), cycle());
        }
        // Before anything is told: who hears of this cycle finds it counted (see RunGuardian).
        run.counters().addSpikes(silent ? 1 : 2);
        run.counters().addSynapticEvents(spikesReceived);
        run.counters()
                .addMessages(2 * fanIn.length + fanOut.size() + (neuron.role() instanceof NeuronRole.Output ? 1 : 0));
        SynapseActor.PostsynapticSpikes spikes = new SynapseActor.PostsynapticSpikes(runCycle(), onsetPs, readoutPs);
        for (ActorRef<SynapseActor.Message> synapse : fanIn) {
            synapse.tell(spikes);
        }
        fanOut.tell(
                silent
                        ? new SynapseActor.PresynapticSilence(runCycle())
                        : new SynapseActor.PresynapticSpike(runCycle(), readoutPs, amplitude));
        if (neuron.role() instanceof NeuronRole.Output output) {
            rewardSystem.tell(new RewardActor.Readout(runCycle(), output.index(), amplitude));
        }
        received = 0;
        spikesReceived = 0;
        advance();
    }

    private double amplitude(double value) {
        return switch (neuron.coding()) {
            case GRADED -> value;
            case ALL_OR_NONE -> firing.nextDouble() < value ? 1.0 : 0.0;
        };
    }
}
