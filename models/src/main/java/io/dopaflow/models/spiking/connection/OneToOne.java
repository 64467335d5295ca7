package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.random.RandomStreams;

/** The i-th source connects to the i-th target; within one population these are autapses. Both ends have equal sizes. */
public record OneToOne() implements ConnectionRule {

    @Override
    public Incoming incoming(Ends ends, RandomStreams projection, int from, int to) {
        ends.checkRange(from, to);
        if (ends.sources() != ends.targets()) {
            throw new IllegalArgumentException(
                    "one-to-one from " + ends.sources() + " to " + ends.targets() + " neurons; allowed: equal numbers");
        }
        Incoming.Builder builder = new Incoming.Builder(from, to, to - from);
        for (int target = from; target < to; target++) {
            builder.add(target);
            builder.endTarget();
        }
        return builder.build();
    }

    @Override
    public double expected(Ends ends) {
        return ends.targets();
    }
}
