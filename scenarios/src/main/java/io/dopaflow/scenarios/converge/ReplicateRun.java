package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.PointTarget;
import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.analysis.converge.ReplicateMeter;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.Thinning;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.sweep.SweepOptions;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes one replicate, on one thread and in memory, and measures it as it runs. */
final class ReplicateRun {
    private static final Thinning NONE = new Thinning.None();
    private static final RecordingPlan WEIGHTS = new RecordingPlan(NONE, NONE, NONE, new Thinning.All(), 1, 1);

    private final StudyPlan plan;
    private final Targets targets;
    private final SweepOptions options;
    private final Cancellation cancellation;
    private final RunCounters counters;

    ReplicateRun(
            StudyPlan plan, Targets targets, SweepOptions options, Cancellation cancellation, RunCounters counters) {
        this.plan = plan;
        this.targets = targets;
        this.options = options;
        this.cancellation = cancellation;
        this.counters = counters;
    }

    /** The result; nothing if the run was cancelled. */
    Optional<ReplicateResult> run(int number, StudyPoint point) throws InterruptedException {
        long startNanos = System.nanoTime();
        try {
            PointTarget target = targets.begin(point.number());
            LearningCycle model = point.replicate(number % plan.replicates());
            ReplicateMeter meter = new ReplicateMeter(target, model, plan.literal());
            RunResult result = options.engines()
                    .choose(EngineChoice.POPULATION, OptionalInt.of(1), model)
                    .engine()
                    .run(request(model, meter));
            return result.cancelled()
                    ? Optional.empty()
                    : Optional.of(result(number, Optional.of(meter.result()), startNanos, Optional.empty()));
        } catch (RunFailedException | RuntimeException e) {
            String message = e.getMessage();
            String error = message == null ? e.getClass().getSimpleName() : message;
            return Optional.of(result(number, Optional.empty(), startNanos, Optional.of(error)));
        } finally {
            targets.end(point.number());
        }
    }

    private RunRequest request(LearningCycle model, ReplicateMeter meter) {
        return new RunRequest(
                new CycleSimulation(model, WEIGHTS, new MeasuringRecorder(meter, model.schedule())),
                cancellation,
                ProgressListener.NONE,
                counters,
                Checkpoints.NONE);
    }

    private static ReplicateResult result(
            int number, Optional<Replicate> measured, long startNanos, Optional<String> error) {
        return new ReplicateResult(number, measured, (System.nanoTime() - startNanos) * 1e-9, error);
    }
}
