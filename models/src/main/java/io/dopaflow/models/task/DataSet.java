package io.dopaflow.models.task;

import java.util.Arrays;
import java.util.List;

/**
 * Samples with their names.
 *
 * @param name as users see it
 * @param features names of the features, in order
 * @param target what is to be predicted
 * @param samples all samples, in the order of the source
 */
public record DataSet(String name, List<String> features, Target target, List<Sample> samples) {

    /** Copies the lists and checks the samples: a number for each feature and target, and one class where classes are. */
    public DataSet {
        features = List.copyOf(features);
        samples = List.copyOf(samples);
        for (int row = 0; row < samples.size(); row++) {
            Sample sample = samples.get(row);
            if (sample.features().length != features.size()
                    || sample.target().length != target.names().size()) {
                throw new IllegalArgumentException("sample " + row + " of " + name + " has "
                        + sample.features().length + " features and " + sample.target().length
                        + " targets; allowed: " + features.size() + " and "
                        + target.names().size());
            }
            if (target instanceof Target.Classes && !isOneHot(sample.target())) {
                throw new IllegalArgumentException("sample " + row + " of " + name + " has the target "
                        + Arrays.toString(sample.target()) + "; allowed: 1 at its class and 0 elsewhere");
            }
        }
    }

    private static boolean isOneHot(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == 0 || v == 1)
                && Arrays.stream(values).sum() == 1;
    }
}
