package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.random.RandomStreams;

/**
 * Every source connects to every target, in order of sources.
 *
 * @param autapses whether within a population also to itself; default true
 */
public record AllToAll(boolean autapses) implements ConnectionRule {

    /** The default. */
    public AllToAll() {
        this(true);
    }

    @Override
    public Incoming incoming(Ends ends, RandomStreams projection, int from, int to) {
        ends.checkRange(from, to);
        int indegree = ends.sourcesOfOne(autapses);
        Incoming.Builder builder = new Incoming.Builder(from, to, (double) indegree * (to - from));
        for (int target = from; target < to; target++) {
            for (int i = 0; i < indegree; i++) {
                builder.add(ends.partner(i, target, autapses));
            }
            builder.endTarget();
        }
        return builder.build();
    }

    @Override
    public double expected(Ends ends) {
        return (double) ends.sourcesOfOne(autapses) * ends.targets();
    }
}
