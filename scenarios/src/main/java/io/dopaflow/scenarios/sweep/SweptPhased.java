package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sweeps of phased learning: how well each has learnt. Where tasks follow each other, also the accuracy, or in regression R2, on
 * held-out samples of each: after it, and at the end. In an environment, means over the second half of the run: of rewards, and of
 * what the environment measures.
 *
 * @param first one of the models, from which the others do not differ in that
 */
record SweptPhased(PhasedLearning first) implements SweptFamily {
    private static final String REWARD = "reward";

    @Override
    public List<String> numbers() {
        List<String> names = new ArrayList<>(LearningScores.NAMES);
        int tasks = first.tasks().tasks().size();
        for (int task = 1; tasks > 1 && task <= tasks; task++) {
            if (task < tasks) {
                names.add(afterIt(task));
            }
            names.add(atEnd(task));
        }
        first.environment().ifPresent(environment -> {
            names.add(REWARD);
            names.add(measure(environment));
        });
        names.removeIf(String::isEmpty);
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
        SecondHalf steps = new SecondHalf(model.opportunities() / 2);
        return engine.run(new PhasedSimulation(
                        model,
                        model.environment().isPresent() ? plan.withLosses() : plan,
                        steps,
                        PhasedState.startOf(model),
                        listener))
                .map(end -> scores(model, end, ofTasks, steps));
    }

    /** The steps of an environment from one of them on. */
    private static final class SecondHalf implements PhasedRecorder {
        private final long from;
        private final DoubleSummaryStatistics rewards = new DoubleSummaryStatistics();
        private final DoubleSummaryStatistics measures = new DoubleSummaryStatistics();

        SecondHalf(long from) {
            this.from = from;
        }

        @Override
        public void step(long timePs, long opportunity, int action, double reward, double measure) {
            if (opportunity >= from) {
                measures.accept(measure);
                if (reward != 0) {
                    rewards.accept(reward);
                }
            }
        }
    }

    private String afterIt(int task) {
        return "task_" + task + "_" + score() + "_after_it";
    }

    private String atEnd(int task) {
        return "task_" + task + "_" + score() + "_at_end";
    }

    private String score() {
        return first.target() instanceof Target.Classes ? "accuracy" : "r2";
    }

    private static String measure(Environment environment) {
        return environment.measure().replace(' ', '_');
    }

    private static PhasedLearning model(LoadedScenario scenario) {
        return ((LoadedPhased) scenario).model();
    }

    private static RunScores scores(
            PhasedLearning model, PhasedState end, Map<String, Double> ofTasks, SecondHalf steps) {
        double[] stored = end.stored();
        Map<String, Double> numbers = new HashMap<>(ofTasks);
        // Outputs that follow what the environment tells are not scored by what they should read in the end.
        if (model.environment().filter(Environment::hasTarget).isEmpty()) {
            numbers.putAll(LearningScores.of(model.trainingScore(stored), model.heldOutScore(stored)));
        }
        model.environment().ifPresent(environment -> {
            if (steps.rewards.getCount() > 0) {
                numbers.put(REWARD, steps.rewards.getAverage());
            }
            if (!environment.measure().isEmpty()) {
                numbers.put(measure(environment), steps.measures.getAverage());
            }
        });
        return new RunScores(numbers, WeightsDigest.of(stored), end.opportunities());
    }
}
