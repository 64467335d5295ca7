package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.estimator.Objective;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.models.experiment.Experiment;
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

    SampleObjective(Experiment experiment) {
        this.propagation = new Propagation(experiment.network());
        this.loss = experiment.loss();
        this.gradient = new Gradient(experiment.network(), experiment.loss());
        this.weights = new double[experiment.network().synapseCount()];
        this.sample = experiment.samples().train().get(0);
    }

    /** From now on the loss is that of this sample. */
    void present(Sample presented) {
        sample = presented;
    }

    @Override
    public int dimension() {
        return weights.length;
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
