package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;

/**
 * The environment: presents a sample to the input neurons and labels, and its target to the modulator and to outputs that are
 * told what they should read. It starts every unit that sends in its first phase before it hears of others.
 */
final class EnvironmentActor extends PhasedActor<EnvironmentActor.Message> {

    /** What the environment is told. */
    sealed interface Message permits Present {}

    /** The sample of this learning opportunity is wanted. */
    record Present(long opportunity, ActorRef<ModulatorActor.Message> replyTo) implements Message {}

    private static final String LABEL = "environment";

    private final SampleOrder order;
    private final int[] stimulated;

    private EnvironmentActor(PhasedContext run, int[] stimulated) {
        super(run);
        this.order = run.model().sampleOrder();
        this.stimulated = stimulated;
    }

    /** An environment that stimulates the given units. */
    static Behavior<Message> create(PhasedContext run, int[] stimulated) {
        return starting(run, () -> LABEL, context -> new EnvironmentActor(run, stimulated));
    }

    @Override
    protected String label() {
        return LABEL;
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Present present) {
            requireNow(present.opportunity(), present);
            present(run.model().presented(order, opportunity()), present.replyTo());
            advance();
        }
    }

    private void present(Sample sample, ActorRef<ModulatorActor.Message> modulator) {
        run.counters().addMessages(2 + stimulated.length);
        modulator.tell(new ModulatorActor.Target(opportunity(), sample.target()));
        for (int unit : stimulated) {
            run.actors().unit(unit).tell(new UnitActor.Stimulus(opportunity(), share(unit, sample)));
        }
    }

    private double share(int unit, Sample sample) {
        Network network = run.circuit().network();
        if (unit >= network.neuronCount()) {
            return sample.target()[unit - network.neuronCount()];
        }
        NeuronRole role = network.neuron(unit).role();
        if (role instanceof NeuronRole.Input input) {
            return sample.features()[input.feature()];
        }
        if (role instanceof NeuronRole.Output output) {
            return sample.target()[output.index()];
        }
        return role instanceof NeuronRole.Bias ? 1.0 : 0.0;
    }
}
