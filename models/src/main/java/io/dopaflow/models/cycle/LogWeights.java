package io.dopaflow.models.cycle;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Logarithm;
import java.util.Arrays;

/** Log-weights theta = log w, which the theory is about, of the weights w that synapses have; the same bits everywhere. */
public final class LogWeights {
    private LogWeights() {}

    /** log w; NaN for what is no weight. */
    public static double of(double weight) {
        return Logarithm.log(weight);
    }

    /** The log-weights of all synapses. */
    public static double[] of(double[] weights) {
        double[] theta = new double[weights.length];
        write(weights, theta);
        return theta;
    }

    /** Writes the log-weights of all synapses to an array of the same length. */
    public static void write(double[] weights, double[] theta) {
        for (int i = 0; i < weights.length; i++) {
            theta[i] = of(weights[i]);
        }
    }

    /** The weights of log-weights. */
    public static double[] exp(double[] theta) {
        return Arrays.stream(theta).map(Exponential::exp).toArray();
    }
}
