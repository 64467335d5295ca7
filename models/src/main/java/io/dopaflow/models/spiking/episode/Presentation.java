package io.dopaflow.models.spiking.episode;

import java.util.Arrays;
import java.util.List;

/**
 * A sample as a network is presented it.
 *
 * @param inputs spikes of each input, in ps from the beginning of the episode, ascending, at most one at each time; before its end
 * @param target of each output, as the loss wants it
 */
public record Presentation(List<long[]> inputs, double[][] target) {

    /** Validates the order; copies. */
    public Presentation {
        inputs = inputs.stream().map(long[]::clone).toList();
        target = Arrays.stream(target).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < inputs.size(); i++) {
            long[] train = inputs.get(i);
            for (int k = 0; k < train.length; k++) {
                if (train[k] < 0 || (k > 0 && train[k] <= train[k - 1])) {
                    throw new IllegalArgumentException("spike " + k + " of input " + i + " is at " + train[k]
                            + " ps of an episode; allowed: from 0, each later than the one before");
                }
            }
        }
    }
}
