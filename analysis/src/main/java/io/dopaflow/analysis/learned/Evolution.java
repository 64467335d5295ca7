package io.dopaflow.analysis.learned;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A generation of an evolution strategy with opposite variations and centred ranks (Salimans, Ho, Chen, Sidor and Sutskever
 * 2017, <em>Evolution strategies as a scalable alternative to reinforcement learning</em>). Only the order of the members'
 * losses counts.
 */
final class Evolution {
    /** Standard deviation of the variations, in units of natural sizes. */
    private static final double SIZE = 0.25;

    private final TaskFamily family;
    private final List<double[]> variations = new ArrayList<>();

    /** Draws the variations of a generation. */
    Evolution(TaskFamily family, RandomStreams streams, int generation) {
        this.family = family;
        UniformRandomProvider random = streams.stream(Purpose.VARIATION, generation);
        for (int pair = 0; pair < family.effort().pairs(); pair++) {
            double[] one = new double[family.terms().size()];
            double[] other = new double[one.length];
            for (int i = 0; i < one.length; i++) {
                one[i] = Draws.normal(random);
                other[i] = -one[i];
            }
            variations.add(one);
            variations.add(other);
        }
    }

    /** The coefficients of its members. */
    List<double[]> members(SearchState state) {
        return variations.stream()
                .map(variation -> {
                    double[] member = state.coefficients().clone();
                    for (int i = 0; i < member.length; i++) {
                        member[i] += SIZE * family.terms().get(i).size() * variation[i];
                    }
                    return member;
                })
                .toList();
    }

    /**
     * After it.
     *
     * @param losses of its members
     * @param rate of the step
     */
    SearchState after(SearchState state, double[] losses, double rate) {
        double[] ranks = centredRanks(losses);
        double[] estimate = new double[family.terms().size()];
        for (int member = 0; member < losses.length; member++) {
            for (int i = 0; i < estimate.length; i++) {
                estimate[i] += ranks[member] * variations.get(member)[i] / (losses.length * SIZE);
            }
        }
        return state.down(estimate, family, rate);
    }

    /** From -1/2 for the least to 1/2 for the largest; of equal ones the first is the less. */
    private static double[] centredRanks(double[] losses) {
        int[] order = IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.comparingDouble(member -> losses[member]))
                .mapToInt(member -> member)
                .toArray();
        double[] ranks = new double[losses.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank / (losses.length - 1.0) - 0.5;
        }
        return ranks;
    }
}
