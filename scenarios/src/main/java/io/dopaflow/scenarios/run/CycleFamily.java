package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.KeptRows;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs of learning cycles. */
record CycleFamily(LoadedCycle scenario) implements RunFamily {

    @Override
    public String word() {
        return LearningCycle.FAMILY;
    }

    @Override
    public int dynamics() {
        return LearningCycle.DYNAMICS;
    }

    @Override
    public int size() {
        return scenario.model().network().synapseCount();
    }

    @Override
    public Optional<String> dataDigest() {
        return Optional.of(DataDigest.of(scenario.data()));
    }

    @Override
    public RunWork planned() {
        LearningCycle model = scenario.model();
        return RunWork.OfCycles.planned(size(), model.opportunities(), model.cycles());
    }

    @Override
    public EngineFactory.Chosen choose(EngineFactory engines, EngineChoice choice, OptionalInt threads) {
        return engines.choose(choice, threads, scenario.model());
    }

    @Override
    public KeptRows kept(Checkpoint checkpoint) {
        LearningCycle model = scenario.model();
        RecordingPlan plan = scenario.recordingPlan();
        int cycles = model.schedule().cyclesPerOpportunity();
        long last = checkpoint.steps() - 1;
        boolean lastWeights = plan.weightsAfter(model.opportunityOf(last), model.cycleOf(last), cycles - 1);
        return KeptRows.ofCycles(checkpoint.steps(), cycles, plan.epoch(), lastWeights);
    }

    @Override
    public Map<String, Object> details(long fromStep) {
        LearningCycle model = scenario.model();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("data", scenario.scenario().task().data().place());
        details.put("neurons", model.network().neuronCount());
        details.put("synapses", size());
        details.put("opportunities", model.opportunities());
        details.put("cycles", model.cycles());
        details.put("from_cycle", fromStep);
        return details;
    }

    @Override
    public Map<String, Object> details(RunWork done) {
        return done instanceof RunWork.OfCycles own ? Map.of("cycles", own.cyclesDone()) : Map.of();
    }

    @Override
    public Map<String, Object> details(Progress score) {
        return Map.of("cycles", score.steps());
    }

    @Override
    public RunCourse begin(RunSetting setting) {
        return new CycleCourse(scenario, setting);
    }
}
