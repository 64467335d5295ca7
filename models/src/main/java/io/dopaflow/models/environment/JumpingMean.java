package io.dopaflow.models.environment;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Target;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A hidden mean that stays as it is for a while and then jumps: in each step with the probability 1/75 to a draw from
 * N(0, 5^2). What is observed is the mean and noise N(0, 1), and the output should read it; the only input presents 1
 * (Nassar et al. 2010). The measure is how far the output, with all that was observed before, is from the mean of the step
 * before, squared.
 */
public record JumpingMean() implements Environment {
    /** The probability of a jump. */
    public static final double HAZARD = 1.0 / 75;

    /** Standard deviation of the means. */
    public static final double SPREAD = 5;

    @Override
    public String word() {
        return "jumping-mean";
    }

    @Override
    public boolean isActedOn() {
        return false;
    }

    @Override
    public boolean hasTarget() {
        return true;
    }

    @Override
    public String measure() {
        return "squared error of the estimate";
    }

    @Override
    public int epoch() {
        return 100;
    }

    @Override
    public int draws() {
        return 3;
    }

    @Override
    public double[] start(RandomStreams streams) {
        return new double[] {0};
    }

    @Override
    public double[] presented(double[] kept) {
        return new double[] {1};
    }

    @Override
    public Step step(double[] kept, double[] readouts, int action, UniformRandomProvider stream) {
        double error = readouts[0] - kept[0];
        boolean jumps = Draws.open(stream) < HAZARD;
        double other = SPREAD * Draws.normal(stream);
        double mean = jumps ? other : kept[0];
        double observed = mean + Draws.normal(stream);
        return new Step(0, error * error, false, Optional.of(new double[] {observed}), new double[] {mean});
    }

    /** One sample: the mean in the long run, 0. */
    @Override
    public DataSet states(RandomStreams streams, double discount) {
        return new DataSet(
                word(),
                List.of("constant"),
                new Target.Values(List.of("mean")),
                List.of(new Sample(new double[] {1}, new double[] {0})));
    }
}
