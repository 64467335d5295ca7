package io.dopaflow.models.environment;

import java.util.Optional;

/**
 * What an environment answers to what the outputs have read. The arrays are shared, not copied: nobody changes them.
 *
 * @param reward r of the step, finite
 * @param measure what an observer measures, and no neuron is told: see {@link Environment#measure}
 * @param ends whether an episode ends with the step, so that nothing is to be expected after it
 * @param target what the output should have read; empty where there is only a reward
 * @param kept all that later steps depend on
 */
public record Step(double reward, double measure, boolean ends, Optional<double[]> target, double[] kept) {

    /** A step that is answered with a reward. */
    static Step rewarded(double reward, double measure, boolean ends, double... kept) {
        return new Step(reward, measure, ends, Optional.empty(), kept);
    }
}
