package io.dopaflow.models.phased;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Shuffle;
import io.dopaflow.models.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tasks that the same network learns one after the other. That a task ends is known beforehand, to every synapse.
 *
 * @param tasks the samples of each, in order; at least one, and all with as many training samples
 * @param each learning opportunities of a task, at least 1; the last goes on until the run ends
 */
public record TaskSequence(List<Split> tasks, long each) {

    /** Rejects sequences without tasks, and tasks of other sizes. */
    public TaskSequence {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("there are 0 tasks; allowed: at least 1");
        }
        int first = tasks.get(0).training().size();
        for (Split task : tasks) {
            if (task.training().size() != first) {
                throw new IllegalArgumentException("a task has "
                        + task.training().size() + " training samples; allowed: as many as the first, " + first);
            }
        }
        if (each < 1) {
            throw new IllegalArgumentException("a task has " + each + " learning opportunities; allowed: at least 1");
        }
    }

    /** One task alone. */
    public static TaskSequence of(Split only) {
        return new TaskSequence(List.of(only), Long.MAX_VALUE);
    }

    /**
     * A task and others of the same samples, whose inputs are exchanged: by a permutation for each, drawn from the seed.
     *
     * @param number of tasks, at least 1
     * @param each learning opportunities of a task, at least 1
     */
    public static TaskSequence permuted(Split first, int number, long each, RandomStreams streams) {
        List<Split> tasks = new ArrayList<>(List.of(first));
        int features = first.training().get(0).features().length;
        for (int task = 1; task < number; task++) {
            int[] order = Shuffle.permutation(features, streams.stream(Purpose.TASK_PERMUTATION, task));
            UnaryOperator<Sample> permuted = sample -> permuted(sample, order);
            tasks.add(new Split(
                    first.training().stream().map(permuted).toList(),
                    first.heldOut().stream().map(permuted).toList()));
        }
        return new TaskSequence(tasks, each);
    }

    private static Sample permuted(Sample sample, int[] order) {
        double[] features = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            features[i] = sample.features()[order[i]];
        }
        return new Sample(features, sample.target());
    }

    /** The samples of the task that a learning opportunity belongs to. */
    public Split at(long opportunity) {
        return tasks.get(ended(opportunity));
    }

    /** How many tasks have ended, with others after them, when so many opportunities are done. */
    public int ended(long opportunities) {
        return (int) Math.min(opportunities / each, tasks.size() - 1);
    }

    /** Whether a task ends with the learning opportunity and another follows. */
    public boolean endsTask(long opportunity) {
        return ended(opportunity + 1) > ended(opportunity);
    }

    /**
     * Whether the opportunity is one of the last of a task that another follows.
     *
     * @param last how many are the last
     */
    boolean isNearEnd(long opportunity, long last) {
        return opportunity / each < tasks.size() - 1 && opportunity % each >= each - last;
    }
}
