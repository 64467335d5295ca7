package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.PhasedRunWriter;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunOutput;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.record.Simulation;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.task.Score;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.simulator.engine.RunCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** A run of phased learning as it goes on, with its scores. */
final class PhasedCourse implements RunCourse {
    private final LoadedPhased scenario;
    private final PhasedLearning model;
    private final PhasedRunWriter writer;
    private final Scoring scoring;
    private final PhasedState start;

    PhasedCourse(LoadedPhased scenario, RunSetting setting) {
        this.scenario = scenario;
        this.model = scenario.model();
        this.start = setting.checkpoint()
                .map(kept -> PhasedState.of(kept.state()))
                .orElseGet(() -> PhasedState.startOf(model));
        this.writer = new PhasedRunWriter(
                setting.directory(),
                model.circuit(),
                failure -> setting.cancellation().request());
        this.scoring = new Scoring(
                new StoredScorer(model),
                model.initial(),
                setting.startNanos(),
                (score, stored) -> {
                    writer.progress(score);
                    if (model.tasks().tasks().size() > 1) {
                        writer.tasks(score, model.heldOutScores(stored));
                    }
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
        return new PhasedSimulation(model, scenario.recordingPlan(), writer, start, scoring);
    }

    @Override
    public void describe() {
        writer.circuit(model.target());
        writer.data(scenario.data(), scenario.heldOut(), model.samples());
    }

    @Override
    public long units() {
        return model.opportunities();
    }

    @Override
    public void progressed(long done) {
        // The engine counts its opportunities itself.
    }

    @Override
    public void bindTo(MeterRegistry registry, RunCounters counters) {
        FunctionCounter.builder("dopaflow.opportunities", counters, RunCounters::cycles)
                .description("Completed learning opportunities")
                .register(registry);
    }

    @Override
    public void keep(Checkpoint checkpoint, Runnable whenKept) {
        scoring.afterwards(() -> writer.checkpoint(checkpoint, whenKept));
    }

    @Override
    public Optional<RuntimeException> finish(Optional<SimulationState> end) {
        end.map(PhasedState::of)
                .ifPresent(state -> scoring.finish(
                        new Scoring.Moment(
                                state.opportunities(), state.opportunities(), model.endPs(state.opportunities() - 1)),
                        state.stored()));
        scoring.close();
        return scoring.failure();
    }

    @Override
    public String reached(RunCounters counters) {
        return "after " + counters.cycles() + " learning opportunities";
    }

    @Override
    public RunWork done(RunCounters counters, Optional<SimulationState> end, double seconds) {
        return new RunWork.OfPhases(
                model.circuit().synapses(),
                model.opportunities(),
                counters.cycles(),
                counters.spikes(),
                counters.synapticEvents(),
                counters.messages(),
                seconds);
    }

    @Override
    public String digest(SimulationState end) {
        return WeightsDigest.of(PhasedState.of(end).stored());
    }

    @Override
    public Optional<Progress> firstScore() {
        return scoring.first();
    }

    @Override
    public Optional<Progress> lastScore() {
        return scoring.last();
    }

    /** Scores what synapses store. */
    private record StoredScorer(PhasedLearning model) implements Scoring.Scorer {
        @Override
        public int epoch() {
            return Math.toIntExact(model.epoch());
        }

        @Override
        public long steps(long opportunities) {
            return opportunities;
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
