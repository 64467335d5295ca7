package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.random.RandomStreams;

/**
 * Who connects to whom in a projection. A rule lists the synapses onto any range of targets, and what a target gets does not
 * depend on the range in which it is asked for: all draws are keyed by the projection and a neuron. So a network can be built in
 * shards.
 *
 * <p>Options, with the defaults of NEST 3 (both allowed):
 *
 * <table>
 * <caption>Where they mean something</caption>
 * <tr><th>option</th><th>default</th><th>meaning</th></tr>
 * <tr><td>autapses</td><td>true</td><td>a neuron may connect to itself; meaningful within one population only</td></tr>
 * <tr><td>multapses</td><td>true</td><td>several synapses may lead from a neuron to another, each with an id, weight and delay
 * of its own</td></tr>
 * </table>
 */
public sealed interface ConnectionRule
        permits AllToAll, OneToOne, FixedIndegree, FixedOutdegree, FixedTotalNumber, PairwiseBernoulli, ExplicitList {

    /**
     * The synapses onto the targets of a range.
     *
     * @param ends the sizes of the projection
     * @param projection the streams of the projection: those of the run, derived by the projection's id
     * @param from the first target
     * @param to behind the last target
     * @throws IllegalArgumentException if the rule does not fit the sizes, the range is none, or its synapses do not fit an array
     */
    Incoming incoming(Ends ends, RandomStreams projection, int from, int to);

    /** How many synapses the projection has: exactly, except that it is the mean for {@link PairwiseBernoulli}. */
    double expected(Ends ends);

    /** The synapses onto all targets. */
    default Incoming incoming(Ends ends, RandomStreams projection) {
        return incoming(ends, projection, 0, ends.targets());
    }
}
