package io.dopaflow.models.task;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Scales each feature, or each target, linearly so that the samples it was fit on span [0, 1]. */
public final class MinMaxScaling {
    private final boolean ofTargets;
    private final double[] smallest;
    private final double[] spans;

    private MinMaxScaling(List<Sample> samples, boolean ofTargets) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("scaling is fit on 0 samples; allowed: at least 1");
        }
        Function<Sample, double[]> part = ofTargets ? Sample::target : Sample::features;
        this.ofTargets = ofTargets;
        this.smallest = part.apply(samples.get(0)).clone();
        this.spans = smallest.clone();
        for (Sample sample : samples) {
            for (int i = 0; i < smallest.length; i++) {
                smallest[i] = Math.min(smallest[i], part.apply(sample)[i]);
                spans[i] = Math.max(spans[i], part.apply(sample)[i]);
            }
        }
        Arrays.setAll(spans, i -> spans[i] - smallest[i]);
    }

    /** Fits the ranges of features on samples, at least one; a feature that is the same in all of them becomes 0. */
    public static MinMaxScaling fit(List<Sample> samples) {
        return new MinMaxScaling(samples, false);
    }

    /** Fits the range of a target on samples, at least one; where it is the same in all of them it stays as it is. */
    public static MinMaxScaling fitTarget(List<Sample> samples) {
        MinMaxScaling scaling = new MinMaxScaling(samples, true);
        for (int i = 0; i < scaling.spans.length; i++) {
            if (scaling.spans[i] == 0) {
                scaling.smallest[i] = 0;
                scaling.spans[i] = 1;
            }
        }
        return scaling;
    }

    /** The sample scaled; outside the fitted range values leave [0, 1]. */
    public Sample apply(Sample sample) {
        double[] values = ofTargets ? sample.target() : sample.features();
        double[] scaled = new double[spans.length];
        Arrays.setAll(scaled, i -> spans[i] == 0 ? 0 : (values[i] - smallest[i]) / spans[i]);
        return ofTargets ? new Sample(sample.features(), scaled) : new Sample(scaled, sample.target());
    }

    /** What 1 of the first scaled value is in the unit of the samples. */
    public double unit() {
        return spans[0];
    }
}
