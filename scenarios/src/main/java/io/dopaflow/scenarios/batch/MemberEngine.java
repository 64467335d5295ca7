package io.dopaflow.scenarios.batch;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.record.Simulation;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Executes one run of a batch: on one thread and in memory, so that nothing is kept of it but what the caller takes. */
public final class MemberEngine {
    private final EngineFactory engines;
    private final EngineChoice choice;
    private final Cancellation cancellation;
    private final RunCounters counters;
    private final long startNanos = System.nanoTime();
    private String name = "";
    private double seconds;

    MemberEngine(EngineFactory engines, EngineChoice choice, Cancellation cancellation, RunCounters counters) {
        this.engines = engines;
        this.choice = choice;
        this.cancellation = cancellation;
        this.counters = counters;
    }

    /** Executes a model, and gives the last state; nothing if the batch was cancelled. */
    public Optional<CycleState> run(LearningCycle model, RecordingPlan plan, CycleRecorder recorder)
            throws RunFailedException, InterruptedException {
        EngineFactory.Chosen chosen = engines.choose(choice, OptionalInt.of(1), model);
        return run(chosen, new CycleSimulation(model, plan, recorder), ProgressListener.NONE, counters)
                .map(CycleState::of);
    }

    /** Executes phased learning, and gives the last state; nothing if the batch was cancelled. */
    public Optional<PhasedState> run(PhasedLearning model, PhasedPlan plan, PhasedRecorder recorder)
            throws RunFailedException, InterruptedException {
        return run(new PhasedSimulation(model, plan, recorder));
    }

    /** Executes phased learning from where it starts, and gives the last state; nothing if the batch was cancelled. */
    public Optional<PhasedState> run(PhasedSimulation simulation) throws RunFailedException, InterruptedException {
        EngineFactory.Chosen chosen = engines.choose(choice, OptionalInt.of(1), simulation.model());
        long before = simulation.start().opportunities();
        // Its state says what it counted itself, and not what the runs beside it did.
        return run(chosen, simulation, each(before), new RunCounters(simulation.start()))
                .map(PhasedState::of);
    }

    /** Executes a network, and gives the last state; nothing if the batch was cancelled. */
    public Optional<SpikingState> run(SpikingNetwork network, SpikingPlan plan, SpikingRecorder recorder)
            throws RunFailedException, InterruptedException {
        EngineFactory.Chosen chosen = engines.choose(choice, OptionalInt.of(1), network);
        return run(chosen, new SpikingSimulation(network, plan, recorder), each(0), counters)
                .map(SpikingState::of);
    }

    /** Counts each step that is told of, from that number on, where the batch's counters are not the engine's. */
    private ProgressListener each(long from) {
        AtomicLong counted = new AtomicLong(from);
        return done -> {
            long before = counted.getAndAccumulate(done, Math::max);
            counters.addCycles(Math.max(0, done - before));
        };
    }

    private Optional<SimulationState> run(
            EngineFactory.Chosen chosen, Simulation simulation, ProgressListener progress, RunCounters counted)
            throws RunFailedException, InterruptedException {
        name = chosen.engine().name();
        RunResult result =
                chosen.engine().run(new RunRequest(simulation, cancellation, progress, counted, Checkpoints.NONE));
        seconds = since();
        return result.cancelled() ? Optional.empty() : Optional.of(result.end());
    }

    <V> MemberResult<V> result(int number, V value) {
        return new MemberResult<>(number, Optional.of(value), name, seconds, Optional.empty());
    }

    <V> MemberResult<V> failure(int number, Exception e) {
        String message = RunFailedException.describe(e);
        return new MemberResult<>(number, Optional.empty(), name, since(), Optional.of(message));
    }

    private double since() {
        return (System.nanoTime() - startNanos) * 1e-9;
    }
}
