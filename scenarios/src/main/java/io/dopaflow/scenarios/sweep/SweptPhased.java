package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sweeps of phased learning: how well each has learnt. */
record SweptPhased() implements SweptFamily {

    @Override
    public List<String> numbers() {
        return LearningScores.NAMES;
    }

    @Override
    public String digestColumn() {
        return "weights_digest";
    }

    @Override
    public String stepsColumn() {
        return "opportunities";
    }

    @Override
    public long work(LoadedScenario scenario) {
        return model(scenario).opportunities();
    }

    @Override
    public Optional<RunScores> run(LoadedScenario scenario, MemberEngine engine)
            throws RunFailedException, InterruptedException {
        PhasedLearning model = model(scenario);
        return engine.run(model, PhasedPlan.weightsOnly(model.opportunities()), new PhasedRecorder() {})
                .map(end -> scores(model, end));
    }

    private static PhasedLearning model(LoadedScenario scenario) {
        return ((LoadedPhased) scenario).model();
    }

    private static RunScores scores(PhasedLearning model, PhasedState end) {
        double[] stored = end.stored();
        Map<String, Double> numbers = LearningScores.of(model.trainingScore(stored), model.heldOutScore(stored));
        return new RunScores(numbers, WeightsDigest.of(stored), end.opportunities());
    }
}
