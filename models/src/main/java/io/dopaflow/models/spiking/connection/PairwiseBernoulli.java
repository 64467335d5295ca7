package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Every pair connects with a probability, independently of all others; there are no multapses. A target's synapses are in order of
 * sources. Each target skips in its own stream from one source to the next by a geometric law: one draw and one logarithm for each
 * synapse and one more for each target, none for pairs that do not connect.
 *
 * @param probability from 0 to 1
 * @param autapses default true
 */
public record PairwiseBernoulli(double probability, boolean autapses) implements ConnectionRule {

    /** With the default options. */
    public PairwiseBernoulli(double probability) {
        this(probability, true);
    }

    /** Validates the probability. */
    public PairwiseBernoulli {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("the probability is " + probability + "; allowed: from 0 to 1");
        }
    }

    @Override
    public Incoming incoming(Ends ends, RandomStreams projection, int from, int to) {
        ends.checkRange(from, to);
        int choices = ends.sourcesOfOne(autapses);
        double mean = probability * choices * (to - from);
        // The deviation of the number is at most the root of its mean: growth is rare.
        Incoming.Builder builder = new Incoming.Builder(from, to, mean + 4 * Math.sqrt(mean));
        double logMiss = StrictMath.log1p(-probability);
        for (int target = from; target < to; target++) {
            UniformRandomProvider stream = projection.stream(Purpose.CONNECTIONS, target);
            // With the probability 0 or 1 the logarithm is 0 or infinite, and so is the skip, the other way round.
            for (double at = skip(stream, logMiss); at < choices; at += 1 + skip(stream, logMiss)) {
                builder.add(ends.partner((int) at, target, autapses));
            }
            builder.endTarget();
        }
        return builder.build();
    }

    /** How many pairs miss before the next one connects. */
    private static double skip(UniformRandomProvider stream, double logMiss) {
        return Math.floor(-Draws.exponential(stream) / logMiss);
    }

    @Override
    public double expected(Ends ends) {
        return probability * ends.sourcesOfOne(autapses) * ends.targets();
    }
}
