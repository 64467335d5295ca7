package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.task.Score;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sweeps of phased learning: how well each has learnt. Where tasks follow each other, also the accuracy, or in regression R2, on
 * held-out samples of each: after it, and at the end.
 *
 * @param tasks how many follow each other, at least 1
 */
record SweptPhased(int tasks) implements SweptFamily {

    @Override
    public List<String> numbers() {
        List<String> names = new ArrayList<>(LearningScores.NAMES);
        for (int task = 1; tasks > 1 && task <= tasks; task++) {
            if (task < tasks) {
                names.add(afterIt(task));
            }
            names.add(atEnd(task));
        }
        return names;
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
        Map<String, Double> ofTasks = new HashMap<>();
        int several = model.tasks().tasks().size();
        PhasedPlan plan = PhasedPlan.weightsOnly(several > 1 ? model.tasks().each() : model.opportunities());
        EpochListener listener = (opportunities, timePs, stored) -> {
            List<Score> scores = several > 1 ? model.heldOutScores(stored) : List.of();
            int ended = (int) (opportunities / model.tasks().each());
            for (int task = 1; task <= scores.size(); task++) {
                Score score = scores.get(task - 1);
                OptionalDouble value = score.accuracy().isPresent() ? score.accuracy() : score.r2();
                String name = ended == several ? atEnd(task) : afterIt(task);
                if (value.isPresent() && (ended == several || ended == task)) {
                    ofTasks.put(name, value.getAsDouble());
                }
            }
        };
        return engine.run(new PhasedSimulation(
                        model, plan, new PhasedRecorder() {}, PhasedState.startOf(model), listener))
                .map(end -> scores(model, end, ofTasks));
    }

    private static String afterIt(int task) {
        return "task_" + task + "_after_it";
    }

    private static String atEnd(int task) {
        return "task_" + task + "_at_end";
    }

    private static PhasedLearning model(LoadedScenario scenario) {
        return ((LoadedPhased) scenario).model();
    }

    private static RunScores scores(PhasedLearning model, PhasedState end, Map<String, Double> ofTasks) {
        double[] stored = end.stored();
        Map<String, Double> numbers = LearningScores.of(model.trainingScore(stored), model.heldOutScore(stored));
        numbers.putAll(ofTasks);
        return new RunScores(numbers, WeightsDigest.of(stored), end.opportunities());
    }
}
