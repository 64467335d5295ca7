package io.dopaflow.models.cycle;

import io.dopaflow.models.numerics.Exponential;
import java.util.Arrays;

/** Log-weights theta = log w, which the theory is about, of the weights w that synapses have; the same bits everywhere. */
public final class LogWeights {
    private LogWeights() {}

    /** log w; NaN for what is no weight. */
    public static double of(double weight) {
        return StrictMath.log(weight);
    }

    /** The log-weights of all synapses. */
    public static double[] of(double[] weights) {
        return Arrays.stream(weights).map(LogWeights::of).toArray();
    }

    /** The weights of log-weights. */
    public static double[] exp(double[] theta) {
        return Arrays.stream(theta).map(Exponential::exp).toArray();
    }
}
