package io.dopaflow.simulator.population.cycle;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The learning cycle of one dense layer as one would write it first: the measure of machines. */
final class ScalarLoop {
    private static final double HALF_WINDOW = 0.1;

    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] amplitudes;
    private final double[] weights;
    private final double[] u;

    ScalarLoop(int synapses) {
        amplitudes = random.doubles(synapses).toArray();
        weights = new double[synapses];
        u = new double[synapses];
        Arrays.fill(weights, 0.05);
    }

    /** Jitters, sums and updates every weight once. */
    double cycle(double change) {
        double sum = 0.0;
        for (int i = 0; i < u.length; i++) {
            u[i] = (2 * random.nextDouble() - 1) * HALF_WINDOW;
            sum += amplitudes[i] * weights[i] * Math.exp(u[i]);
        }
        for (int i = 0; i < u.length; i++) {
            weights[i] *= 1 + change * (Math.exp(-u[i]) - Math.exp(u[i]));
        }
        return sum;
    }
}
