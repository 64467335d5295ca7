package io.dopaflow.analysis.flow;

import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * The direction in which a batch of phased learning would change what the synapses of the network store if its rule had the
 * gradient of the loss: minus the mean gradient by the signed weight, times the learning rate, as the form of the weights turns it
 * into a change of what is stored. A field rises, so it is minus that change. Holds buffers: for one thread.
 */
public final class BatchField implements VectorField {
    private final PhasedLearning model;
    private final WeightGradient gradient;
    private final double[] one;
    private List<Sample> batch = List.of();

    /** Of a model whose outputs answer in a forward wave. */
    public BatchField(PhasedLearning model) {
        this.model = model;
        this.gradient = new WeightGradient(model.circuit().network(), model.loss());
        this.one = new double[model.circuit().network().synapseCount()];
    }

    /** The samples of the batch from now on. */
    public void over(List<Sample> samples) {
        batch = List.copyOf(samples);
    }

    @Override
    public int dimension() {
        return one.length;
    }

    @Override
    public double at(double[] stored, Sample ignored, double[] into) {
        double[] weights = model.unsigned(model.forwardWeights(stored));
        Arrays.fill(into, 0);
        double loss = 0;
        for (Sample sample : batch) {
            loss += gradient.at(weights, sample, one) / batch.size();
            for (int i = 0; i < one.length; i++) {
                into[i] += one[i] / batch.size();
            }
        }
        for (int i = 0; i < into.length; i++) {
            double step = -model.circuit().rate(0, i) * into[i];
            into[i] = stored[i] - model.moved(i, stored[i], step);
        }
        return loss;
    }
}
