package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Neuron;
import java.util.List;

/**
 * An input or bias neuron. A stimulus makes it spike for the first cycle of a learning opportunity, each reward within
 * the opportunity for the next. A run that goes on in the middle of an opportunity begins with a stimulus too.
 */
final class SourceActor extends CycleActor<SourceActor.Message> {

    /** What a source is told. */
    sealed interface Message permits Stimulus, RewardBroadcast {}

    /** The environment presents a sample; this is the neuron's share of it. */
    record Stimulus(long opportunity, double amplitude) implements Message {}

    private final Neuron neuron;
    private final SynapseActor.FanOut fanOut;
    private double amplitude;

    private SourceActor(RunContext run, Neuron neuron, List<ActorRef<SynapseActor.Message>> fanOut) {
        super(run);
        this.neuron = neuron;
        this.fanOut = new SynapseActor.FanOut(fanOut);
    }

    /** A source with the given synapses from it. */
    static Behavior<Message> create(RunContext run, Neuron neuron, List<ActorRef<SynapseActor.Message>> fanOut) {
        return starting(run, () -> run.label(neuron), context -> new SourceActor(run, neuron, fanOut));
    }

    @Override
    protected String label() {
        return run.label(neuron);
    }

    @Override
    protected void on(Message message) {
        if (message instanceof RewardBroadcast broadcast) {
            requireCycle(runCycle(), broadcast.runCycle() + 1, broadcast);
        } else if (message instanceof Stimulus stimulus) {
            long begin = run.model().runCycle(stimulus.opportunity(), 0);
            requireCycle(runCycle(), Math.max(begin, run.start().cycles()), stimulus);
            amplitude = stimulus.amplitude();
        }
        spike();
    }

    private void spike() {
        long timePs = run.model().timing().startPs(runCycle());
        if (run.plan().spikes().keeps(opportunity())) {
            run.recorder().spike(timePs, neuron.id(), SpikeKind.READOUT, amplitude, opportunity(), cycle());
        }
        run.counters().addSpikes(1);
        run.counters().addMessages(fanOut.size());
        fanOut.tell(new SynapseActor.PresynapticSpike(runCycle(), timePs, amplitude));
        advance();
    }
}
