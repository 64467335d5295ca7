package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Trajectory;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;

/** After each epoch some equal steps along the sum of all samples' gradients, T in all. For one thread. */
final class BatchDescent implements Trajectory.Rule {
    private final Gradient gradient;
    private final double stepSize;
    private final List<Sample> samples;
    private final int steps;
    private final double[] slope;
    private final double[] sum;
    private int presented;

    BatchDescent(LearningCycle model, int steps) {
        gradient = new Gradient(model.network(), model.loss());
        stepSize = model.gradientFlowTime() / steps;
        samples = model.samples().training();
        this.steps = steps;
        slope = new double[model.network().synapseCount()];
        sum = new double[slope.length];
    }

    @Override
    public double[] learn(double[] theta, Sample sample) {
        if (++presented == samples.size()) {
            presented = 0;
            for (int step = 0; step < steps; step++) {
                step(theta);
            }
        }
        return theta;
    }

    private void step(double[] theta) {
        Arrays.fill(sum, 0.0);
        for (Sample sample : samples) {
            gradient.at(theta, sample, slope);
            Arrays.setAll(sum, i -> sum[i] + slope[i]);
        }
        Arrays.setAll(theta, i -> theta[i] - stepSize * sum[i]);
    }
}
