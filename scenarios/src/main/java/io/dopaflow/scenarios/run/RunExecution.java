package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.CheckpointStore;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.RunWriter;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.Optional;

/** Executes one run from beginning to end. Whatever fails, the directory is closed and says how the run ended. */
final class RunExecution {
    private final RunDirectory directory;
    private final RunManifest manifest;
    private final LoadedCycle scenario;
    private final LearningCycle model;
    private final RecordingPlan plan;
    private final Engine engine;
    private final RunOptions options;
    private final Cancellation cancellation;
    private final Optional<Checkpoint> checkpoint;
    private final CycleState start;
    private final RunCounters counters;

    RunExecution(
            RunDirectory directory,
            RunManifest manifest,
            LoadedCycle scenario,
            Engine engine,
            RunOptions options,
            Cancellation cancellation,
            Optional<Checkpoint> checkpoint) {
        this.directory = directory;
        this.manifest = manifest;
        this.scenario = scenario;
        this.model = scenario.model();
        this.plan = scenario.recordingPlan();
        this.engine = engine;
        this.options = options;
        this.cancellation = cancellation;
        this.checkpoint = checkpoint;
        this.start = checkpoint.map(kept -> CycleState.of(kept.state())).orElseGet(() -> CycleState.startOf(model));
        this.counters = new RunCounters(start);
    }

    /** Runs, and returns how it ended. */
    RunOutcome execute() {
        double before = checkpoint.map(state -> state.wallSeconds()).orElse(0.0);
        long startNanos = System.nanoTime() - (long) (before * 1e9);
        try (RunLog log = RunLog.open(directory)) {
            RunEvents events = new RunEvents(log, options.listener());
            events.started(manifest, scenario, start.cycles());
            RunWriter writer = new RunWriter(directory, failure -> cancellation.request());
            try (RunMetrics metrics = new RunMetrics(options.registry(), counters, writer.store(), startNanos)) {
                return run(events, writer, metrics, startNanos);
            }
        }
    }

    private RunOutcome run(RunEvents events, RunWriter writer, RunMetrics metrics, long startNanos) {
        Scoring scoring = new Scoring(
                model,
                startNanos,
                score -> {
                    writer.progress(score);
                    events.scored(score);
                },
                cancellation::request,
                checkpoint.isPresent());
        Ending ending = simulate(events, writer, metrics, scoring, startNanos);
        ending.result().ifPresent(result -> scoring.finish(CycleState.of(result.end())));
        scoring.close();
        ending = ending.orElse(scoring.failure().map(cause -> Ending.failed("score", lastCycle(), cause, false)));
        ending = ending.becauseOf(
                writer.store().failure().map(cause -> Ending.failed("recorder", lastCycle(), cause, true)));
        try {
            writer.close();
        } catch (RuntimeException e) {
            ending = ending.orElse(Optional.of(Ending.failed("recorder", "as the run directory was closed", e, true)));
        }
        double seconds = (System.nanoTime() - startNanos) * 1e-9;
        RunManifest end = close(ending, seconds);
        events.ended(end, metrics.load(), ending.cause());
        Optional<Progress> last = end.status() == RunStatus.FAILED ? Optional.empty() : scoring.last();
        return new RunOutcome(directory.path(), end, scoring.first(), last, metrics.load());
    }

    private Ending simulate(RunEvents events, RunWriter writer, RunMetrics metrics, Scoring scoring, long startNanos) {
        RunRequest request = new RunRequest(
                new CycleSimulation(model, plan, writer, start, scoring),
                cancellation,
                opportunities -> {
                    metrics.sample();
                    events.learnt(opportunities, model.opportunities());
                },
                counters,
                Checkpoints.NONE);
        try {
            if (checkpoint.isEmpty()) {
                writer.network(model.network());
                writer.data(scenario.data(), scenario.heldOut(), model.samples());
            }
            return Ending.of(run(request, writer, scoring, startNanos));
        } catch (RunFailedException e) {
            return Ending.failed(e);
        } catch (InterruptedException e) {
            return Ending.failed(
                    "engine", lastCycle(), new IllegalStateException("the thread of the run was interrupted", e), true);
        } catch (RuntimeException | Error e) {
            return Ending.failed("engine", lastCycle(), e, true);
        }
    }

    private RunResult run(RunRequest request, RunWriter writer, Scoring scoring, long startNanos)
            throws RunFailedException, InterruptedException {
        if (options.checkpointEvery().isZero()) {
            return engine.run(request);
        }
        try (RunCheckpoints checkpoints = new RunCheckpoints(
                RunCheckpoints.originOf(manifest, model),
                options.checkpointEvery(),
                startNanos,
                (state, whenKept) -> scoring.afterwards(() -> writer.checkpoint(state, whenKept)))) {
            return engine.run(request.tellingStatesTo(checkpoints));
        }
    }

    private String lastCycle() {
        return "after " + counters.cycles() + " cycles";
    }

    private RunManifest close(Ending ending, double seconds) {
        RunWork.OfCycles done = new RunWork.OfCycles(
                manifest.work().synapses(),
                manifest.cycleWork().opportunities(),
                manifest.cycleWork().cyclesPlanned(),
                counters.cycles(),
                counters.spikes(),
                counters.synapticEvents(),
                counters.messages(),
                seconds);
        Optional<String> digest = ending.result()
                .map(result -> WeightsDigest.of(CycleState.of(result.end()).theta()));
        RunManifest end = manifest.ended(ending.status(), ending.failure(), digest, done);
        try {
            directory.write(end);
            if (end.status() == RunStatus.FINISHED) {
                new CheckpointStore(directory.path()).clear();
            }
            return end;
        } catch (StorageException e) {
            RunManifest.Failure failure = ending.failure()
                    .orElse(Ending.failed("recorder", "as the manifest was written", e, true)
                            .failure()
                            .orElseThrow());
            return manifest.ended(RunStatus.FAILED, Optional.of(failure), digest, done);
        }
    }

    /**
     * How the engine and the parts around it ended.
     *
     * @param result of the engine, if it came to an end
     * @param failure what ended the run, if something did
     * @param cause of the failure
     */
    private record Ending(
            Optional<RunResult> result, Optional<RunManifest.Failure> failure, Optional<Throwable> cause) {

        /** The engine came to an end. */
        static Ending of(RunResult result) {
            return new Ending(Optional.of(result), Optional.empty(), Optional.empty());
        }

        /** The engine failed. */
        static Ending failed(RunFailedException e) {
            return failed(
                    e.culprit(),
                    e.when(),
                    Optional.ofNullable(e.getCause()).orElse(e),
                    e.origin() == RunFailedException.Origin.SURROUNDINGS);
        }

        /** Something failed; the run can be resumed if the model is not at fault. */
        static Ending failed(String culprit, String when, Throwable cause, boolean resumable) {
            String reason = RunFailedException.describe(cause);
            return new Ending(
                    Optional.empty(),
                    Optional.of(new RunManifest.Failure(culprit, when, reason, resumable)),
                    Optional.of(cause));
        }

        /** This, or the other where nothing has failed so far. The result stays. */
        Ending orElse(Optional<Ending> other) {
            return failure.isPresent() ? this : becauseOf(other);
        }

        /** The other if there is one: it explains this. The result stays. */
        Ending becauseOf(Optional<Ending> other) {
            return other.map(reason -> new Ending(result, reason.failure, reason.cause))
                    .orElse(this);
        }

        /** Failed, cancelled or finished. */
        RunStatus status() {
            if (failure.isPresent()) {
                return RunStatus.FAILED;
            }
            return result.filter(RunResult::cancelled).isPresent() ? RunStatus.CANCELLED : RunStatus.FINISHED;
        }
    }
}
