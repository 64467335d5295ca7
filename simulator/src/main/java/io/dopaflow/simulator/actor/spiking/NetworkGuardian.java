package io.dopaflow.simulator.actor.spiking;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.dopaflow.models.spiking.ActivityBound;
import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.RunawayActivityException;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.actor.FatalErrors;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Builds the network of actors, grants them time stretch by stretch, gathers the states that are reported, and turns any failure into the
 * end.
 *
 * <p>A stretch is some windows. Cells are granted two; when all have gone through the first, a third is granted while they are in the
 * second, so that none waits. States are told at the end of what has been granted: no cell is beyond. That bounds what waits
 * for a cell, too.
 */
final class NetworkGuardian extends AbstractBehavior<NetworkGuardian.Message> {

    /** What the guardian is told. */
    sealed interface Message permits Report, Passed, Told, Failed {}

    /** A modulator has gone through a stretch: that many windows of all. */
    record Passed(long windows) implements Message {}

    /** The state of an actor after some windows. */
    sealed interface Told extends Message permits State, SynapseState, ToldModulator {
        /** Through how many it has gone. */
        long windows();
    }

    /**
     * A cell has gone through a stretch.
     *
     * @param group of the cell
     * @param windows through which it has gone, of all
     * @param firstStretch of the activity bound, in which the windows since the report before begin
     * @param activity spikes since then by stretches of the activity bound
     * @param spikes since the report before
     * @param events arrivals since then
     * @param messages that it has sent since then
     */
    record Report(int group, long windows, long firstStretch, int[] activity, int spikes, long events, int messages)
            implements Message {}

    /**
     * The state of a cell.
     *
     * @param windows through which it has gone
     * @param digest of its spikes
     * @param late its spikes that are under way, in ps
     * @param spikes in this run
     * @param events in this run
     * @param messages in this run
     * @param axons what rewired projections remember of it
     */
    record State(
            int cell,
            long windows,
            NeuronState state,
            long digest,
            long[] late,
            long spikes,
            long events,
            long messages,
            List<Axons.State> axons)
            implements Told {}

    /** The state of a synapse that learns. */
    record SynapseState(SynapseActor.Ends ends, long windows, LearningSynapse.State state) implements Told {}

    /** The state of a modulator. */
    record ToldModulator(int modulator, long windows, ModulatorState state) implements Told {}

    /** An actor cannot go on. */
    record Failed(String culprit, String when, Throwable cause) implements Message {}

    private final RunRequest request;
    private final SpikingNetwork network;
    private final CompletableFuture<RunResult> result;
    private final NetworkContext run;
    private final NetworkActors actors = new NetworkActors();
    private final Wiring wiring;
    private final SynapticTime time;
    private final ActivityBound bound;
    private final Map<Long, Integer> reports = new HashMap<>();
    private final Map<Long, StateGathering> states = new HashMap<>();
    private long granted = -1;
    private long ending = Long.MAX_VALUE;

    private NetworkGuardian(
            ActorContext<Message> context,
            RunRequest request,
            ActorDecorator decorator,
            CompletableFuture<RunResult> result) {
        super(context);
        SpikingSimulation simulation = (SpikingSimulation) request.simulation();
        SpikingState start = simulation.start();
        this.request = request;
        this.network = simulation.network();
        this.result = result;
        this.bound = new ActivityBound(network);
        this.wiring = new Wiring(simulation);
        this.time = network.synapticTime();
        this.run = new NetworkContext(
                simulation,
                Windows.of(simulation, wiring.window()),
                wiring.longest(),
                wiring.hearers(),
                new LateSpikes(start),
                actors,
                this::settled,
                context.getSelf());
        actors.start(run, wiring, decorator, context);
        this.ending = run.windows().last() + 1;
        grant(2L * Windows.STRETCH - 1, -1);
    }

    /** A guardian that completes the result. */
    @SuppressWarnings("CatchingUnchecked")
    static Behavior<Message> create(RunRequest request, ActorDecorator decorator, CompletableFuture<RunResult> result) {
        return Behaviors.setup(context -> {
            try {
                FatalErrors.listen(context.getSystem(), result);
                return new NetworkGuardian(context, request, decorator, result);
            } catch (Throwable cause) {
                result.completeExceptionally(
                        new RunFailedException(Origin.SURROUNDINGS, "actor system", "as it started", cause));
                return Behaviors.stopped();
            }
        });
    }

    private long settled(long nowPs) {
        long unit = network.time().unitPs();
        return wiring.changing().stream()
                .mapToLong(changing -> changing.span().settled(time, nowPs / unit))
                .min()
                .orElse(nowPs / unit);
    }

    private void grant(long last, long tellState) {
        long before = granted;
        granted = Math.min(last, run.windows().last());
        actors.tellAll(new CellActor.Grant(before, granted, tellState));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Report.class, this::onReport)
                .onMessage(Passed.class, passed -> hasGone(passed.windows))
                .onMessage(Told.class, this::onState)
                .onMessage(Failed.class, failed -> fail(Origin.MODEL, failed.culprit, failed.when, failed.cause))
                .build();
    }

    private Behavior<Message> onReport(Report report) {
        request.counters().addSpikes(report.spikes);
        request.counters().addSynapticEvents(Math.toIntExact(report.events));
        request.counters().addMessages(report.messages);
        try {
            for (int i = 0; i < report.activity.length; i++) {
                bound.count(report.group, (report.firstStretch + i) * ActivityBound.STRETCH, report.activity[i]);
            }
        } catch (RunawayActivityException e) {
            return fail(Origin.MODEL, "population " + e.population(), "before " + ms(report.windows) + " ms", e);
        }
        return hasGone(report.windows);
    }

    /** Synapses need not report: no cell goes on without them. */
    private Behavior<Message> hasGone(long windows) {
        if (reports.merge(windows, 1, Integer::sum) == actors.cells() + actors.modulators()) {
            reports.remove(windows);
            return allHaveGone(windows);
        }
        return this;
    }

    private double ms(long windows) {
        return VirtualTime.toMilliseconds(run.windows().until(windows - 1));
    }

    @SuppressWarnings("CatchingUnchecked")
    private Behavior<Message> allHaveGone(long windows) {
        try {
            request.progress().onProgress(run.windows().until(windows - 1) / VirtualTime.PICOSECONDS_PER_MILLISECOND);
            if (granted < run.windows().last() && ending > granted + 1) {
                if (request.cancellation().isRequested()) {
                    ending = granted + 1;
                    grant(granted, granted);
                } else {
                    grant(granted + Windows.STRETCH, request.checkpoints().isDue() ? granted : -1);
                }
            }
            return this;
        } catch (Throwable cause) {
            return fail(Origin.SURROUNDINGS, "progress listener", "after " + ms(windows) + " ms", cause);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private Behavior<Message> onState(Told state) {
        StateGathering gathering = states.computeIfAbsent(
                state.windows(), windows -> new StateGathering(run.simulation(), wiring, actors.size()));
        if (!gathering.take(state)) {
            return this;
        }
        states.remove(state.windows());
        boolean isLast = state.windows() == ending;
        long time = run.windows().until(state.windows() - 1);
        boolean isComplete = time == run.windows().end();
        SpikingState whole = gathering.state(time, run.simulation().start());
        try {
            if (!isComplete) {
                request.checkpoints().take(whole);
            }
        } catch (Throwable cause) {
            return fail(Origin.SURROUNDINGS, "checkpoint", "after " + ms(state.windows()) + " ms", cause);
        }
        if (!isLast) {
            return this;
        }
        result.complete(new RunResult(whole, !isComplete));
        return Behaviors.stopped();
    }

    private Behavior<Message> fail(Origin origin, String culprit, String when, Throwable cause) {
        result.completeExceptionally(new RunFailedException(origin, culprit, when, cause));
        return Behaviors.stopped();
    }
}
