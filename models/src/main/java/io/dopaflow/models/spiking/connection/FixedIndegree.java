package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Every target draws its sources, all alike likely, in a stream of its own. One draw for each synapse; nothing is drawn for
 * targets out of the range.
 *
 * @param indegree synapses of each target, from 0
 * @param autapses default true
 * @param multapses default true; without, {@code indegree} is at most the number of sources
 */
public record FixedIndegree(int indegree, boolean autapses, boolean multapses) implements ConnectionRule {

    /** With the default options. */
    public FixedIndegree(int indegree) {
        this(indegree, true, true);
    }

    /** Validates the indegree. */
    public FixedIndegree {
        if (indegree < 0) {
            throw new IllegalArgumentException("indegree is " + indegree + "; allowed: from 0");
        }
    }

    @Override
    public Incoming incoming(Ends ends, RandomStreams projection, int from, int to) {
        ends.checkRange(from, to);
        int choices = ends.sourcesOfOne(autapses);
        Partners.check("indegree", indegree, choices, multapses);
        Partners partners = new Partners(choices, indegree, multapses);
        Incoming.Builder builder = new Incoming.Builder(from, to, (double) indegree * (to - from));
        for (int target = from; target < to; target++) {
            UniformRandomProvider stream = projection.stream(Purpose.CONNECTIONS, target);
            partners.draw(stream, indegree);
            for (int i = 0; i < indegree; i++) {
                builder.add(ends.partner(partners.get(i), target, autapses));
            }
            builder.endTarget();
        }
        return builder.build();
    }

    @Override
    public double expected(Ends ends) {
        return (double) indegree * ends.targets();
    }
}
