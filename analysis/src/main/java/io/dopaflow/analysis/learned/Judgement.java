package io.dopaflow.analysis.learned;

import io.dopaflow.analysis.learned.InnerLoop.Outcome;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * How a rule does on held-out tasks.
 *
 * @param rule its name
 * @param loss mean over the tasks
 * @param against how the rule that was found does beside it, task by task; empty for that one itself
 */
public record Judgement(String rule, Estimate loss, Optional<Difference> against) {
    /** No generation of a search has this number. */
    private static final long HELD_OUT = -1;

    /**
     * A mean.
     *
     * @param mean of the values
     * @param standardError of it
     */
    public record Estimate(double mean, double standardError) {
        static Estimate of(StreamingStatistics values) {
            return new Estimate(values.getMean(), values.getStandardDeviation() / Math.sqrt((double) values.getN()));
        }
    }

    /**
     * The loss of the rule that was found, less that of another.
     *
     * @param loss mean over the tasks; below 0 where the rule that was found is the better
     * @param better share of tasks on which it is
     */
    public record Difference(Estimate loss, double better) {}

    /**
     * Judges a rule beside those that were made by hand, on tasks that no generation had.
     *
     * @param name of the rule that was found
     * @param found its coefficients
     * @param seed of the search
     * @param tasks how many, at least 2
     * @param threads at least 1
     * @return the rule that was found, then the others
     * @throws InterruptedException if this thread is interrupted
     */
    public static List<Judgement> of(TaskFamily family, String name, double[] found, long seed, int tasks, int threads)
            throws InterruptedException {
        List<double[]> rules = new ArrayList<>(List.of(found));
        family.handMade().forEach(rule -> rules.add(rule.coefficients()));
        List<Judgement> judgements = new ArrayList<>();
        try (TaskPool pool = new TaskPool(family, false, threads)) {
            List<List<Outcome>> outcomes = pool.learn(new RandomStreams(seed).derived(HELD_OUT), tasks, rules);
            judgements.add(new Judgement(name, Estimate.of(losses(outcomes, 0)), Optional.empty()));
            for (int i = 1; i < rules.size(); i++) {
                judgements.add(new Judgement(
                        family.handMade().get(i - 1).name(),
                        Estimate.of(losses(outcomes, i)),
                        Optional.of(difference(outcomes, i))));
            }
        }
        return judgements;
    }

    private static StreamingStatistics losses(List<List<Outcome>> outcomes, int rule) {
        StreamingStatistics losses = new StreamingStatistics();
        outcomes.forEach(task -> losses.addValue(task.get(rule).loss()));
        return losses;
    }

    private static Difference difference(List<List<Outcome>> outcomes, int rule) {
        StreamingStatistics differences = new StreamingStatistics();
        int better = 0;
        for (List<Outcome> task : outcomes) {
            double difference = task.get(0).loss() - task.get(rule).loss();
            differences.addValue(difference);
            better += difference < 0 ? 1 : 0;
        }
        return new Difference(Estimate.of(differences), better / (double) outcomes.size());
    }
}
