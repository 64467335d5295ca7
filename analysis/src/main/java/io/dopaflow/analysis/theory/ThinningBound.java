package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * By how much the largest distance to the gradient flow over [0, 1] can exceed the largest one at recorded points, where
 * weights were recorded after every m-th cycle only.
 *
 * <p>Between two recorded points the difference of weights and flow is, to leading order, the chord plus a Brownian bridge,
 * whose covariance is that of the rule's noise over the gap, m/n. On the chord the distance is below that at its ends. A
 * bridge of variance s exceeds x with a probability of at most 2 exp(-2 x^2 / s) (the law of Kolmogorov and Smirnov), so
 * that by the union bound over d synapses and n/m gaps the norm of the bridges is with probability 1 - level everywhere
 * below
 *
 * <pre>sqrt(S log(2 d n / (m level)) / 2),   S = (T^2 / n) (m / n) times the largest trace of {@link RuleNoise}.</pre>
 *
 * The flow itself moves by at most T ||g|| / n in the cycle before each jump of the weights, which is added.
 */
public final class ThinningBound {
    private static final int POINTS = 64;

    private ThinningBound() {}

    /**
     * Computes the bound for one learning opportunity.
     *
     * @param model that the learning opportunity belongs to
     * @param start theta as it starts
     * @param sample that is presented
     * @param gap m, cycles from one recorded point to the next, from 1 to n
     * @param level probability that it is exceeded, in (0, 1)
     */
    public static double of(LearningCycle model, double[] start, Sample sample, int gap, double level) {
        Gradient gradient = new Gradient(model.network(), model.loss());
        double time = model.gradientFlowTime();
        double n = model.schedule().cycles();
        double[] times = new double[POINTS + 1];
        Arrays.setAll(times, k -> k / (double) POINTS);
        RuleNoise noise = RuleNoise.of(gradient, model);
        double steepest = 0;
        double noisiest = 0;
        double[] g = new double[start.length];
        for (double[] z : new GradientFlow(gradient, time).at(start, sample, times)) {
            gradient.at(z, sample, g);
            steepest = Math.max(steepest, Vectors.norm(g));
            noisiest = Math.max(
                    noisiest, DoubleStream.of(noise.variances(z, sample)).sum());
        }
        double moved = time * steepest;
        if (gap <= 1) {
            return moved / n;
        }
        double variance = time * time / n * (gap / n) * noisiest;
        double bridges = Math.ceil(n / gap) * start.length;
        return Math.sqrt(variance * StrictMath.log(2 * bridges / level) / 2) + moved / n;
    }
}
