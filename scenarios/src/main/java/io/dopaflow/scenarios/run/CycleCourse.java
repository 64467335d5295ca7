package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunOutput;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.RunWriter;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.record.Simulation;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.task.Score;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.simulator.engine.RunCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A run of learning cycles as it goes on, with its scores. */
final class CycleCourse implements RunCourse {
    private final LoadedCycle scenario;
    private final LearningCycle model;
    private final long startNanos;
    private final RunWriter writer;
    private final Scoring scoring;
    private final CycleState start;
    private final RunListener listener;

    CycleCourse(LoadedCycle scenario, RunSetting setting) {
        this.scenario = scenario;
        this.model = scenario.model();
        this.startNanos = setting.startNanos();
        this.listener = setting.events().listener();
        this.start = setting.checkpoint()
                .map(kept -> CycleState.of(kept.state()))
                .orElseGet(() -> CycleState.startOf(model));
        this.writer = new RunWriter(
                setting.directory(), failure -> setting.cancellation().request());
        this.scoring = new Scoring(
                new CycleScorer(model),
                CycleState.startOf(model).theta(),
                startNanos,
                (score, theta) -> {
                    writer.progress(score);
                    setting.events().scored(score);
                },
                setting.cancellation()::request,
                setting.checkpoint().isPresent());
    }

    @Override
    public RunOutput output() {
        return writer;
    }

    @Override
    public Simulation simulation() {
        CycleRecorder recorder = listener.cycleRecords()
                .<CycleRecorder>map(follower -> new FollowedCycles(writer, follower))
                .orElse(writer);
        return new CycleSimulation(model, scenario.recordingPlan(), recorder, start, scoring);
    }

    @Override
    public void describe() {
        writer.network(model.network());
        writer.data(scenario.data(), scenario.heldOut(), model.samples());
    }

    @Override
    public long units() {
        return model.opportunities();
    }

    @Override
    public void progressed(long done) {
        // The engine counts its cycles itself.
    }

    @Override
    public void bindTo(MeterRegistry registry, RunCounters counters) {
        FunctionCounter.builder("dopaflow.cycles", counters, RunCounters::cycles)
                .description("Completed learning cycles")
                .register(registry);
        FunctionTimer.builder(
                        "dopaflow.cycle",
                        counters,
                        RunCounters::cycles,
                        read -> System.nanoTime() - startNanos,
                        TimeUnit.NANOSECONDS)
                .description("Wall-clock time of a learning cycle")
                .register(registry);
    }

    @Override
    public void keep(Checkpoint checkpoint, Runnable whenKept) {
        scoring.afterwards(() -> writer.checkpoint(checkpoint, whenKept));
    }

    @Override
    public Optional<RuntimeException> finish(Optional<SimulationState> end) {
        end.map(CycleState::of).ifPresent(this::score);
        scoring.close();
        return scoring.failure();
    }

    private void score(CycleState end) {
        long cycles = end.cycles();
        scoring.finish(
                new Scoring.Moment(
                        model.opportunityOf(cycles), cycles, model.timing().startPs(cycles)),
                end.theta());
    }

    @Override
    public String reached(RunCounters counters) {
        return "after " + counters.cycles() + " cycles";
    }

    @Override
    public RunWork done(RunCounters counters, Optional<SimulationState> end, double seconds) {
        return new RunWork.OfCycles(
                model.network().synapseCount(),
                model.opportunities(),
                model.cycles(),
                counters.cycles(),
                counters.spikes(),
                counters.synapticEvents(),
                counters.messages(),
                seconds);
    }

    @Override
    public String digest(SimulationState end) {
        return WeightsDigest.of(CycleState.of(end).weights());
    }

    @Override
    public Optional<Progress> firstScore() {
        return scoring.first();
    }

    @Override
    public Optional<Progress> lastScore() {
        return scoring.last();
    }

    /** Scores log-weights. */
    private record CycleScorer(LearningCycle model) implements Scoring.Scorer {
        @Override
        public int epoch() {
            return model.samples().training().size();
        }

        @Override
        public long steps(long opportunities) {
            return model.runCycle(opportunities, 0);
        }

        @Override
        public Score training(double[] weights) {
            return model.trainingScore(weights);
        }

        @Override
        public Optional<Score> heldOut(double[] weights) {
            return model.heldOutScore(weights);
        }
    }
}
