package io.dopaflow.models.task;

/**
 * One pair (X, Y) to be learnt. The arrays are shared, not copied: nobody changes them.
 *
 * @param features X, a number for each feature, finite
 * @param target Y as numbers, one for each output, finite; for classes 1 at the class and 0 elsewhere
 */
public record Sample(double[] features, double[] target) {

    /** Checks that every number is finite. */
    public Sample {
        requireFinite(features, "feature");
        requireFinite(target, "target");
    }

    private static void requireFinite(double[] values, String name) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + " " + i + " is " + values[i] + "; allowed: finite");
            }
        }
    }

    /** The index of the largest target: the class, where targets are classes. */
    public int label() {
        return indexOfLargest(target);
    }

    /** The first index of the largest value. */
    public static int indexOfLargest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
