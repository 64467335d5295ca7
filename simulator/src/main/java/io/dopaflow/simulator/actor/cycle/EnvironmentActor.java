package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.ArrayList;
import java.util.List;

/** The environment: presents a sample to the sources, and its answer to the reward system. */
final class EnvironmentActor extends CycleActor<EnvironmentActor.Message> {

    /** What the environment is told. */
    sealed interface Message permits Present {}

    /** The sample of this learning opportunity is wanted. */
    record Present(long opportunity) implements Message {}

    /**
     * A source neuron and its role.
     *
     * @param role tells which feature it presents
     * @param actor to be stimulated
     */
    record Source(NeuronRole role, ActorRef<SourceActor.Message> actor) {}

    private static final String LABEL = "environment";

    private final List<Source> sources;
    private final ActorRef<RewardActor.Message> rewardSystem;
    private final SampleOrder order;
    private final List<Sample> samples;

    private EnvironmentActor(RunContext run, List<Source> sources, ActorRef<RewardActor.Message> rewardSystem) {
        super(run);
        this.sources = new ArrayList<>(sources);
        this.rewardSystem = rewardSystem;
        this.order = run.model().sampleOrder();
        this.samples = run.model().samples().training();
    }

    /** An environment that stimulates the given sources. */
    static Behavior<Message> create(RunContext run, List<Source> sources, ActorRef<RewardActor.Message> rewardSystem) {
        return starting(run, () -> LABEL, context -> new EnvironmentActor(run, sources, rewardSystem));
    }

    @Override
    protected String label() {
        return LABEL;
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Present present) {
            present(present.opportunity());
        }
    }

    private void present(long opportunity) {
        run.counters().addMessages(1 + sources.size());
        Sample sample = samples.get(order.sampleAt(opportunity));
        rewardSystem.tell(new RewardActor.Target(opportunity, sample.target()));
        for (Source source : sources) {
            double amplitude =
                    source.role() instanceof NeuronRole.Input input ? sample.features()[input.feature()] : 1.0;
            source.actor().tell(new SourceActor.Stimulus(opportunity, amplitude));
        }
    }
}
