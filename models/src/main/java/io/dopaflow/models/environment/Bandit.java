package io.dopaflow.models.environment;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Arms, one of which is pulled in each step. The mean rewards of the arms are drawn once from N(4, 1); a reward is that mean
 * and noise N(0, 1). There is one state, in which the only input presents 1. The measure is the regret: the largest mean
 * less that of the arm that was pulled.
 *
 * @param arms 2 to 1000
 */
public record Bandit(int arms) implements Environment {
    /** Arms where nothing is said. */
    public static final int DEFAULT_ARMS = 10;

    private static final int MOST = 1000;
    private static final double MEAN = 4;
    private static final int MEANS = 1;

    /** Validates the number of arms. */
    public Bandit {
        if (arms < 2 || arms > MOST) {
            throw new IllegalArgumentException("arms are " + arms + "; allowed: 2 to " + MOST);
        }
    }

    @Override
    public String word() {
        return "bandit";
    }

    @Override
    public boolean isActedOn() {
        return true;
    }

    @Override
    public String measure() {
        return "regret";
    }

    @Override
    public int epoch() {
        return 100;
    }

    @Override
    public int draws() {
        return 1;
    }

    /** The mean rewards of the arms. */
    @Override
    public double[] start(RandomStreams streams) {
        UniformRandomProvider stream = streams.stream(Purpose.ENVIRONMENT, MEANS);
        return IntStream.range(0, arms)
                .mapToDouble(arm -> MEAN + Draws.normal(stream))
                .toArray();
    }

    @Override
    public double[] presented(double[] kept) {
        return new double[] {1};
    }

    @Override
    public Step step(double[] kept, double[] readouts, int action, UniformRandomProvider stream) {
        double best = Arrays.stream(kept).max().orElseThrow();
        return Step.rewarded(kept[action] + Draws.normal(stream), best - kept[action], true, kept);
    }

    /** One sample, whose class is the best arm. */
    @Override
    public DataSet states(RandomStreams streams, double discount) {
        double[] means = start(streams);
        int best = IntStream.range(0, arms)
                .reduce((one, other) -> means[other] > means[one] ? other : one)
                .orElseThrow();
        return new DataSet(
                word(),
                List.of("constant"),
                new Target.Classes(
                        IntStream.range(0, arms).mapToObj(arm -> "arm " + arm).toList()),
                List.of(new Sample(new double[] {1}, Environment.oneHot(arms, best))));
    }
}
