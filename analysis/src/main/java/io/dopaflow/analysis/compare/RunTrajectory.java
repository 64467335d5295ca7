package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Emergent weights of a whole run and the gradient flow from the same start, for figures: at most 400 moments of at most
 * 1000 synapses, evenly spaced by time and id. Rows by moment, columns as in {@code synapses}.
 *
 * @param synapses ids, ascending
 * @param opportunities learning opportunities done at each moment, ascending from 0
 * @param emergent recorded log-weights
 * @param flow log-weights of the gradient flow
 */
public record RunTrajectory(int[] synapses, double[] opportunities, double[][] emergent, double[][] flow) {
    private static final int MOST_SYNAPSES = 1000;
    private static final double MOST_MOMENTS = 400;

    /** Takes the moments one after another. */
    static final class Builder {
        private final int[] synapses;
        private final double stride;
        private final List<Double> opportunities = new ArrayList<>();
        private final List<double[]> emergent = new ArrayList<>();
        private final List<double[]> flow = new ArrayList<>();

        /** Begins at the initial weights of a run, of which so many learning opportunities were recorded. */
        Builder(LearningCycle model, long recorded) {
            int all = model.network().synapseCount();
            int kept = Math.min(MOST_SYNAPSES, all);
            this.synapses = IntStream.range(0, kept)
                    .map(i -> (int) ((long) i * all / kept))
                    .toArray();
            this.stride = recorded / MOST_MOMENTS;
            add(0, model.initialTheta(), model.initialTheta());
        }

        /** Adds a moment unless it follows another too closely or the flow has left the finite numbers. */
        void add(long done, double[] theta, double[] z) {
            int size = opportunities.size();
            if ((size == 0 || done >= opportunities.get(size - 1) + stride)
                    && Double.isFinite(Vectors.distance(theta, z))) {
                opportunities.add((double) done);
                emergent.add(chosen(theta));
                flow.add(chosen(z));
            }
        }

        private double[] chosen(double[] theta) {
            return Arrays.stream(synapses).mapToDouble(v -> theta[v]).toArray();
        }

        RunTrajectory build() {
            return new RunTrajectory(
                    synapses,
                    opportunities.stream().mapToDouble(Double::doubleValue).toArray(),
                    emergent.toArray(double[][]::new),
                    flow.toArray(double[][]::new));
        }
    }
}
