package io.dopaflow.analysis.flow;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The way of a rule through a run: from the run's initial log-weights, sample after sample, in the run's order. For one
 * thread.
 */
public final class Trajectory {
    private final SampleOrder order;
    private final List<Sample> samples;
    private final Rule rule;
    private double[] theta;
    private long opportunities;

    /** What a rule makes of one sample: {@link GradientFlow#end}, {@link Sgd#step}, or any other. */
    @FunctionalInterface
    public interface Rule {
        /**
         * Learns from a sample.
         *
         * @param theta log-weights before, by synapse id; may be changed
         * @return log-weights after; may be the same array
         * @throws ArithmeticException if they leave the finite numbers
         */
        double[] learn(double[] theta, Sample sample);
    }

    /** A rule at the start of a run. */
    public Trajectory(LearningCycle model, Rule rule) {
        this.order = model.sampleOrder();
        this.samples = model.samples().training();
        this.rule = rule;
        this.theta = model.initialTheta().clone();
    }

    /** The gradient flow of each sample in turn. */
    public static Trajectory flow(LearningCycle model, Gradient gradient) {
        return new Trajectory(model, new GradientFlow(gradient, model.gradientFlowTime())::end);
    }

    /** Goes on until so many learning opportunities are done, and returns {@link #theta}. */
    public double[] advanceTo(long done) {
        for (; opportunities < done; opportunities++) {
            try {
                theta = rule.learn(theta, sample(opportunities));
            } catch (ArithmeticException e) {
                Arrays.fill(theta, Double.NaN);
            }
        }
        return theta;
    }

    /** What the run presents in a learning opportunity. */
    public Sample sample(long opportunity) {
        return samples.get(order.sampleAt(opportunity));
    }

    /** Learning opportunities done. */
    public long opportunities() {
        return opportunities;
    }

    /** The log-weights now, by synapse id; not a number once they have left the finite numbers. */
    public double[] theta() {
        return theta;
    }
}
