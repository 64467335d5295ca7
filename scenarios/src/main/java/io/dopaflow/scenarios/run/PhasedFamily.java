package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.KeptRows;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs of phased learning. */
record PhasedFamily(LoadedPhased scenario) implements RunFamily {

    @Override
    public String word() {
        return PhasedLearning.FAMILY;
    }

    @Override
    public int dynamics() {
        return PhasedLearning.DYNAMICS;
    }

    @Override
    public int size() {
        return scenario.model().circuit().synapses();
    }

    @Override
    public Optional<String> dataDigest() {
        return Optional.of(DataDigest.of(scenario.data()));
    }

    @Override
    public RunWork planned() {
        return RunWork.OfPhases.planned(size(), scenario.model().opportunities());
    }

    @Override
    public EngineFactory.Chosen choose(EngineFactory engines, EngineChoice choice, OptionalInt threads) {
        return engines.choose(choice, threads, scenario.model());
    }

    @Override
    public KeptRows kept(Checkpoint checkpoint) {
        PhasedPlan plan = scenario.recordingPlan();
        return KeptRows.ofPhases(checkpoint.steps(), plan.epoch(), plan.weightsAfter(checkpoint.steps() - 1));
    }

    @Override
    public Map<String, Object> details(long fromStep) {
        PhasedLearning model = scenario.model();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("data", scenario.scenario().task().data().place());
        details.put("rule", model.circuit().rule().name());
        details.put("neurons", model.circuit().network().neuronCount());
        details.put("synapses", size());
        details.put("opportunities", model.opportunities());
        details.put("from_opportunity", fromStep);
        return details;
    }

    @Override
    public Map<String, Object> details(RunWork done) {
        return done instanceof RunWork.OfPhases own ? Map.of("opportunities", own.opportunitiesDone()) : Map.of();
    }

    @Override
    public RunCourse begin(RunSetting setting) {
        return new PhasedCourse(scenario, setting);
    }
}
