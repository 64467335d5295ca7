package io.dopaflow.models.spiking.connection;

/**
 * The two ends of a projection; neurons are numbered from 0 within their population.
 *
 * @param sources how many neurons it comes from
 * @param targets how many neurons it goes to
 * @param same whether both are one population, so that a neuron may connect to itself
 */
public record Ends(int sources, int targets, boolean same) {

    /** Two populations. */
    public static Ends between(int sources, int targets) {
        return new Ends(sources, targets, false);
    }

    /** One population, connected to itself. */
    public static Ends within(int neurons) {
        return new Ends(neurons, neurons, true);
    }

    /** Validates the sizes. */
    public Ends {
        if (sources < 1 || targets < 1) {
            throw new IllegalArgumentException(
                    "a projection from " + sources + " to " + targets + " neurons; allowed: from 1");
        }
        if (same && sources != targets) {
            throw new IllegalArgumentException("a projection within one population from " + sources + " to " + targets
                    + " neurons; allowed: equal numbers");
        }
    }

    /** How many sources a target may have; without autapses one less in a projection within a population. */
    int sourcesOfOne(boolean autapses) {
        return sources - (same && !autapses ? 1 : 0);
    }

    /** How many targets a source may have. */
    int targetsOfOne(boolean autapses) {
        return targets - (same && !autapses ? 1 : 0);
    }

    /** The partner that a number below {@link #sourcesOfOne} or {@link #targetsOfOne} means: the neuron itself is left out. */
    int partner(int number, int neuron, boolean autapses) {
        return same && !autapses && number >= neuron ? number + 1 : number;
    }

    void checkRange(int from, int to) {
        if (!(0 <= from && from <= to && to <= targets)) {
            throw new IllegalArgumentException(
                    "targets from " + from + " to below " + to + "; allowed: within 0 to " + targets);
        }
    }
}
