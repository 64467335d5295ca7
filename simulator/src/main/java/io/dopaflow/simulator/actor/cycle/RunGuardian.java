package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Receive;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.actor.Guardian;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Builds the network of actors, gathers the weights that are reported, and turns any failure into the end.
 *
 * <p>Checkpoints stop nothing. The reward system marks the broadcast of some cycle g and tells the guardian the loss and
 * what was counted; each synapse tells the weight that comes of that broadcast and goes on. The weights so gathered are
 * of one moment of virtual time, while some synapses may be a cycle ahead by the clock on the wall. That the recorder has
 * got every record of the cycles up to g when all have told follows from causality alone: a neuron records and counts its
 * spikes, and a synapse its arrival, before it tells anybody of them; a path of such messages leads from each of them to
 * an output, without whose readout there is no reward of cycle g; the reward system records before it broadcasts; and a
 * synapse records its weight before it tells the guardian. Nothing of cycle g + 1 is counted either when the reward system
 * looks, since that cycle begins with the broadcast. Records of cycle g + 1 may well be with the recorder.
 */
final class RunGuardian extends Guardian<RunGuardian.Message> {

    /** What the guardian is told. */
    sealed interface Message permits Failed, Report, Weight {}

    /** An actor cannot go on. */
    record Failed(String culprit, String when, Throwable cause) implements Message {}

    /**
     * The weights of a cycle are going to be reported.
     *
     * @param state after the cycle, with room for the weights
     * @param isCheckpoint whether the run can go on from it
     * @param isEpoch whether an epoch ends with the cycle
     * @param isLast whether the run ends with it
     */
    record Report(CycleState state, boolean isCheckpoint, boolean isEpoch, boolean isLast) implements Message {}

    /** The weight of a synapse after a cycle that is reported. */
    record Weight(long runCycle, int synapse, double weight) implements Message {}

    private final RunContext run;
    private final Deque<WeightReport> reports = new ArrayDeque<>();

    private RunGuardian(
            ActorContext<Message> context,
            RunRequest request,
            ActorDecorator decorator,
            CompletableFuture<RunResult> result) {
        super(context, decorator, result);
        this.run = new RunContext(request, context.getSelf());
        build(run.model().network());
    }

    /** A guardian that completes the result. */
    static Behavior<Message> create(RunRequest request, ActorDecorator decorator, CompletableFuture<RunResult> result) {
        return starting(result, context -> new RunGuardian(context, request, decorator, result));
    }

    /** Against the direction of spikes, so that every neuron knows the synapses from it as it starts. */
    private void build(Network network) {
        ActorRef<RewardActor.Message> rewardSystem =
                spawn("reward-system", RewardActor.Message.class, RewardActor.create(run));
        List<ActorRef<SynapseActor.Message>> synapses = new ArrayList<>();
        Map<Integer, ActorRef<SynapseActor.Message>> byId = new HashMap<>();
        List<EnvironmentActor.Source> sources = new ArrayList<>();
        int[] order = network.topologicalOrder();
        for (int i = order.length - 1; i >= 0; i--) {
            Neuron neuron = network.neuron(order[i]);
            List<ActorRef<SynapseActor.Message>> fanOut = new ArrayList<>();
            for (int synapse : network.fanOut(neuron.id())) {
                fanOut.add(byId.get(synapse));
            }
            String name = "neuron-" + neuron.id();
            if (neuron.role().isSource()) {
                sources.add(new EnvironmentActor.Source(
                        neuron.role(),
                        spawn(name, SourceActor.Message.class, SourceActor.create(run, neuron, fanOut))));
                continue;
            }
            ActorRef<NeuronActor.Message> target =
                    spawn(name, NeuronActor.Message.class, NeuronActor.create(run, neuron, fanOut, rewardSystem));
            int[] fanIn = network.fanIn(neuron.id());
            for (int slot = 0; slot < fanIn.length; slot++) {
                ActorRef<SynapseActor.Message> synapse = spawn(
                        "synapse-" + fanIn[slot],
                        SynapseActor.Message.class,
                        SynapseActor.create(run, network.synapses().get(fanIn[slot]), slot, target));
                byId.put(fanIn[slot], synapse);
                synapses.add(synapse);
            }
        }
        ActorRef<EnvironmentActor.Message> environment = spawn(
                "environment", EnvironmentActor.Message.class, EnvironmentActor.create(run, sources, rewardSystem));
        rewardSystem.tell(new RewardActor.Begin(
                synapses, sources.stream().map(EnvironmentActor.Source::actor).toList(), environment));
    }

    @Override
    protected Message failed(String culprit, String when, Throwable cause) {
        return new Failed(culprit, when, cause);
    }

    @Override
    public Receive<Message> createReceive() {
        return watching()
                .onMessage(Weight.class, this::onWeight)
                .onMessage(Report.class, this::onReport)
                .onMessage(Failed.class, failed -> fail(Origin.MODEL, failed.culprit(), failed.when(), failed.cause()))
                .build();
    }

    private Behavior<Message> onReport(Report report) {
        reports.add(new WeightReport(report));
        return this;
    }

    /** Reports begin in the order of cycles and end in it, as every synapse tells its weights in that order. */
    private Behavior<Message> onWeight(Weight weight) {
        for (WeightReport report : reports) {
            report.take(weight);
        }
        return reports.element().isComplete() ? end(reports.remove().report()) : this;
    }

    @SuppressWarnings("CatchingUnchecked")
    private Behavior<Message> end(Report report) {
        CycleState state = report.state();
        if (report.isEpoch()) {
            try {
                long last = state.cycles() - 1;
                run.simulation()
                        .epochs()
                        .onEpoch(
                                run.model().opportunityOf(last) + 1,
                                run.model().timing().rewardPs(last),
                                state.theta());
            } catch (Throwable cause) {
                return fail(Origin.SURROUNDINGS, "epoch listener", "after " + state.cycles() + " cycles", cause);
            }
        }
        if (report.isCheckpoint()) {
            try {
                run.request().checkpoints().take(report.isLast() ? state.copy() : state);
            } catch (Throwable cause) {
                return fail(Origin.SURROUNDINGS, "checkpoint", "after " + state.cycles() + " cycles", cause);
            }
        }
        if (!report.isLast()) {
            return this;
        }
        return end(state, state.cycles() < run.model().cycles());
    }
}
