package io.dopaflow.analysis.learned;

import io.dopaflow.analysis.learned.InnerLoop.Outcome;
import io.dopaflow.models.random.RandomStreams;
import java.util.List;

/**
 * A search for the coefficients of a rule, a generation at a time: each has new tasks. Equal searches find equal bits, on any
 * number of threads.
 *
 * @param family whose tasks are learnt
 * @param method how coefficients are sought
 * @param generations all of it, at least 1
 * @param seed of all that is random
 */
public record RuleSearch(TaskFamily family, Method method, int generations, long seed) {
    /** Of the first step, in units of natural sizes; it falls to a twentieth in even steps. */
    private static final double RATE = 0.2;

    private static final double LAST = 0.05;
    private static final double SHRINKING = 0.9;

    /** Rejects a search without generations. */
    public RuleSearch {
        if (generations < 1) {
            throw new IllegalArgumentException("generations are " + generations + "; allowed: at least 1");
        }
    }

    /** How coefficients are sought. */
    public enum Method {
        /** By variations, of which only the order of the losses counts. */
        EVOLUTION,
        /** By the derivatives of the loss at the end of learning. */
        GRADIENT;

        /** Generations of a search of the family, where nothing else is said. */
        public int generations(TaskFamily family) {
            return this == EVOLUTION
                    ? family.effort().evolution()
                    : family.effort().gradient();
        }
    }

    /**
     * A generation.
     *
     * @param loss mean over its tasks, and over its members
     * @param diverged how many loops did
     * @param after where the search stands after it
     */
    public record Generation(double loss, int diverged, SearchState after) {}

    /** The state before the first generation. */
    public SearchState start() {
        return SearchState.startOf(family);
    }

    /**
     * The next generation.
     *
     * @param number from 0
     * @param before where the search stands
     * @param threads at least 1
     * @throws InterruptedException if this thread is interrupted
     */
    public Generation generation(int number, SearchState before, int threads) throws InterruptedException {
        RandomStreams tasks = new RandomStreams(seed).derived(number);
        double rate = RATE * (1 - number / (double) generations + LAST);
        try (TaskPool pool = new TaskPool(family, method == Method.GRADIENT, threads)) {
            return method == Method.EVOLUTION
                    ? evolve(number, before, pool, tasks, rate)
                    : descend(before, pool, tasks, rate);
        }
    }

    private Generation evolve(int number, SearchState before, TaskPool pool, RandomStreams tasks, double rate)
            throws InterruptedException {
        Evolution evolution = new Evolution(family, new RandomStreams(seed), number);
        List<double[]> members = evolution.members(before);
        List<List<Outcome>> outcomes = pool.learn(tasks, family.effort().tasks(), members);
        double[] losses = new double[members.size()];
        for (int member = 0; member < losses.length; member++) {
            int own = member;
            double sum =
                    outcomes.stream().mapToDouble(task -> task.get(own).loss()).sum();
            losses[member] = sum / outcomes.size() + family.penalty(members.get(member));
        }
        return new Generation(loss(outcomes), diverged(outcomes), evolution.after(before, losses, rate));
    }

    private Generation descend(SearchState before, TaskPool pool, RandomStreams tasks, double rate)
            throws InterruptedException {
        double[] coefficients = before.coefficients();
        List<List<Outcome>> outcomes = pool.learn(tasks, family.effort().tasks(), List.of(coefficients));
        int diverged = diverged(outcomes);
        if (diverged > 0) {
            return new Generation(loss(outcomes), diverged, before.shrunk(SHRINKING));
        }
        double[] gradient = new double[coefficients.length];
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (List<Outcome> task : outcomes) {
                gradient[i] += task.get(0).gradient()[i];
            }
            gradient[i] = gradient[i] / outcomes.size() + family.penaltySlope(coefficients[i]);
            gradient[i] *= family.terms().get(i).size();
            squares += gradient[i] * gradient[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; length > 1 && i < gradient.length; i++) {
            gradient[i] /= length;
        }
        return new Generation(loss(outcomes), 0, before.down(gradient, family, rate));
    }

    private static double loss(List<List<Outcome>> outcomes) {
        double sum = 0;
        int count = 0;
        for (List<Outcome> task : outcomes) {
            for (Outcome outcome : task) {
                sum += outcome.loss();
                count++;
            }
        }
        return sum / count;
    }

    private static int diverged(List<List<Outcome>> outcomes) {
        return (int) outcomes.stream()
                .flatMap(List::stream)
                .filter(Outcome::diverged)
                .count();
    }
}
