package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.estimator.EstimatedDescent;
import io.dopaflow.analysis.estimator.GradientEstimator;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Sgd;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** A rule on its way through the samples. For one thread. */
interface Learner {

    /** Learns from a sample. */
    void opportunity(Sample sample);

    /** The log-weights now, by synapse id; a view. */
    double[] theta();

    /** Steps of stochastic gradient descent of size T. */
    final class Descent implements Learner {
        private final Sgd sgd;
        private final double[] theta;

        Descent(LearningCycle model) {
            sgd = new Sgd(new Gradient(model.network(), model.loss()), model.gradientFlowTime());
            theta = model.initialTheta().clone();
        }

        @Override
        public void opportunity(Sample sample) {
            sgd.step(theta, sample);
        }

        @Override
        public double[] theta() {
            return theta;
        }
    }

    /** After each epoch some equal steps along the sum of all samples' gradients, T in all. */
    final class BatchDescent implements Learner {
        private final Gradient gradient;
        private final double time;
        private final List<Sample> samples;
        private final int steps;
        private final double[] theta;
        private final double[] slope;
        private final double[] sum;
        private int presented;

        BatchDescent(LearningCycle model, int steps) {
            gradient = new Gradient(model.network(), model.loss());
            time = model.gradientFlowTime();
            samples = model.samples().training();
            this.steps = steps;
            theta = model.initialTheta().clone();
            slope = new double[theta.length];
            sum = new double[theta.length];
        }

        @Override
        public void opportunity(Sample sample) {
            if (++presented == samples.size()) {
                presented = 0;
                for (int step = 0; step < steps; step++) {
                    step();
                }
            }
        }

        private void step() {
            Arrays.fill(sum, 0.0);
            for (Sample sample : samples) {
                gradient.at(theta, sample, slope);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += slope[i];
                }
            }
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= time / steps * sum[i];
            }
        }

        @Override
        public double[] theta() {
            return theta;
        }
    }

    /** A gradient flow for each sample in turn; not a number once it has left the finite numbers. */
    final class Flow implements Learner {
        private final GradientFlow flow;
        private double[] theta;

        Flow(LearningCycle model) {
            flow = new GradientFlow(new Gradient(model.network(), model.loss()), model.gradientFlowTime());
            theta = model.initialTheta().clone();
        }

        @Override
        public void opportunity(Sample sample) {
            try {
                theta = flow.end(theta, sample);
            } catch (ArithmeticException e) {
                Arrays.fill(theta, Double.NaN);
            }
        }

        @Override
        public double[] theta() {
            return theta;
        }
    }

    /** Descent along estimated gradients, with as many evaluations a sample as the run had cycles. */
    final class Estimated implements Learner {
        private final SampleObjective objective;
        private final EstimatedDescent descent;
        private final double[] theta;

        Estimated(LearningCycle model, GradientEstimator estimator, UniformRandomProvider random) {
            objective = new SampleObjective(model);
            descent = new EstimatedDescent(
                    estimator,
                    objective.dimension(),
                    model.gradientFlowTime(),
                    model.schedule().cycles(),
                    random);
            theta = model.initialTheta().clone();
        }

        @Override
        public void opportunity(Sample sample) {
            objective.present(sample);
            descent.opportunity(objective, theta);
        }

        @Override
        public double[] theta() {
            return theta;
        }
    }
}
