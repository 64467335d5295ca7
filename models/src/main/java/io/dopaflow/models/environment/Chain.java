package io.dopaflow.models.environment;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Target;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A cue, then states that follow from one another whatever the network does, and a reward of 1 as the last of them is left.
 * Between two episodes there is a step of rest, in which no input is active, so that nothing foretells the cue.
 *
 * <p>The value of state k of n is gamma^(n - 1 - k) (Schultz, Dayan and Montague 1997).
 *
 * @param length n, states with the cue, 1 to 1000
 */
public record Chain(int length) implements Environment {
    /** States of a chain where nothing is said. */
    public static final int DEFAULT_LENGTH = 6;

    private static final int MOST = 1000;

    /** Validates the length. */
    public Chain {
        if (length < 1 || length > MOST) {
            throw new IllegalArgumentException("states of a chain are " + length + "; allowed: 1 to " + MOST);
        }
    }

    @Override
    public String word() {
        return "chain";
    }

    @Override
    public boolean isActedOn() {
        return false;
    }

    /** An episode, with its step of rest. */
    @Override
    public int epoch() {
        return length + 1;
    }

    /** At rest. */
    @Override
    public double[] start(RandomStreams streams) {
        return new double[] {-1};
    }

    @Override
    public double[] presented(double[] kept) {
        return Environment.oneHot(length, (int) kept[0]);
    }

    @Override
    public Step step(double[] kept, double[] readouts, int action, UniformRandomProvider stream) {
        boolean ends = kept[0] == length - 1;
        return Step.rewarded(ends ? 1 : 0, 0, ends, ends ? -1 : kept[0] + 1);
    }

    @Override
    public DataSet states(RandomStreams streams, double discount) {
        return new DataSet(
                word(),
                IntStream.range(0, length)
                        .mapToObj(k -> k == 0 ? "cue" : "state " + k)
                        .toList(),
                new Target.Values(List.of("value")),
                IntStream.range(0, length)
                        .mapToObj(k -> new Sample(
                                Environment.oneHot(length, k), new double[] {Waiting.power(discount, length - 1 - k)}))
                        .toList());
    }
}
