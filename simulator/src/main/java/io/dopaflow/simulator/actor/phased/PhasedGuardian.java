package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Receive;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.actor.Guardian;
import io.dopaflow.simulator.actor.phased.Directions.Direction;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the network of actors and gathers what the synapses store where that is reported.
 *
 * <p>A report is of one moment: the modulator asks for it when all units have ended an opportunity, each synapse tells when
 * it has learnt from it, and only when all have told is the next sample presented. That the recorder has got every record
 * by then follows: a unit records and counts before it says that it has ended, a synapse records before it tells.
 */
final class PhasedGuardian extends Guardian<PhasedGuardian.Message> {

    /** What the guardian is told. */
    sealed interface Message permits Failed, Report, Stored {}

    /** An actor cannot go on. */
    record Failed(String culprit, String when, Throwable cause) implements Message {}

    /**
     * What the synapses store is going to be reported.
     *
     * @param state with room for it
     * @param isCheckpoint whether the run can go on from it
     * @param isEpoch whether an epoch has ended
     * @param isLast whether the run ends with it
     */
    record Report(PhasedState state, boolean isCheckpoint, boolean isEpoch, boolean isLast) implements Message {}

    /** What a synapse stores, the sum of its updates in this batch, and what it keeps beside. Nobody changes it. */
    record Stored(int synapse, double stored, double sum, double[] memory) implements Message {}

    private final PhasedContext run;
    private final ActorRef<ModulatorActor.Message> modulator;
    private @Nullable Report report;
    private int told;

    private PhasedGuardian(
            ActorContext<Message> context,
            RunRequest request,
            ActorDecorator decorator,
            CompletableFuture<RunResult> result) {
        super(context, decorator, result);
        this.run = new PhasedContext(request, context.getSelf());
        this.modulator = build(run.circuit());
        modulator.tell(new ModulatorActor.GoOn());
    }

    /** A guardian that completes the result. */
    static Behavior<Message> create(RunRequest request, ActorDecorator decorator, CompletableFuture<RunResult> result) {
        return starting(result, context -> new PhasedGuardian(context, request, decorator, result));
    }

    private ActorRef<ModulatorActor.Message> build(Circuit circuit) {
        int[][] phases = phasesByUnit(circuit);
        // Labels of a network without hidden neurons are in no phase, and nobody needs them.
        int[] taking = IntStream.range(0, circuit.units())
                .filter(unit -> phases[unit].length > 0)
                .toArray();
        int[] stimulated = IntStream.of(taking)
                .filter(unit -> Stage.isStimulated(circuit, phases[unit][0], unit))
                .toArray();
        ActorRef<EnvironmentActor.Message> environment =
                spawn("environment", EnvironmentActor.Message.class, EnvironmentActor.create(run, stimulated));
        ActorRef<ModulatorActor.Message> told = spawn(
                "modulator", ModulatorActor.Message.class, ModulatorActor.create(run, environment, taking.length));
        for (int unit : taking) {
            run.actors()
                    .add(spawn(
                            "unit-" + unit, UnitActor.Message.class, UnitActor.create(run, unit, phases[unit], told)));
        }
        buildSynapses(circuit);
        if (circuit.sparse().length > 0) {
            run.actors().addStructure(spawn("structure", StructureActor.Message.class, StructureActor.create(run)));
        }
        return told;
    }

    private static int[][] phasesByUnit(Circuit circuit) {
        List<IntStream.Builder> phases =
                Stream.generate(IntStream::builder).limit(circuit.units()).toList();
        for (int phase = 0; phase < circuit.phases(); phase++) {
            for (int unit : circuit.order(phase)) {
                phases.get(unit).add(phase);
            }
        }
        return phases.stream().map(builder -> builder.build().toArray()).toArray(int[][]::new);
    }

    private void buildSynapses(Circuit circuit) {
        Directions directions = new Directions(circuit);
        Map<String, Optional<SynapticUpdate>> updates = new HashMap<>();
        for (int i = 0; i < circuit.wirings().size(); i++) {
            Wiring wiring = circuit.wirings().get(i);
            for (int synapse = 0; synapse < wiring.size(); synapse++) {
                Direction own = new Direction(i, synapse);
                if (directions.isOther(own)) {
                    run.actors().addDirectionOf(wiring.partner(synapse));
                } else {
                    Optional<SynapticUpdate> update = updates.computeIfAbsent(
                            circuit.updateOf(i, synapse), none -> run.model().update(own.wiring(), own.synapse()));
                    String name = "synapse-" + (wiring.first() + synapse);
                    Behavior<SynapseActor.Message> behavior = SynapseActor.create(run, directions.of(own), update);
                    run.actors()
                            .add(
                                    spawn(name, SynapseActor.Message.class, behavior),
                                    update.filter(SynapticUpdate::usesBroadcasts)
                                            .isPresent());
                }
            }
        }
    }

    @Override
    protected Message failed(String culprit, String when, Throwable cause) {
        return new Failed(culprit, when, cause);
    }

    @Override
    public Receive<Message> createReceive() {
        return watching()
                .onMessage(Stored.class, this::onStored)
                .onMessage(Report.class, this::onReport)
                .onMessage(Failed.class, failed -> fail(Origin.MODEL, failed.culprit(), failed.when(), failed.cause()))
                .build();
    }

    private Behavior<Message> onReport(Report begun) {
        report = begun;
        told = 0;
        return this;
    }

    private Behavior<Message> onStored(Stored stored) {
        if (report == null) {
            throw new IllegalStateException("a synapse tells what nobody has asked for: " + stored);
        }
        report.state().stored()[stored.synapse()] = stored.stored();
        report.state().sums()[stored.synapse()] = stored.sum();
        System.arraycopy(
                stored.memory(),
                0,
                report.state().memory(),
                stored.synapse() * stored.memory().length,
                stored.memory().length);
        told++;
        return told == run.actors().synapses().size() ? end(report) : this;
    }

    @SuppressWarnings("CatchingUnchecked")
    private Behavior<Message> end(Report complete) {
        PhasedState state = complete.state();
        String when = "after " + state.opportunities() + " opportunities";
        if (complete.isEpoch()) {
            try {
                long timePs = run.model().endPs(state.opportunities() - 1);
                run.simulation()
                        .epochs()
                        .onEpoch(state.opportunities(), timePs, state.stored().clone());
            } catch (Throwable cause) {
                return fail(Origin.SURROUNDINGS, "epoch listener", when, cause);
            }
        }
        if (complete.isCheckpoint()) {
            try {
                run.request().checkpoints().take(complete.isLast() ? state.copy() : state);
            } catch (Throwable cause) {
                return fail(Origin.SURROUNDINGS, "checkpoint", when, cause);
            }
        }
        if (complete.isLast()) {
            return end(state, state.opportunities() < run.model().opportunities());
        }
        modulator.tell(new ModulatorActor.GoOn());
        return this;
    }
}
