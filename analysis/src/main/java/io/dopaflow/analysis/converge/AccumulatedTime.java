package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.task.Sample;

/**
 * How much gradient-flow time a path has gone through, by least squares of its increments on the gradients where they
 * were made:
 *
 * <pre>T_hat = -n sum_l (theta(l) - theta(l-1)) . g(theta(l-1)) / sum_l || g(theta(l-1)) ||^2</pre>
 *
 * It has the mean n alpha kappa(A) to leading order in A whatever the path, so that it can be measured also where the
 * weights no longer follow any flow. Costs a backpropagation for each cycle. For one thread.
 */
final class AccumulatedTime {
    private final Gradient gradient;
    private final Sample sample;
    private final double[] before;
    private final double[] slope;
    private double product;
    private double square;
    private int cycles;

    AccumulatedTime(Gradient gradient, Sample sample, double[] start) {
        this.gradient = gradient;
        this.sample = sample;
        this.before = start.clone();
        this.slope = new double[start.length];
    }

    /** Goes on by a cycle, after which the weights are these; copied. */
    void add(double[] theta) {
        gradient.at(before, sample, slope);
        for (int i = 0; i < slope.length; i++) {
            product += (theta[i] - before[i]) * slope[i];
        }
        square += Vectors.dot(slope, slope);
        System.arraycopy(theta, 0, before, 0, before.length);
        cycles++;
    }

    /** T_hat. */
    double value() {
        return -cycles * product / square;
    }
}
