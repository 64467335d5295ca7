package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.compare.FlowDistance;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes one run of a sweep, on one thread and in memory: nothing of it is kept but its result. */
final class MemberRun {
    /** Synapses times learning opportunities up to which following the gradient flow is a matter of a second. */
    private static final double FLOW_LIMIT = 100_000;

    private final SweepPlan plan;
    private final EngineFactory engines;
    private final EngineChoice choice;
    private final Cancellation cancellation;
    private final RunCounters counters;

    /**
     * What all runs have in common.
     *
     * @param counters counted up by all of them
     */
    MemberRun(
            SweepPlan plan,
            EngineFactory engines,
            EngineChoice choice,
            Cancellation cancellation,
            RunCounters counters) {
        this.plan = plan;
        this.engines = engines;
        this.choice = choice;
        this.cancellation = cancellation;
        this.counters = counters;
    }

    /** The result; nothing if the run was cancelled. */
    Optional<MemberResult> run(Member member) throws InterruptedException {
        long startNanos = System.nanoTime();
        String engine = "";
        try {
            LearningCycle model = plan.load(member).model();
            EngineFactory.Chosen chosen = engines.choose(choice, OptionalInt.of(1), model);
            engine = chosen.engine().name();
            RunResult result = chosen.engine().run(request(model));
            return result.cancelled()
                    ? Optional.empty()
                    : Optional.of(finished(member, model, result, startNanos, engine));
        } catch (RunFailedException | InvalidScenarioException | RuntimeException e) {
            return Optional.of(MemberResult.failed(member, since(startNanos), 0, engine, message(e)));
        }
    }

    private RunRequest request(LearningCycle model) {
        return new RunRequest(
                new CycleSimulation(model, RecordingPlan.weightsOnly(model.opportunities()), new CycleRecorder() {}),
                cancellation,
                ProgressListener.NONE,
                counters,
                Checkpoints.NONE);
    }

    private static MemberResult finished(
            Member member, LearningCycle model, RunResult result, long startNanos, String engine) {
        double seconds = since(startNanos);
        List<Sample> heldOut = model.samples().heldOut();
        return MemberResult.finished(
                member,
                score(
                        "training",
                        model,
                        CycleState.of(result.end()).theta(),
                        model.samples().training()),
                heldOut.isEmpty()
                        ? Optional.empty()
                        : Optional.of(score(
                                "held-out", model, CycleState.of(result.end()).theta(), heldOut)),
                flowDistance(model, CycleState.of(result.end()).theta()),
                WeightsDigest.of(CycleState.of(result.end()).theta()),
                seconds,
                result.end().steps(),
                engine);
    }

    private static Score score(String which, LearningCycle model, double[] theta, List<Sample> samples) {
        Score score = Score.of(model.network(), theta, model.loss(), model.target(), samples);
        DivergedException.requireFinite("the mean loss on " + which + " data", score.loss());
        return score;
    }

    private static OptionalDouble flowDistance(LearningCycle model, double[] theta) {
        double steps = (double) model.opportunities() * model.network().synapseCount();
        return steps <= FLOW_LIMIT ? FlowDistance.relative(model, theta) : OptionalDouble.empty();
    }

    private static double since(long startNanos) {
        return (System.nanoTime() - startNanos) * 1e-9;
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
