package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.CheckpointStore;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.models.record.SimulationState;
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
    private final RunFamily family;
    private final Engine engine;
    private final RunOptions options;
    private final Cancellation cancellation;
    private final Optional<Checkpoint> checkpoint;

    RunExecution(
            RunDirectory directory,
            RunManifest manifest,
            RunFamily family,
            Engine engine,
            RunOptions options,
            Cancellation cancellation,
            Optional<Checkpoint> checkpoint) {
        this.directory = directory;
        this.manifest = manifest;
        this.family = family;
        this.engine = engine;
        this.options = options;
        this.cancellation = cancellation;
        this.checkpoint = checkpoint;
    }

    /** Runs, and returns how it ended. */
    RunOutcome execute() {
        double before = checkpoint.map(Checkpoint::wallSeconds).orElse(0.0);
        long startNanos = System.nanoTime() - (long) (before * 1e9);
        try (RunLog log = RunLog.open(directory)) {
            RunEvents events = new RunEvents(log, options.listener(), family);
            events.started(manifest, checkpoint.map(Checkpoint::steps).orElse(0L));
            RunCourse course = family.begin(new RunSetting(directory, checkpoint, events, cancellation, startNanos));
            RunCounters counters = new RunCounters(course.simulation().start());
            try (RunMetrics metrics = new RunMetrics(options.registry(), counters, course)) {
                return run(events, course, counters, metrics, startNanos);
            }
        }
    }

    private RunOutcome run(
            RunEvents events, RunCourse course, RunCounters counters, RunMetrics metrics, long startNanos) {
        Ending ending = simulate(events, course, counters, metrics, startNanos);
        Optional<SimulationState> reached = ending.result().map(RunResult::end);
        Optional<RuntimeException> unscored = course.finish(reached);
        String when = course.reached(counters);
        ending = ending.orElse(unscored.map(cause -> Ending.failed("score", when, cause, false)));
        ending = ending.becauseOf(
                course.output().store().failure().map(cause -> Ending.failed("recorder", when, cause, true)));
        try {
            course.output().close();
        } catch (RuntimeException e) {
            ending = ending.orElse(Optional.of(Ending.failed("recorder", "as the run directory was closed", e, true)));
        }
        double seconds = (System.nanoTime() - startNanos) * 1e-9;
        RunManifest end = close(ending, course.done(counters, reached, seconds), reached.map(course::digest));
        events.ended(end, metrics.load(), ending.cause());
        Optional<Progress> last = end.status() == RunStatus.FAILED ? Optional.empty() : course.lastScore();
        return new RunOutcome(directory.path(), end, course.firstScore(), last, metrics.load());
    }

    private Ending simulate(
            RunEvents events, RunCourse course, RunCounters counters, RunMetrics metrics, long startNanos) {
        RunRequest request = new RunRequest(
                course.simulation(),
                cancellation,
                done -> {
                    metrics.sample();
                    course.progressed(done);
                    events.progressed(done, course.units());
                },
                counters,
                Checkpoints.NONE);
        try {
            if (checkpoint.isEmpty()) {
                course.describe();
            }
            return Ending.of(run(request, course, startNanos));
        } catch (RunFailedException e) {
            return Ending.failed(e);
        } catch (InterruptedException e) {
            return Ending.failed(
                    "engine",
                    course.reached(counters),
                    new IllegalStateException("the thread of the run was interrupted", e),
                    true);
        } catch (RuntimeException | Error e) {
            return Ending.failed("engine", course.reached(counters), e, true);
        }
    }

    private RunResult run(RunRequest request, RunCourse course, long startNanos)
            throws RunFailedException, InterruptedException {
        if (options.checkpointEvery().isZero()) {
            return engine.run(request);
        }
        try (RunCheckpoints checkpoints =
                new RunCheckpoints(family.origin(manifest), options.checkpointEvery(), startNanos, course::keep)) {
            return engine.run(request.tellingStatesTo(checkpoints));
        }
    }

    private RunManifest close(Ending ending, RunWork done, Optional<String> digest) {
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
