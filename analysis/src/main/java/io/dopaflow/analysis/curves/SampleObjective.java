package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.estimator.Objective;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Propagation;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;

/**
 * The loss of one sample as a function of the log-weights, without jitter; all-or-none neurons pass on their firing
 * probability. For one thread.
 */
final class SampleObjective implements Objective {
    private final Propagation propagation;
    private final Loss loss;
    private final Gradient gradient;
    private final double[] weights;
    private Sample sample;

    SampleObjective(LearningCycle model) {
        this.propagation = new Propagation(model.network());
        this.loss = model.loss();
        this.gradient = new Gradient(model.network(), model.loss());
        this.weights = new double[model.network().synapseCount()];
        this.sample = model.samples().training().get(0);
    }

    /** This objective, which is the loss of the given sample from now on. */
    SampleObjective of(Sample presented) {
        sample = presented;
        return this;
    }

    @Override
    public double loss(double[] theta) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Exponential.exp(theta[i]);
        }
        return loss.value(propagation.readout(weights, sample.features()), sample.target());
    }

    @Override
    public void gradient(double[] theta, double[] into) {
        gradient.at(theta, sample, into);
    }
}
