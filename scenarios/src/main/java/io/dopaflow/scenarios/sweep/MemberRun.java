package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.compare.FlowDistance;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.schema.problem.InvalidScenarioException;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.DivergedException;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.recording.NoRecorder;
import io.dopaflow.simulator.recording.RecordingPlan;
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
            Experiment experiment = plan.load(member).experiment();
            EngineFactory.Chosen chosen = engines.choose(choice, OptionalInt.of(1), experiment);
            engine = chosen.engine().name();
            RunResult result = chosen.engine().run(request(experiment));
            return result.cancelled()
                    ? Optional.empty()
                    : Optional.of(finished(member, experiment, result, startNanos, engine));
        } catch (RunFailedException | InvalidScenarioException | RuntimeException e) {
            return Optional.of(MemberResult.failed(member, since(startNanos), 0, engine, message(e)));
        }
    }

    private RunRequest request(Experiment experiment) {
        return new RunRequest(
                experiment,
                RecordingPlan.weightsOnly(experiment.opportunities()),
                new NoRecorder(),
                cancellation,
                (opportunities, loss) -> {},
                counters);
    }

    private static MemberResult finished(
            Member member, Experiment experiment, RunResult result, long startNanos, String engine) {
        double seconds = since(startNanos);
        List<Sample> heldOut = experiment.samples().heldOut();
        return MemberResult.finished(
                member,
                score(
                        "training",
                        experiment,
                        result.theta(),
                        experiment.samples().train()),
                heldOut.isEmpty()
                        ? Optional.empty()
                        : Optional.of(score("held-out", experiment, result.theta(), heldOut)),
                flowDistance(experiment, result.theta()),
                WeightsDigest.of(result.theta()),
                seconds,
                result.waves(),
                engine);
    }

    private static Score score(String which, Experiment experiment, double[] theta, List<Sample> samples) {
        Score score = Score.of(experiment.network(), theta, experiment.loss(), experiment.target(), samples);
        DivergedException.requireFinite("the mean loss on " + which + " data", score.loss());
        return score;
    }

    private static OptionalDouble flowDistance(Experiment experiment, double[] theta) {
        double steps =
                (double) experiment.opportunities() * experiment.network().synapseCount();
        return steps <= FLOW_LIMIT ? FlowDistance.relative(experiment, theta) : OptionalDouble.empty();
    }

    private static double since(long startNanos) {
        return (System.nanoTime() - startNanos) * 1e-9;
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
