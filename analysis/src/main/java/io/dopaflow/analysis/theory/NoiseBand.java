package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/**
 * How far the emergent weights are predicted to scatter about the gradient flow of one learning opportunity of n
 * cycles. The martingale noise of the rule has, per unit of t, the covariance T^2/n times {@link RuleNoise}. Where
 * T ||H|| is small it only adds up: synapse v has the variance (T^2/n) times the integral of N_vv. Otherwise it travels
 * through the curved flow by the linear noise approximation, for up to {@value #LARGEST_DIMENSION} synapses.
 *
 * <p>Limits: graded neurons (the lottery of all-or-none spikes adds noise that is not in the formula), small A, and
 * n well above 2d, without which the noise is as large as the step. With the single-update rule a learning opportunity
 * is one update, and the prediction is the scatter of that one update about its flow as far as jitter
 * causes it; the difference between the losses of successive samples comes on top.
 */
public final class NoiseBand {
    /** Above this number of synapses curvature does not damp the noise, which only adds up. */
    public static final int LARGEST_DIMENSION = 150;

    private static final double SMALL_CURVATURE = 0.05;

    private final RuleNoise noise;
    private final GradientFlow flow;
    private final double time;
    private final int cycles;

    /**
     * A band.
     *
     * @param noise of the rule
     * @param time the gradient-flow time T, not negative
     * @param cycles n, at least 1
     */
    public NoiseBand(RuleNoise noise, double time, int cycles) {
        if (cycles < 1) {
            throw new IllegalArgumentException("cycles are " + cycles + "; allowed: at least 1");
        }
        this.noise = noise;
        this.flow = new GradientFlow(noise.gradient(), time);
        this.time = time;
        this.cycles = cycles;
    }

    /**
     * The flow with its band.
     *
     * @param flow Z by time and synapse
     * @param deviation predicted standard deviation of theta - Z, by time and synapse
     */
    public record Band(double[][] flow, double[][] deviation) {}

    /** The band along the flow that starts at theta, at the given ascending times in [0, 1]. */
    public Band along(double[] theta, Sample sample, double[] times) {
        double[][] variances = variances(theta, sample, Math.max(16, steps(theta, sample)));
        double[][] deviation = new double[times.length][];
        for (int i = 0; i < times.length; i++) {
            deviation[i] = interpolated(variances, times[i]);
        }
        return new Band(flow.at(theta, sample, times), deviation);
    }

    /** The predicted root mean square of the distance || theta - Z || at t = 1. */
    public double predictedRms(double[] theta, Sample sample) {
        double[][] variances = variances(theta, sample, steps(theta, sample));
        return Math.sqrt(Arrays.stream(variances[variances.length - 1]).sum());
    }

    private int steps(double[] theta, Sample sample) {
        return LinearNoise.steps(time * noise.hessian().norm(theta, sample));
    }

    private double[][] variances(double[] theta, Sample sample, int steps) {
        double[][] path = flow.at(theta, sample, LinearNoise.halfSteps(steps));
        boolean isFlat = time * noise.hessian().norm(theta, sample) < SMALL_CURVATURE;
        return isFlat || theta.length > LARGEST_DIMENSION
                ? added(path, sample)
                : new LinearNoise(noise.local(sample), time, cycles).variances(path);
    }

    /** Simpson's rule over each step. */
    private double[][] added(double[][] path, Sample sample) {
        int steps = path.length / 2;
        double[][] variances = new double[steps + 1][path[0].length];
        double[] start = growth(path[0], sample);
        for (int step = 0; step < steps; step++) {
            double[] before = start;
            double[] middle = growth(path[2 * step + 1], sample);
            double[] end = growth(path[2 * step + 2], sample);
            double[] last = variances[step];
            Arrays.setAll(variances[step + 1], v -> last[v] + (before[v] + 4 * middle[v] + end[v]) / (6 * steps));
            start = end;
        }
        return variances;
    }

    private double[] growth(double[] theta, Sample sample) {
        return Arrays.stream(noise.variances(theta, sample))
                .map(variance -> time * time / cycles * variance)
                .toArray();
    }

    private static double[] interpolated(double[][] variances, double t) {
        double position = t * (variances.length - 1);
        int before = Math.min((int) position, variances.length - 2);
        double share = position - before;
        double[] deviation = new double[variances[before].length];
        Arrays.setAll(deviation, v -> Math.sqrt((1 - share) * variances[before][v] + share * variances[before + 1][v]));
        return deviation;
    }
}
