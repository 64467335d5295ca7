package io.dopaflow.analysis.learned;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Random tasks that are alike, and the terms of an update that is to learn them.
 *
 * @param name in lower-case letters
 * @param summary what the tasks are, in a line
 * @param learner of each task
 * @param frame what a rule of these terms has beside its updates
 * @param terms whose coefficients are sought, those of one update together
 * @param tasks draws tasks
 * @param effort of a search
 * @param start coefficients to search from
 * @param penalty on the sum of the sizes of all coefficients, added to the loss that is searched for the least, from 0
 * @param bound of the loss: more, or what is no number any more, counts as this
 * @param handMade rules that a found one is judged beside
 */
public record TaskFamily(
        String name,
        String summary,
        Learner learner,
        Frame frame,
        List<Term> terms,
        Source tasks,
        Effort effort,
        double[] start,
        double penalty,
        double bound,
        List<HandMade> handMade) {

    /** Copies the lists, and checks that all vectors have a number for each term. */
    public TaskFamily {
        terms = List.copyOf(terms);
        handMade = List.copyOf(handMade);
        requireCoefficients(terms, start);
        for (HandMade rule : handMade) {
            requireCoefficients(terms, rule.coefficients());
        }
    }

    private static void requireCoefficients(List<Term> terms, double[] coefficients) {
        if (coefficients.length != terms.size()) {
            throw new IllegalArgumentException(
                    "coefficients are " + coefficients.length + "; allowed: one for each term, " + terms.size());
        }
    }

    /**
     * Of a rule, all but its updates.
     *
     * @param phases in order
     * @param projections beside the network's own
     * @param broadcasts told to all synapses
     * @param rate learning rate, above 0
     */
    public record Frame(List<Phase> phases, List<Projection> projections, List<Broadcast> broadcasts, double rate) {
        /** Copies the lists. */
        public Frame {
            phases = List.copyOf(phases);
            projections = List.copyOf(projections);
            broadcasts = List.copyOf(broadcasts);
        }
    }

    /** Draws tasks. */
    @FunctionalInterface
    public interface Source {

        /**
         * A task.
         *
         * @param streams equal ones draw equal tasks
         * @param number of the task in these streams
         */
        Task draw(RandomStreams streams, int number);
    }

    /**
     * How much is done in a search, where nothing else is said.
     *
     * @param pairs of opposite variations in a generation of evolution
     * @param tasks of a generation
     * @param evolution generations of it
     * @param gradient steps of it
     */
    public record Effort(int pairs, int tasks, int evolution, int gradient) {}

    /**
     * A rule that somebody made, of the same terms.
     *
     * @param name of it
     * @param coefficients one for each term
     */
    public record HandMade(String name, double[] coefficients) {}

    /** The sum of the sizes of coefficients, times the penalty; smooth at 0. */
    double penalty(double[] coefficients) {
        return penalty * Arrays.stream(coefficients).map(TaskFamily::smoothSize).sum();
    }

    /** Its derivative by one of them. */
    double penaltySlope(double coefficient) {
        return penalty * coefficient / smoothSize(coefficient);
    }

    private static double smoothSize(double coefficient) {
        return Math.sqrt(coefficient * coefficient + 1e-6);
    }

    /**
     * The rule with these coefficients. Terms of the coefficient 0 are left out.
     *
     * @param called its name
     * @param coefficients one for each term, finite
     */
    public Rule rule(String called, double[] coefficients) {
        requireCoefficients(terms, coefficients);
        Map<String, List<List<Factor>>> products = new HashMap<>();
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] != 0) {
                products.computeIfAbsent(terms.get(i).update(), update -> new ArrayList<>())
                        .add(terms.get(i).times(coefficients[i]));
            }
        }
        Map<String, Expression> updates = new HashMap<>();
        products.forEach((update, sum) -> updates.put(update, new Expression(sum)));
        return new Rule(
                called,
                Objective.NONE,
                1,
                frame.phases(),
                frame.projections(),
                frame.broadcasts(),
                updates,
                frame.rate(),
                Map.of(),
                List.of());
    }
}
