package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RewardSystem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reward (dopamine) system. When all outputs have read out a cycle and the sample's target is known, it compares the
 * loss with its baseline and broadcasts the difference, the only global signal of the network.
 */
final class RewardActor extends CycleActor<RewardActor.Message> {

    /** What the reward system is told. */
    sealed interface Message permits Begin, Target, Readout {}

    /** Whom to reward; the run begins. */
    record Begin(
            List<ActorRef<SynapseActor.Message>> synapses,
            List<ActorRef<SourceActor.Message>> sources,
            ActorRef<EnvironmentActor.Message> environment)
            implements Message {}

    /** The environment's answer to the sample that it presents. */
    record Target(long opportunity, double[] values) implements Message {}

    /** What an output neuron reads. */
    record Readout(long runCycle, int output, double amplitude) implements Message {}

    private static final String LABEL = "reward system";

    private final LearningCycle model;
    private final RewardSystem rewardSystem;
    private final double[] readout;
    private int received;
    private @Nullable Target target;
    private @Nullable Begin network;

    private RewardActor(RunContext run) {
        super(run);
        this.model = run.model();
        this.rewardSystem = new RewardSystem(model.schedule(), run.start().baselineLoss());
        this.readout = new double[model.network().outputCount()];
    }

    /** A reward system that waits for {@link Begin}. */
    static Behavior<Message> create(RunContext run) {
        return starting(run, () -> LABEL, context -> new RewardActor(run));
    }

    @Override
    protected String label() {
        return LABEL;
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Readout output) {
            requireCycle(runCycle(), output.runCycle(), output);
            readout[output.output()] = output.amplitude();
            received++;
        } else if (message instanceof Target sample) {
            target = sample;
        } else if (message instanceof Begin begin) {
            network = begin;
            begin.environment().tell(new EnvironmentActor.Present(opportunity()));
        }
        if (received == readout.length && network != null && target != null && target.opportunity() == opportunity()) {
            reward(network, target.values());
        }
    }

    private void reward(Begin to, double[] wanted) {
        double loss = DivergedException.requireFinite("the loss", model.loss().value(readout, wanted));
        double reward = rewardSystem.reward(opportunity(), cycle(), loss);
        long timePs = model.timing().rewardPs(runCycle());
        if (run.plan().rewards().keeps(opportunity())) {
            run.recorder().reward(timePs, opportunity(), cycle(), loss, reward);
        }
        run.counters().addCycles(1);
        if (cycle() == lastCycle()) {
            run.request().progress().onProgress(opportunity() + 1);
        }
        boolean complete = runCycle() + 1 == model.cycles();
        boolean last = complete || run.request().cancellation().isRequested();
        boolean checkpoint = !complete && (last || run.request().checkpoints().isDue());
        run.counters().addMessages(messages(to, last));
        boolean epoch = cycle() == lastCycle() && run.plan().endsEpoch(opportunity());
        boolean reported = last || checkpoint || epoch;
        if (reported) {
            CycleState state = new CycleState(
                    runCycle() + 1,
                    rewardSystem.baselineLoss(),
                    new double[to.synapses().size()],
                    run.counters().spikes(),
                    run.counters().synapticEvents(),
                    run.counters().messages());
            run.guardian().tell(new RunGuardian.Report(state, checkpoint, epoch, last));
        }
        // The broadcast comes at the end: the last one ends the run, and nothing that fails may come after that.
        broadcast(new RewardBroadcast(runCycle(), timePs, reward, last, reported), to);
        received = 0;
        advance();
    }

    private void broadcast(RewardBroadcast broadcast, Begin to) {
        for (ActorRef<SynapseActor.Message> synapse : to.synapses()) {
            synapse.tell(broadcast);
        }
        if (broadcast.last()) {
            return;
        }
        if (cycle() == lastCycle()) {
            to.environment().tell(new EnvironmentActor.Present(opportunity() + 1));
        } else {
            for (ActorRef<SourceActor.Message> source : to.sources()) {
                source.tell(broadcast);
            }
        }
    }

    /** How many the broadcast is, with what starts the next cycle. */
    private int messages(Begin to, boolean last) {
        int starting = cycle() == lastCycle() ? 1 : to.sources().size();
        return to.synapses().size() + (last ? 0 : starting);
    }
}
