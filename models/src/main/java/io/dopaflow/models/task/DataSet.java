package io.dopaflow.models.task;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples with their names.
 *
 * @param name as users see it
 * @param features names of the features, in order
 * @param target what is to be predicted
 * @param samples all samples, in the order of the source
 */
public record DataSet(String name, List<String> features, Target target, List<Sample> samples) {
    private static final long DISTRACTION = 0x64697374726163L;

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

    /**
     * The same with features that carry nothing: in each copy of the features a sample has those of a sample drawn at random,
     * each of which is drawn once.
     *
     * @param copies from 0
     */
    public DataSet distracted(int copies, RandomStreams streams) {
        if (copies == 0) {
            return this;
        }
        int own = features.size();
        List<String> names = new ArrayList<>(features);
        double[][] values = new double[samples.size()][];
        Arrays.setAll(values, row -> Arrays.copyOf(samples.get(row).features(), own * (copies + 1)));
        for (int copy = 1; copy <= copies; copy++) {
            int number = copy;
            features.forEach(name -> names.add(name + " of another " + number));
            RandomStreams drawn = streams.derived(DISTRACTION);
            int[] others = Shuffle.permutation(samples.size(), drawn.stream(Purpose.TASK_PERMUTATION, copy));
            for (int row = 0; row < others.length; row++) {
                System.arraycopy(samples.get(others[row]).features(), 0, values[row], copy * own, own);
            }
        }
        return new DataSet(
                name,
                names,
                target,
                IntStream.range(0, values.length)
                        .mapToObj(
                                row -> new Sample(values[row], samples.get(row).target()))
                        .toList());
    }

    private static boolean isOneHot(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == 0 || v == 1)
                && Arrays.stream(values).sum() == 1;
    }
}
