package io.dopaflow.models.environment;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Target;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A choice between a reward of 1 at once and a reward of 3 after six steps: taking it ends the episode with the step, and
 * waiting leads through five states in which nothing can be done but to wait on. The worth of waiting is 3 gamma^5, so that
 * it is better where gamma is above (1/3)^(1/5) = 0.8027 (the discount as the part of serotonin: Doya 2002).
 */
public record Waiting() implements Environment {
    private static final int STATES = 6;
    private static final int TAKE = 0;
    private static final double SMALL = 1;
    private static final double LARGE = 3;

    @Override
    public String word() {
        return "waiting";
    }

    @Override
    public boolean isActedOn() {
        return true;
    }

    @Override
    public int epoch() {
        return 100;
    }

    @Override
    public double[] start(RandomStreams streams) {
        return new double[] {0};
    }

    @Override
    public double[] presented(double[] kept) {
        return Environment.oneHot(STATES, (int) kept[0]);
    }

    @Override
    public Step step(double[] kept, double[] readouts, int action, UniformRandomProvider stream) {
        if (kept[0] == 0 && action == TAKE) {
            return Step.rewarded(SMALL, 0, true, 0);
        }
        boolean ends = kept[0] == STATES - 1;
        return Step.rewarded(ends ? LARGE : 0, 0, ends, ends ? 0 : kept[0] + 1);
    }

    @Override
    public DataSet states(RandomStreams streams, double discount) {
        return new DataSet(
                word(),
                IntStream.range(0, STATES)
                        .mapToObj(k -> k == 0 ? "choice" : "waited " + k)
                        .toList(),
                new Target.Values(List.of("take", "wait")),
                IntStream.range(0, STATES)
                        .mapToObj(k -> new Sample(Environment.oneHot(STATES, k), worths(k, discount)))
                        .toList());
    }

    private static double[] worths(int state, double discount) {
        double wait = LARGE * power(discount, STATES - 1 - state);
        return new double[] {state == 0 ? SMALL : wait, wait};
    }

    /** A number to a small power, one factor after the other. */
    static double power(double base, int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }
}
