package io.dopaflow.models.task;

import java.util.Arrays;
import java.util.List;

/** Scales each feature linearly so that the samples it was fit on span [0, 1]; a constant feature becomes 0. */
public final class MinMaxScaling {
    private final double[] smallest;
    private final double[] largest;

    private MinMaxScaling(double[] smallest, double[] largest) {
        this.smallest = smallest;
        this.largest = largest;
    }

    /** Fits the ranges on samples, at least one. */
    public static MinMaxScaling fit(List<Sample> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("scaling is fit on 0 samples; allowed: at least 1");
        }
        double[] smallest = samples.get(0).features().clone();
        double[] largest = smallest.clone();
        for (Sample sample : samples) {
            for (int i = 0; i < smallest.length; i++) {
                smallest[i] = Math.min(smallest[i], sample.features()[i]);
                largest[i] = Math.max(largest[i], sample.features()[i]);
            }
        }
        return new MinMaxScaling(smallest, largest);
    }

    /** The sample scaled; outside the fitted range values leave [0, 1]. */
    public Sample apply(Sample sample) {
        double[] scaled = new double[smallest.length];
        Arrays.setAll(scaled, i -> {
            double span = largest[i] - smallest[i];
            return span == 0 ? 0 : (sample.features()[i] - smallest[i]) / span;
        });
        return new Sample(scaled, sample.target());
    }
}
